namespace TestKit;

/// <summary>Settings of the functions that keep tests fast, where these are not what is tested.</summary>
public static class CheapSettings
{
    /// <summary>Values by name.</summary>
    public static Dictionary<string, string?> Values => new()
    {
        // Who sends has the queue looked at, and half of what the emulator did was to say that a queue is still empty.
        ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:10",

        // A password hash that costs next to nothing.
        ["Cabinet:HashMemoryKiB"] = "8",
        ["Cabinet:HashPasses"] = "1",
    };
}
