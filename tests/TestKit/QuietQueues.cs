namespace TestKit;

/// <summary>
/// Rare looks into queues that are empty. Who sends has the queue looked at, and half of what the emulator did was to
/// say that a queue is still empty.
/// </summary>
public static class QuietQueues
{
    /// <summary>The settings of the functions.</summary>
    public static Dictionary<string, string?> Settings => new()
    {
        ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:10",
    };
}
