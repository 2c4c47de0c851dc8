namespace Functions.Webhooks;

/// <summary>
/// Where webhooks may go, and how long they may take. No setting changes it: only a local run and tests, in code.
/// </summary>
public sealed record WebhookNetwork
{
    /// <summary>Whether a receiver may be on this machine, and without encryption.</summary>
    public bool AllowsThisMachine { get; init; }

    /// <summary>How long a receiver may take to answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a receiver that keeps failing is left alone at most.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);
}
