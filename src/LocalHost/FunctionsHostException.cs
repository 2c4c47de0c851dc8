namespace LocalHost;

/// <summary>Why a host did not start, or stopped by itself; the message says it in one line.</summary>
public sealed class FunctionsHostException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True when another program listens on the address of the functions.</summary>
    public bool IsAddressTaken { get; internal init; }

    internal static string FirstLine(string? text) =>
        text?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault()
            ?? "no reason given";
}
