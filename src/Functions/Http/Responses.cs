using Billing;
using Functions.Storage;

namespace Functions.Http;

/// <summary>A sum on the wire: <c>{"amount":"900.00","currency":"RUB"}</c>.</summary>
public sealed record MoneyBody(string Amount, string Currency)
{
    /// <summary>The sum.</summary>
    public static MoneyBody From(Money money) => new(money.ToString(), "RUB");
}

/// <summary>How far a client is.</summary>
public sealed record ClientStatusBody(string ClientId, string Status);

/// <summary>The clients of a widget account, newest first.</summary>
public sealed record ClientsBody(IReadOnlyList<ClientListBody> Clients);

/// <summary>One of them.</summary>
public sealed record ClientListBody(string ClientId, DateTimeOffset SubmittedAt);

/// <summary>A client as its widget account sees it.</summary>
public sealed record ClientBody(
    string ClientId,
    string Status,
    RequisitesBody Requisites,
    CabinetBody? Cabinet,
    LinksBody Links);

/// <summary>Requisites as they were taken.</summary>
public sealed record RequisitesBody(
    string Kind,
    string Name,
    string Inn,
    string? Kpp,
    string Ogrn,
    string LegalAddress,
    BankDetails? Bank,
    Contact Contact,
    ConsentBody Consent)
{
    /// <summary>The requisites.</summary>
    public static RequisitesBody From(Requisites requisites)
    {
        ArgumentNullException.ThrowIfNull(requisites);
        return new(
            requisites.Kind.Code(),
            requisites.Name,
            requisites.Inn,
            requisites.Kpp,
            requisites.Ogrn,
            requisites.LegalAddress,
            requisites.Bank,
            requisites.Contact,
            new ConsentBody(requisites.ConsentVersion));
    }
}

/// <summary>The consent that was given.</summary>
public sealed record ConsentBody(string Version);

/// <summary>The cabinet as the widget shows it.</summary>
/// <param name="Login">Of the cabinet.</param>
/// <param name="AccountNumber">Ten digits.</param>
/// <param name="Balance">What can be paid with.</param>
/// <param name="PasswordExpiresAt">When a mailed password ends; null if the customer has chosen one.</param>
/// <param name="Payee">Whom to transfer money to.</param>
/// <param name="Due">What has to be paid next; null if nothing.</param>
public sealed record CabinetBody(
    string Login,
    string AccountNumber,
    MoneyBody Balance,
    DateTimeOffset? PasswordExpiresAt,
    PayeeBody Payee,
    DueBody? Due);

/// <summary>Where the customer goes.</summary>
public sealed record LinksBody(Uri Cabinet, Uri RestorePassword);

/// <summary>A booked top-up.</summary>
public sealed record TopUpBody(
    string TopUpId,
    string ExternalId,
    string AccountNumber,
    MoneyBody Amount,
    MoneyBody BalanceAfter,
    DateTimeOffset ReceivedAt);

/// <summary>A session of the cabinet.</summary>
public sealed record SessionBody(string Token, DateTimeOffset ExpiresAt, DateTimeOffset? PasswordExpiresAt);

/// <summary>Whose password a link restores.</summary>
public sealed record ResetLinkBody(string Login);

/// <summary>The account as the cabinet shows it.</summary>
/// <param name="Login">The cabinet's login.</param>
/// <param name="AccountNumber">Of the account.</param>
/// <param name="Name">The client's.</param>
/// <param name="Contact">Whom e-mails go to.</param>
/// <param name="Balance">Of the account.</param>
/// <param name="PasswordExpiresAt">When a mailed password ends; null for one that was chosen.</param>
/// <param name="Payee">For a transfer.</param>
/// <param name="Due">What is to be paid next; null if nothing is.</param>
/// <param name="Today">The business day: periods are chosen by it, for the caller's clock may be wrong.</param>
public sealed record AccountBody(
    string Login,
    string AccountNumber,
    string Name,
    Contact Contact,
    MoneyBody Balance,
    DateTimeOffset? PasswordExpiresAt,
    PayeeBody Payee,
    DueBody? Due,
    DateOnly Today);

/// <summary>
/// What a payment order needs to top the account up; <c>purpose</c> (назначение платежа) names the account.
/// </summary>
public sealed record PayeeBody(
    string Name,
    string Inn,
    string? Kpp,
    string Bank,
    string Bic,
    string Account,
    string? CorrespondentAccount,
    string Purpose);

/// <summary>A top-up that may be money which is known already: an operator decides.</summary>
public sealed record SuspendedTopUpBody(string TopUpId, string ExternalId, string MovementId);

/// <summary>Lines of the ledger, newest first.</summary>
public sealed record EntriesBody(IReadOnlyList<EntryBody> Entries, string? Next);

/// <summary>A line of the ledger; money out is negative.</summary>
public sealed record EntryBody(
    long Number,
    DateTimeOffset At,
    string Kind,
    MoneyBody Amount,
    MoneyBody BalanceAfter,
    string Description)
{
    /// <summary>The entry.</summary>
    public static EntryBody From(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(
            entry.Number,
            entry.At,
            entry.Kind.Code(),
            MoneyBody.From(entry.Amount),
            MoneyBody.From(entry.BalanceAfter),
            entry.Description);
    }
}

/// <summary>Which top-ups a charge used up, first in, first out; empty for money in.</summary>
public sealed record ChargedTopUpsBody(IReadOnlyList<ChargedTopUpBody> TopUps)
{
    /// <summary>The parts.</summary>
    public static ChargedTopUpsBody From(IEnumerable<ChargedTopUp> parts) => new(
    [
        .. parts.Select(part => new ChargedTopUpBody(
            part.MoneyIn.Number,
            part.MoneyIn.At,
            part.MoneyIn.Description,
            MoneyBody.From(part.Amount))),
    ]);
}

/// <summary>One of them.</summary>
/// <param name="Number">The number of the entry that brought the money in.</param>
/// <param name="At">When that was.</param>
/// <param name="Description">What it was.</param>
/// <param name="Amount">How much of it was used up.</param>
public sealed record ChargedTopUpBody(long Number, DateTimeOffset At, string Description, MoneyBody Amount);

/// <summary>What went in and out in a period, and the balance at its ends.</summary>
/// <param name="From">The first day; null for the account's beginning.</param>
/// <param name="To">The last day.</param>
/// <param name="OpeningBalance">Before the first day.</param>
/// <param name="MoneyIn">The sum of what was booked as money in.</param>
/// <param name="MoneyOut">The sum of what was booked as money out, not negative.</param>
/// <param name="ClosingBalance">After the last day.</param>
/// <param name="EntryCount">How many entries the period has.</param>
public sealed record TurnoverBody(
    DateOnly? From,
    DateOnly To,
    MoneyBody OpeningBalance,
    MoneyBody MoneyIn,
    MoneyBody MoneyOut,
    MoneyBody ClosingBalance,
    long EntryCount);

/// <summary>A client's numbers, and the tariffs that they name.</summary>
public sealed record CabinetConnectionsBody(
    IReadOnlyList<ConnectionBody> Connections,
    IReadOnlyList<TariffBody> Tariffs);

/// <summary>Nothing to tell.</summary>
public sealed record EmptyBody;

/// <summary>Whether the app and its storage answer.</summary>
public sealed record HealthBody(string Status, string Version);

/// <summary>What went wrong and waits for an operator, newest first.</summary>
public sealed record FailuresBody(IReadOnlyList<FailureBody> Failures, string? Next);

/// <summary>One failure.</summary>
public sealed record FailureBody(
    string Id,
    string Queue,
    string Reason,
    string? ClientId,
    DateTimeOffset At,
    DateTimeOffset? RetriedAt,
    string? Found,
    DateOnly? Day,
    string? MovementId);
