using System.Text.Json.Serialization;
using Billing;

namespace Functions.Storage;

/// <summary>How far a statement was worked through. The codes are stored, and stand in answers.</summary>
public enum StatementStatus
{
    /// <summary>The file is stored.</summary>
    [JsonStringEnumMemberName("received")]
    Received,

    /// <summary>It adds up, and its lines are listed; they are being booked.</summary>
    [JsonStringEnumMemberName("booking")]
    Booking,

    /// <summary>Every line is decided on.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>It is refused as a whole: nothing of it was booked.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}

/// <summary>Why a statement is refused.</summary>
/// <param name="Code">What is wrong.</param>
/// <param name="Text">The same for the accountant, Russian.</param>
/// <param name="Line">The line of the file; null where no single line is at fault.</param>
public sealed record StatementRefusal(StatementFault Code, string Text, int? Line);

/// <summary>What a statement says of one of our accounts.</summary>
public sealed record StatementAccount(
    string Account,
    DateOnly From,
    DateOnly To,
    Money Opening,
    Money Closing,
    Money Credits,
    Money Debits);

/// <summary>A bank's file that was uploaded.</summary>
/// <param name="Status">How far it was worked through.</param>
/// <param name="UploadedAt">When, UTC.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Operator">Who uploaded it; null if that was not said.</param>
public sealed record StatementUpload(StatementStatus Status, DateTimeOffset UploadedAt, long Size, string? Operator)
{
    /// <summary>The day on which the bank made it; null if it does not say.</summary>
    public DateOnly? CreatedOn { get; init; }

    /// <summary>Our accounts in it; null before it was checked.</summary>
    public IReadOnlyList<StatementAccount>? Accounts { get; init; }

    /// <summary>How many movements it has; null before it was checked.</summary>
    public int? Lines { get; init; }

    /// <summary>How many of them are decided on.</summary>
    public int? Booked { get; init; }

    /// <summary>The key of the last line that is decided on, in the order of keys; null before the first.</summary>
    public string? Progress { get; init; }

    /// <summary>Why it is refused.</summary>
    public StatementRefusal? Refusal { get; init; }
}

/// <summary>A line of a statement, and the movement that it is.</summary>
/// <param name="Line">The line.</param>
public sealed record ListedLine(StatementLine Line)
{
    /// <summary>The movement; null before it is decided on, and for a line about somebody else's account.</summary>
    public string? Movement { get; init; }

    /// <summary>Whether an earlier statement listed it.</summary>
    public bool? IsSeenBefore { get; init; }
}

/// <summary>What the bank says of one day of one of our accounts.</summary>
/// <param name="Opening">The balance before it.</param>
/// <param name="Credits">What came in.</param>
/// <param name="Debits">What went out.</param>
/// <param name="Statement">The newest statement that covers it.</param>
/// <param name="CreatedOn">When the bank made that: on a later day, and this day is closed.</param>
public sealed record BankDay(
    Money Opening,
    Money Credits,
    Money Debits,
    string Statement,
    DateOnly CreatedOn)
{
    /// <summary>The balance after it.</summary>
    [JsonIgnore]
    public Money Closing => Opening + Credits - Debits;
}

/// <summary>A movement that waits for an operator; see the movement itself.</summary>
/// <param name="Rest">What belongs to nobody.</param>
/// <param name="Reason">Why, as a code.</param>
public sealed record SuspenseItem(Money Rest, string Reason)
{
    /// <summary>
    /// The payer's ИНН, so that its clients are found; null if it has none, or the row is older than this.
    /// </summary>
    public string? Inn { get; init; }

    /// <summary>The bank day; null if the row is older than this.</summary>
    public DateOnly? Day { get; init; }
}

/// <summary>Money of a client's account that is to be sent, or was sent, back to its payer.</summary>
/// <param name="ClientId">Whose.</param>
/// <param name="AccountNumber">The account.</param>
/// <param name="Entry">The entry that debited it.</param>
/// <param name="Amount">Above zero.</param>
/// <param name="PayeeAccount">The bank account that it goes to.</param>
/// <param name="At">When it was decided, UTC.</param>
public sealed record ReturnItem(
    string ClientId,
    string AccountNumber,
    long Entry,
    Money Amount,
    string PayeeAccount,
    DateTimeOffset At)
{
    /// <summary>The movement that sent it; null while it is not sent.</summary>
    public string? SentBy { get; init; }
}

/// <summary>What a client says of money that is missing on the account: «Где мои деньги?».</summary>
/// <param name="ClientId">Whose.</param>
/// <param name="AccountNumber">The account.</param>
/// <param name="Number">Number of the payment order.</param>
/// <param name="Day">Its date.</param>
/// <param name="Amount">Its sum.</param>
/// <param name="At">When it was said, UTC.</param>
/// <param name="MovementId">The line that it was found in and credited by; null if none.</param>
public sealed record Claim(
    string ClientId,
    string AccountNumber,
    string Number,
    DateOnly Day,
    Money Amount,
    DateTimeOffset At,
    string? MovementId);
