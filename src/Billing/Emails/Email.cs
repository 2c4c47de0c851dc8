using System.Text.Json.Serialization;

namespace Billing;

/// <summary>What an e-mail is about. The codes are stored.</summary>
public enum EmailKind
{
    /// <summary>Login and generated password.</summary>
    [JsonStringEnumMemberName("credentials")]
    Credentials,

    /// <summary>The link to restore the password.</summary>
    [JsonStringEnumMemberName("password-reset")]
    PasswordReset,

    /// <summary>A top-up was booked.</summary>
    [JsonStringEnumMemberName("money-arrived")]
    MoneyArrived,

    /// <summary>A payment was made.</summary>
    [JsonStringEnumMemberName("payment-receipt")]
    PaymentReceipt,

    /// <summary>Subscriptions end in five days.</summary>
    [JsonStringEnumMemberName("subscriptions-end")]
    SubscriptionsEnd,

    /// <summary>Subscriptions ended.</summary>
    [JsonStringEnumMemberName("subscriptions-ended")]
    SubscriptionsEnded,

    /// <summary>The password was changed in the cabinet.</summary>
    [JsonStringEnumMemberName("password-changed")]
    PasswordChanged,

    /// <summary>A new password was set by the link from an e-mail.</summary>
    [JsonStringEnumMemberName("password-restored")]
    PasswordRestored,

    /// <summary>E-mails go to another address from now on; the old one is told.</summary>
    [JsonStringEnumMemberName("address-changed")]
    AddressChanged,

    /// <summary>An invoice was issued.</summary>
    [JsonStringEnumMemberName("invoice")]
    Invoice,

    /// <summary>An entry, or a part of it, was undone.</summary>
    [JsonStringEnumMemberName("corrected")]
    Corrected,

    /// <summary>Money is given back to its payer.</summary>
    [JsonStringEnumMemberName("money-returned")]
    MoneyReturned,

    /// <summary>The tariff of a number was changed at once, or a number that was paid for was removed.</summary>
    [JsonStringEnumMemberName("subscription-changed")]
    SubscriptionChanged,

    /// <summary>An order ended without a payment.</summary>
    [JsonStringEnumMemberName("order-closed")]
    OrderClosed,

    /// <summary>To the vendor's accountants: a bank day, or all the books, do not agree with the bank.</summary>
    [JsonStringEnumMemberName("bank-mismatch")]
    BankMismatch,
}

/// <summary>How far an e-mail is. The codes are stored.</summary>
public enum EmailStatus
{
    /// <summary>The mail service was not given it yet, or refused it because of a limit.</summary>
    [JsonStringEnumMemberName("queued")]
    Queued,

    /// <summary>Given to the mail service; whether it was taken is not known yet.</summary>
    [JsonStringEnumMemberName("sending")]
    Sending,

    /// <summary>The mail service took it, and works on it.</summary>
    [JsonStringEnumMemberName("accepted")]
    Accepted,

    /// <summary>The mail service is done with it.</summary>
    [JsonStringEnumMemberName("sent")]
    Sent,

    /// <summary>
    /// A newer password or link took its place, or what it announces is no longer true: it is not sent.
    /// </summary>
    [JsonStringEnumMemberName("superseded")]
    Superseded,

    /// <summary>The mail service refused it for good.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>
    /// The mail service was down for too long. Whether it took the e-mail before is not known: whoever tries again has
    /// to ask first.
    /// </summary>
    [JsonStringEnumMemberName("given-up")]
    GivenUp,
}

/// <summary>
/// An e-mail to a client, or to the vendor's accountants. Its text is written when it is sent, from the rows that it
/// refers to.
/// </summary>
/// <param name="Id">Unique for a client; made from what it announces, so that nothing is announced twice.</param>
/// <param name="Kind">What it is about.</param>
public sealed record Email(string Id, EmailKind Kind)
{
    /// <summary>The entry that it announces.</summary>
    public long? Entry { get; init; }

    /// <summary>The invoice that it brings, by its number in the client's own sequence.</summary>
    public long? Invoice { get; init; }

    /// <summary>The change of the client's data that it tells of, to the address before it.</summary>
    public int? Change { get; init; }

    /// <summary>The last paid day of the subscriptions that it announces; the bank day that is off.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>What the bank's reconciliation found, Russian, a line each: «where: what».</summary>
    public string? Problems { get; init; }

    /// <summary>
    /// A password or the secret of a link, encrypted; erased when the mail service took the e-mail, or it is
    /// superseded.
    /// </summary>
    public string? EncryptedSecret { get; init; }

    /// <summary>How far it is.</summary>
    public EmailStatus Status { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often operators had it sent again after the mail service refused it.</summary>
    public int Round { get; init; }

    /// <summary>When the mail service was given it last, if its answer is not stored yet.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>
    /// Since when every try found the mail service down. That it answers a question in between, and does not know the
    /// e-mail, changes nothing.
    /// </summary>
    public DateTimeOffset? DownSince { get; init; }

    /// <summary>Before this moment nothing is done; null if something can be done now.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Whether nothing more is going to happen, unless an operator wants it.</summary>
    [JsonIgnore]
    public bool IsFinished => Status switch
    {
        EmailStatus.Queued or EmailStatus.Sending or EmailStatus.Accepted => false,
        EmailStatus.Sent or EmailStatus.Superseded or EmailStatus.Failed or EmailStatus.GivenUp => true,
    };

    /// <summary>
    /// The e-mail as it has to be once an operator wants it sent again; the same instance if it need not.
    /// </summary>
    public Email Reopen() => Status switch
    {
        // A new round has a new id at the mail service, which would refuse the old one again.
        EmailStatus.Failed => this with { Status = EmailStatus.Queued, Round = Round + 1, NotBefore = null },
        EmailStatus.GivenUp => this with { Status = EmailStatus.Sending, NotBefore = null },
        EmailStatus.Queued or EmailStatus.Sending or EmailStatus.Accepted or EmailStatus.Sent
            or EmailStatus.Superseded => this,
    };
}
