using System.Text.Json.Serialization;

namespace Billing;

/// <summary>How a movement became known.</summary>
public enum MovementSource
{
    /// <summary>A line of a bank's statement.</summary>
    [JsonStringEnumMemberName("statement")]
    Statement,

    /// <summary>A bank connector reported it: a hint, until a statement confirms it.</summary>
    [JsonStringEnumMemberName("reported")]
    Reported,
}

/// <summary>A part of a movement on a client's account.</summary>
/// <param name="ClientId">Whose.</param>
/// <param name="AccountNumber">The account.</param>
/// <param name="Amount">Above zero.</param>
/// <param name="Entry">The entry that it was booked with; null while it is not booked.</param>
public sealed record MovementPart(string ClientId, string AccountNumber, Money Amount, long? Entry)
{
    /// <summary>Stands for the idempotency key of the operator who assigned it; null if the service did.</summary>
    public string? Key { get; init; }
}

/// <summary>A step in the life of a movement, for whoever asks later who did what, and why.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">The operator, or null for the service itself.</param>
/// <param name="What">A code: a reason or an action.</param>
/// <param name="Note">What was said about it; empty if nothing.</param>
public sealed record MovementStep(DateTimeOffset At, string? By, string What, string Note);

/// <summary>A movement of money at the bank, and what became of it.</summary>
/// <param name="Source">How it became known.</param>
/// <param name="Account">Our own account; empty if it was reported without.</param>
/// <param name="IsCredit">Whether the money came in.</param>
/// <param name="Day">The bank's day.</param>
/// <param name="Number">Number of the payment order; may be empty.</param>
/// <param name="Amount">Above zero.</param>
/// <param name="Counterparty">The payer of what came in, the payee of what went out.</param>
/// <param name="Purpose">What the payer wrote.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Reason">Why, as a code; empty while it is not decided.</param>
/// <param name="ReceivedAt">When the bank received it, UTC: the beginning of the day if nobody says more.</param>
/// <param name="KnownAt">When it became known, UTC.</param>
public sealed record Movement(
    MovementSource Source,
    string Account,
    bool IsCredit,
    DateOnly Day,
    string Number,
    Money Amount,
    Counterparty Counterparty,
    string Purpose,
    MovementStatus Status,
    string Reason,
    DateTimeOffset ReceivedAt,
    DateTimeOffset KnownAt)
{
    /// <summary>Most parts of a movement.</summary>
    public const int MaxParts = 20;

    /// <summary>What is, or is about to be, on clients' accounts.</summary>
    public IReadOnlyList<MovementPart> Parts { get; init; } = [];

    /// <summary>What happened to it, oldest first; the last 50 steps.</summary>
    public IReadOnlyList<MovementStep> Steps { get; init; } = [];

    /// <summary>The statement that listed it first; null if it was reported.</summary>
    public string? Statement { get; init; }

    /// <summary>The sender's id; null if it came with a statement.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Of a report, what has to be the same for it to be the same report.</summary>
    public string? RequestHash { get; init; }

    /// <summary>The same movement under its other id: a report's line, and a line's report.</summary>
    public string? Twin { get; init; }

    /// <summary>The statement of a later day that does not list it any more; null if there is none.</summary>
    public string? VanishedFrom { get; init; }

    /// <summary>
    /// Whether the bank has taken it back, and no account is credited with it: it is no money in, whatever was thought.
    /// </summary>
    [JsonIgnore]
    public bool IsVoid => VanishedFrom is not null
        && Status is MovementStatus.Ignored or MovementStatus.Confirmed;

    /// <summary>Whether there is money of it that can be given to an owner: the bank has it, and nobody else.</summary>
    [JsonIgnore]
    public bool IsOwnerless => Status == MovementStatus.Suspense && VanishedFrom is null;

    /// <summary>
    /// Whether an operator can settle it without any money moving: none of it is on an account, and it is a report that
    /// no statement has confirmed under this account and sum, or a line that the bank has taken back.
    /// </summary>
    [JsonIgnore]
    public bool CanBeDismissed => Status == MovementStatus.Suspense
        && Rest == Amount
        && (Source == MovementSource.Reported ? Twin is null : VanishedFrom is not null);

    /// <summary>What belongs to nobody yet.</summary>
    [JsonIgnore]
    public Money Rest => Parts.Aggregate(Amount, (rest, part) => rest - part.Amount);

    /// <summary>What money out returns: the id of a movement in suspense, or of a client's entry.</summary>
    public string? ReturnOf { get; init; }

    /// <summary>Whether another company pays than the one whose account it is on.</summary>
    public bool? IsPaidByOther { get; init; }

    /// <summary>The movement that a line of a statement tells of, before it is decided on.</summary>
    public static Movement FromLine(StatementLine line, string statement, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new(
            MovementSource.Statement,
            line.OwnAccount,
            line.IsCredit,
            line.Day,
            line.Number,
            line.Amount,
            line.Counterparty,
            line.Purpose,
            MovementStatus.Deciding,
            Reason: "",
            BusinessDay.EndOf(line.Day.AddDays(-1)).ToUniversalTime(),
            now)
        {
            Statement = statement,
        };
    }

    /// <summary>The line that it came from, or that would tell of it.</summary>
    public StatementLine ToLine() =>
        new(Account, IsCredit, Day, Number, Amount, Counterparty, Purpose, Position: 0);

    /// <summary>The movement after one more step.</summary>
    public Movement With(MovementStep step) => this with { Steps = [.. Steps.TakeLast(49), step] };

    /// <summary>
    /// The movement once a part is booked: credited if nothing is left, else in suspense with the rest.
    /// </summary>
    /// <param name="index">Which part.</param>
    /// <param name="entry">The entry that it was booked with.</param>
    public Movement Booked(int index, long entry)
    {
        MovementPart[] parts = [.. Parts];
        parts[index] = parts[index] with { Entry = entry };
        var booked = this with { Parts = parts };
        return parts.Any(part => part.Entry is null) ? booked
            : booked with { Status = Rest == Money.Zero ? MovementStatus.Credited : MovementStatus.Suspense };
    }

    /// <summary>
    /// The movement once money of it was taken from the account again: it belongs to nobody.
    /// </summary>
    /// <param name="clientId">Whose account.</param>
    /// <param name="entry">The entry of it that a part was booked with.</param>
    /// <param name="amount">How much.</param>
    public Movement Release(string clientId, long entry, Money amount)
    {
        var parts = Parts
            .Select(part => part.Entry == entry && part.ClientId == clientId
                ? part with { Amount = part.Amount - amount }
                : part)
            .ToArray();
        return this with { Parts = parts, Status = MovementStatus.Suspense };
    }

    /// <summary>The movement once a statement of a closed day does not list it any more.</summary>
    /// <param name="statement">That statement.</param>
    /// <param name="at">When it was found, UTC.</param>
    public Movement Vanished(string statement, DateTimeOffset at) =>
        (this with { VanishedFrom = statement }).With(new(at, By: null, "vanished", Note: ""));

    /// <summary>
    /// The movement once a later statement lists it again. What an operator has settled meanwhile waits for him anew.
    /// </summary>
    public Movement Restored(DateTimeOffset at)
    {
        var restored = (this with { VanishedFrom = null }).With(new(at, By: null, "restored", Note: ""));
        return Status == MovementStatus.Ignored ? restored with { Status = MovementStatus.Suspense } : restored;
    }

    /// <summary>The movement decided on by the service itself.</summary>
    public Movement Decide(MovementStatus status, string reason, DateTimeOffset at) =>
        (this with { Status = status, Reason = reason }).With(new(at, By: null, reason, Note: ""));
}
