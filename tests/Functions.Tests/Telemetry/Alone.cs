namespace Functions.Tests.Telemetry;

/// <summary>
/// Tests that run while no other test does. OpenTelemetry has one stream per process for instruments of one name. When
/// another test's app ends, this test's stream ends too, and measurements are lost until the next export.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
