namespace Functions.Outbox;

/// <summary>The queues. Each has a poison queue beside it, for messages that failed every try.</summary>
public static class QueueNames
{
    /// <summary>A client waits for a cabinet: <see cref="CabinetMessage"/>.</summary>
    public const string CreateCabinet = "create-cabinet";

    /// <summary>Something was committed, or will be in a moment: <see cref="EventMessage"/>.</summary>
    public const string Events = "events";

    /// <summary>
    /// An e-mail with a password or a link, which does not wait behind others: <see cref="EmailMessage"/>.
    /// </summary>
    public const string SendCredentials = "send-credentials";

    /// <summary>Any other e-mail: <see cref="EmailMessage"/>.</summary>
    public const string SendEmail = "send-email";

    /// <summary>A link to restore a password is asked for: <see cref="ResetLinkMessage"/>.</summary>
    public const string MakeResetLink = "make-reset-link";

    /// <summary>Money came in: the JSON of a bank connector.</summary>
    public const string TopUps = "topups";

    /// <summary>
    /// A statement is to be worked through, or a movement to be booked: <see cref="StatementMessage"/>.
    /// </summary>
    public const string Statements = "statements";

    /// <summary>A ledger, or a slice of all ledgers, is to be checked: <see cref="ReconcileMessage"/>.</summary>
    public const string ReconcileAccount = "reconcile-account";

    /// <summary>Subscriptions of a client end on a day: <see cref="ExpiryMessage"/>.</summary>
    public const string ExpireClient = "expire-client";

    /// <summary>An event is to be told to an address: <see cref="WebhookMessage"/>.</summary>
    public const string Webhooks = "webhooks";

    /// <summary>What a queue's name and this make the name of its poison queue.</summary>
    public const string PoisonSuffix = "-poison";

    /// <summary>All of them, without the poison queues.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        CreateCabinet,
        Events,
        SendCredentials,
        SendEmail,
        MakeResetLink,
        TopUps,
        Statements,
        ReconcileAccount,
        ExpireClient,
        Webhooks,
    ];
}
