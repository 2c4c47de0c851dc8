using Billing;

namespace Functions.Http;

/// <summary>Movements that wait for an operator, oldest day first.</summary>
public sealed record MovementsBody(IReadOnlyList<MovementBody> Movements, string? Next);

/// <summary>A movement at the bank, and what became of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">A code.</param>
/// <param name="StatusText">The same for people, Russian.</param>
/// <param name="Reason">Why, as a code.</param>
/// <param name="ReasonText">The same for people, Russian.</param>
/// <param name="Source"><c>statement</c> or <c>reported</c>.</param>
/// <param name="Direction"><c>in</c> or <c>out</c>.</param>
/// <param name="Day">The bank's day.</param>
/// <param name="Number">Number of the payment order.</param>
/// <param name="Amount">The sum.</param>
/// <param name="Rest">What belongs to nobody.</param>
/// <param name="Counterparty">The other side.</param>
/// <param name="Purpose">What the payer wrote.</param>
/// <param name="Parts">What is on clients' accounts.</param>
/// <param name="Steps">What happened to it, oldest first.</param>
/// <param name="IsPaidByOther">Whether another company pays than the one whose account it is on.</param>
/// <param name="IsVanished">Whether the bank's later statement does not list it any more.</param>
/// <param name="CanBeDismissed">Whether it can be closed without any money moving.</param>
/// <param name="Suggestions">Whose it may be; left out in lists.</param>
public sealed record MovementBody(
    string Id,
    string Status,
    string StatusText,
    string Reason,
    string ReasonText,
    string Source,
    string Direction,
    DateOnly Day,
    string Number,
    MoneyBody Amount,
    MoneyBody Rest,
    CounterpartyBody Counterparty,
    string Purpose,
    IReadOnlyList<MovementPartBody> Parts,
    IReadOnlyList<MovementStepBody> Steps,
    bool IsPaidByOther,
    bool IsVanished,
    bool CanBeDismissed,
    IReadOnlyList<SuggestionBody>? Suggestions)
{
    /// <summary>The movement.</summary>
    public static MovementBody From(string id, Movement movement, IReadOnlyList<SuggestionBody>? suggestions = null)
    {
        ArgumentNullException.ThrowIfNull(movement);
        return new(
            id,
            movement.Status.Code(),
            movement.Status.Text(),
            movement.Reason,
            MovementCodes.ReasonText(movement.Reason),
            movement.Source == MovementSource.Statement ? "statement" : "reported",
            movement.IsCredit ? "in" : "out",
            movement.Day,
            movement.Number,
            MoneyBody.From(movement.Amount),
            MoneyBody.From(movement.Rest),
            new(
                movement.Counterparty.Name,
                movement.Counterparty.Inn,
                movement.Counterparty.Account,
                movement.Counterparty.Bic,
                movement.Counterparty.Bank),
            movement.Purpose,
            [
                .. movement.Parts.Where(part => part.Amount > Money.Zero).Select(part => new MovementPartBody(
                    part.ClientId,
                    part.AccountNumber,
                    MoneyBody.From(part.Amount),
                    part.Entry)),
            ],
            [.. movement.Steps.Select(step => new MovementStepBody(step.At, step.By, step.What, step.Note))],
            movement.IsPaidByOther == true,
            movement.VanishedFrom is not null,
            movement.CanBeDismissed,
            suggestions);
    }
}

/// <summary>The other side of a movement; everything may be empty.</summary>
public sealed record CounterpartyBody(string Name, string Inn, string Account, string Bic, string Bank);

/// <summary>A part of a movement on a client's account.</summary>
public sealed record MovementPartBody(string ClientId, string AccountNumber, MoneyBody Amount, long? Entry);

/// <summary>What happened to a movement: who, and why. Nobody is named where the service did it.</summary>
public sealed record MovementStepBody(DateTimeOffset At, string? Operator, string What, string Note);

/// <summary>Whose money it may be.</summary>
/// <param name="AccountNumber">The account.</param>
/// <param name="ClientId">Its client.</param>
/// <param name="Name">The client's name.</param>
/// <param name="Inn">The client's ИНН.</param>
/// <param name="Why">For people, Russian.</param>
public sealed record SuggestionBody(string AccountNumber, string ClientId, string Name, string Inn, string Why);

/// <summary>What clients say of missing money, newest first.</summary>
public sealed record ClaimsBody(IReadOnlyList<ClaimBody> Claims, string? Next);

/// <summary>What a client says of missing money.</summary>
public sealed record ClaimBody(
    string Id,
    string ClientId,
    string AccountNumber,
    string Number,
    DateOnly Date,
    MoneyBody Amount,
    DateTimeOffset At,
    string? MovementId);
