namespace Functions.Tests.Telemetry;

/// <summary>
/// Tests that run while no other does. OpenTelemetry keeps one stream a process for instruments of one name: where another test's app ends, the
/// stream of this one's ends with it, and what is measured until its next export is lost.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
