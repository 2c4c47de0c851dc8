using System.Text.Json.Serialization;

namespace Billing;

/// <summary>Why money was credited to a client. The codes are stored, and stand in answers.</summary>
public enum CreditReason
{
    /// <summary>The purpose names an invoice.</summary>
    [JsonStringEnumMemberName("by-invoice")]
    ByInvoice,

    /// <summary>The purpose names an account.</summary>
    [JsonStringEnumMemberName("by-account")]
    ByAccount,

    /// <summary>The payer's ИНН, and exactly one open invoice of that sum.</summary>
    [JsonStringEnumMemberName("by-inn-and-sum")]
    ByInnAndSum,

    /// <summary>The payer's ИНН is that of exactly one client.</summary>
    [JsonStringEnumMemberName("by-inn")]
    ByInn,

    /// <summary>The client named number, date and sum of the payment order («Где мои деньги?»).</summary>
    [JsonStringEnumMemberName("by-claim")]
    ByClaim,

    /// <summary>An operator assigned it.</summary>
    [JsonStringEnumMemberName("by-operator")]
    ByOperator,
}

/// <summary>Why money is in suspense (невыясненные). The codes are stored, and stand in answers.</summary>
public enum SuspenseReason
{
    /// <summary>The purpose names accounts of different clients.</summary>
    [JsonStringEnumMemberName("several-codes")]
    SeveralCodes,

    /// <summary>Several clients have the payer's ИНН.</summary>
    [JsonStringEnumMemberName("several-clients")]
    SeveralClients,

    /// <summary>Nothing in it leads to a client.</summary>
    [JsonStringEnumMemberName("no-match")]
    NoMatch,

    /// <summary>The purpose names an account, its check digit right, that no client has.</summary>
    [JsonStringEnumMemberName("unknown-account")]
    UnknownAccount,

    /// <summary>The purpose has ten digits that are an account's number but for the check digit.</summary>
    [JsonStringEnumMemberName("wrong-code")]
    WrongCode,

    /// <summary>It replaces a line that vanished: see <see cref="LineIdentity.Restates"/>.</summary>
    [JsonStringEnumMemberName("restated")]
    Restated,

    /// <summary>It may have been reported and booked already: see <see cref="Confirmation"/>.</summary>
    [JsonStringEnumMemberName("maybe-booked")]
    MaybeBooked,

    /// <summary>The account cannot hold it.</summary>
    [JsonStringEnumMemberName("balance-too-large")]
    BalanceTooLarge,
}

/// <summary>Why money that came in is nobody's. The codes are stored, and stand in answers.</summary>
public enum IgnoreReason
{
    /// <summary>The payer is on the operator's list, as a bank that settles card payments.</summary>
    [JsonStringEnumMemberName("ignored-payer")]
    IgnoredPayer,

    /// <summary>It comes from another account of the vendor's own.</summary>
    [JsonStringEnumMemberName("own-transfer")]
    OwnTransfer,
}
