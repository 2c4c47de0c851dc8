namespace Billing;

/// <summary>Money that came in, as it was booked.</summary>
/// <param name="Id">Of this top-up; the ledger entry's reference.</param>
/// <param name="ExternalId">The sender's id of the movement, which makes booking it twice impossible.</param>
/// <param name="RequestHash">Hash of the request, which tells a repeated request from a reused id.</param>
/// <param name="Amount">How much, above zero.</param>
/// <param name="ReceivedAt">When the bank received it.</param>
/// <param name="Payer">Who paid.</param>
/// <param name="Purpose">What the payer wrote.</param>
/// <param name="BookedAt">When it was booked, UTC.</param>
/// <param name="BalanceAfter">The balance with it.</param>
public sealed record TopUp(
    string Id,
    string ExternalId,
    string RequestHash,
    Money Amount,
    DateTimeOffset ReceivedAt,
    string Payer,
    string Purpose,
    DateTimeOffset BookedAt,
    Money BalanceAfter);

/// <summary>A request to book money that came in.</summary>
/// <param name="Id">Id that the top-up will have.</param>
/// <param name="ExternalId">The sender's id of the movement.</param>
/// <param name="RequestHash">Hash of the request.</param>
/// <param name="Amount">How much, above zero.</param>
/// <param name="ReceivedAt">When the bank received it.</param>
/// <param name="Payer">Who paid.</param>
/// <param name="Purpose">What the payer wrote.</param>
public sealed record TopUpCommand(
    string Id, string ExternalId, string RequestHash, Money Amount, DateTimeOffset ReceivedAt, string Payer, string Purpose);
