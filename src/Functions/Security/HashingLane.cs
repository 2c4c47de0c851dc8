namespace Functions.Security;

/// <summary>Who waits for a hash. A lane is served when those before it are empty.</summary>
public enum HashingLane
{
    /// <summary>Payments, and all else of those who are signed in already.</summary>
    Payments,

    /// <summary>Log-ins from outside.</summary>
    LogIns,

    /// <summary>Handlers of queues, which can wait longest.</summary>
    Background,
}
