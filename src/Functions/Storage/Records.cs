using System.Text.Json.Serialization;
using Billing;

namespace Functions.Storage;

/// <summary>Wrong passwords given at log-ins from outside; payments have a counter of their own.</summary>
public sealed record LogIns(Lockout Lockout);

/// <summary>Leads from a unique key to the client that has it.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="CreatedAt">When the key was taken, UTC.</param>
public sealed record ClientLookup(string ClientId, DateTimeOffset CreatedAt);

/// <summary>Subscriptions of a client end on a day.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Day">The last paid day, Moscow.</param>
/// <param name="IsReminded">Whether the e-mail before that day was written, or was not needed.</param>
public sealed record ExpiryRecord(string ClientId, DateOnly Day, bool IsReminded);

/// <summary>An entry that was booked since its account was checked.</summary>
/// <param name="ClientId">The account's owner.</param>
/// <param name="Entry">Its number.</param>
/// <param name="Hash">Its hash: the ledger must contain it.</param>
public sealed record ChangedAccount(string ClientId, long Entry, string Hash);

/// <summary>A part of all clients or look-ups, and when the last whole check of it was handed out.</summary>
public sealed record CheckedSlice(DateTimeOffset CheckedAt);

/// <summary>Until when the mail service takes nothing, because a limit of it was reached.</summary>
public sealed record MailPause(DateTimeOffset ClosedUntil);

/// <summary>How often something happened in a business day.</summary>
public sealed record DailyCount(DateOnly Day, int Count);

/// <summary>Work that an operator has to look at.</summary>
/// <param name="Queue">Which work failed; the queue that the message is sent to if it is run again.</param>
/// <param name="Message">The message, UTF-8: as bytes, since it can be longer than a text column may be.</param>
/// <param name="ClientId">The client, if that is known.</param>
/// <param name="Reason">What went wrong; no personal data.</param>
/// <param name="At">When, UTC.</param>
public sealed record FailureRecord(
    string Queue,
    byte[] Message,
    string? ClientId,
    string Reason,
    DateTimeOffset At)
{
    /// <summary>When an operator last had it run again.</summary>
    public DateTimeOffset? RetriedAt { get; init; }

    /// <summary>What a check found; null for work that failed.</summary>
    public Finding? Found { get; init; }
}

/// <summary>
/// What a check finds in the bank's statements and the books. Somebody has to look; running it again only checks again.
/// The codes are stored, and stand in answers.
/// </summary>
public enum Finding
{
    /// <summary>A bank day, or all the books, do not add up.</summary>
    [JsonStringEnumMemberName("books-differ")]
    BooksDiffer,

    /// <summary>A line of an earlier statement, credited or not, is not in the bank's newer one.</summary>
    [JsonStringEnumMemberName("line-vanished")]
    LineVanished,
}

/// <summary>A failure that needs nothing more.</summary>
/// <param name="Failure">The failure.</param>
/// <param name="Operator">Who closed it.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When, UTC.</param>
public sealed record ClosedFailure(FailureRecord Failure, string Operator, string Reason, DateTimeOffset At);

/// <summary>A failure that is found again and again was recorded.</summary>
public sealed record FailureReport(DateTimeOffset At);

/// <summary>What a commit did. The codes are stored.</summary>
public enum EventKind
{
    /// <summary>Money came in.</summary>
    [JsonStringEnumMemberName("top-up")]
    TopUp,

    /// <summary>A subscription was paid.</summary>
    [JsonStringEnumMemberName("payment")]
    Payment,

    /// <summary>Cabinet and account were made, or a new password was generated.</summary>
    [JsonStringEnumMemberName("credentials-issued")]
    CredentialsIssued,

    /// <summary>The customer changed the password, or restored it by a link.</summary>
    [JsonStringEnumMemberName("password-chosen")]
    PasswordChosen,

    /// <summary>E-mails go to another address.</summary>
    [JsonStringEnumMemberName("address-changed")]
    AddressChanged,

    /// <summary>Subscriptions ended.</summary>
    [JsonStringEnumMemberName("subscriptions-ended")]
    SubscriptionsEnded,

    /// <summary>An entry, or a part of it, was undone.</summary>
    [JsonStringEnumMemberName("correction")]
    Correction,

    /// <summary>Money is given back to its payer.</summary>
    [JsonStringEnumMemberName("return")]
    Return,

    /// <summary>An invoice was issued.</summary>
    [JsonStringEnumMemberName("invoice")]
    InvoiceIssued,

    /// <summary>The tariff of a number was changed at once.</summary>
    [JsonStringEnumMemberName("tariff-change")]
    TariffChanged,

    /// <summary>A number that was paid for was taken off the list.</summary>
    [JsonStringEnumMemberName("removal")]
    NumberRemoved,

    /// <summary>Numbers are renewed from now on.</summary>
    [JsonStringEnumMemberName("renewals-on")]
    RenewalsOn,

    /// <summary>An order waits for money.</summary>
    [JsonStringEnumMemberName("order-placed")]
    OrderPlaced,

    /// <summary>An order ended without a payment.</summary>
    [JsonStringEnumMemberName("order-closed")]
    OrderClosed,

    /// <summary>A tariff was chosen, a label given, or a number taken off the list.</summary>
    [JsonStringEnumMemberName("subscription-changed")]
    SubscriptionChanged,

    /// <summary>The client's data changed.</summary>
    [JsonStringEnumMemberName("client-changed")]
    ClientChanged,

    /// <summary>
    /// A tombstone: nothing was committed ten minutes after the message about it. A commit that comes later still
    /// replaces it, and sends its message again.
    /// </summary>
    [JsonStringEnumMemberName("abandoned")]
    Abandoned,
}

/// <summary>What a commit did, told to those who follow it.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When, UTC.</param>
public sealed record EventRecord(EventKind Kind, DateTimeOffset At)
{
    /// <summary>Tells a repeated request from another one under the same key; null where there is no key.</summary>
    public string? RequestHash { get; init; }

    /// <summary>The entry that was booked with it, if there was one.</summary>
    public long? Entry { get; init; }

    /// <summary>The invoice that was issued with it, if one was: its number in the client's own sequence.</summary>
    public long? Invoice { get; init; }

    /// <summary>The e-mail that the commit wrote, if it did.</summary>
    public string? EmailId { get; init; }

    /// <summary>The last paid day of the subscriptions that ended.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>
    /// Its number among the client's events that are told to others: 1, 2, 3 … without gaps; null if it is not told.
    /// </summary>
    public long? Sequence { get; init; }

    /// <summary>Whether all that follows is written and sent.</summary>
    public bool IsFollowed { get; init; }
}
