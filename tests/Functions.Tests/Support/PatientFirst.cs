using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Functions.Tests.PatientFirst))]

namespace Functions.Tests;

/// <summary>
/// Starts first what waits longest, for retries, timers and a published app: started last, it would run alone in the
/// end, on a machine that does nothing else.
/// </summary>
public sealed class PatientFirst : ITestCollectionOrderer
{
    private static readonly string[] Patient =
        [".Delivery.", ".Emails.", ".Reconciliation.", ".Subscriptions.", ".Promises."];

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection =>
        [.. testCollections.OrderByDescending(IsPatient)];

    private static bool IsPatient<T>(T collection)
        where T : ITestCollection =>
        Patient.Any(folder => collection.TestCollectionDisplayName.Contains(folder, StringComparison.Ordinal));
}
