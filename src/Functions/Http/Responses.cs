using System.Text.Json.Serialization;
using Billing;

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
public sealed record CabinetBody(
    string Login,
    string AccountNumber,
    MoneyBody Balance,
    DateTimeOffset? PasswordExpiresAt);

/// <summary>Where the customer goes.</summary>
public sealed record LinksBody(Uri Cabinet, Uri RestorePassword);

/// <summary>The tariffs on sale.</summary>
public sealed record TariffsBody(IReadOnlyList<TariffBody> Tariffs);

/// <summary>A tariff.</summary>
public sealed record TariffBody(string Id, string Name, MoneyBody MonthlyPrice);

/// <summary>A client's numbers.</summary>
public sealed record ConnectionsBody(IReadOnlyList<ConnectionBody> Connections);

/// <summary>A number with its subscription.</summary>
/// <param name="Phone">E.164.</param>
/// <param name="Tariff">The tariff that the next payment is for.</param>
/// <param name="PaidTariff">The tariff that was last paid for; null while nothing was ever paid.</param>
/// <param name="Status">A code.</param>
/// <param name="StatusText">The same for people, Russian.</param>
/// <param name="PaidThrough">The last paid day.</param>
public sealed record ConnectionBody(
    string Phone,
    string Tariff,
    string? PaidTariff,
    string Status,
    string StatusText,
    DateOnly? PaidThrough)
{
    /// <summary>What is paid for from today on, in order; left out in the answer to a payment.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PaidPeriodBody>? PaidPeriods { get; init; }

    /// <summary>
    /// The subscription as of a business day: one that ended yesterday is shown as ended even before the timer says so.
    /// </summary>
    public static ConnectionBody From(Subscription subscription, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        var status = subscription.ExpireBy(today).Status;
        return new(
            subscription.Phone,
            subscription.NextTariffId,
            subscription.PaidTariffId,
            status.Code(),
            status.Text(),
            subscription.PaidThrough)
        {
            PaidPeriods =
            [
                .. subscription.PeriodsFrom(today)
                    .Select(period => new PaidPeriodBody(period.TariffId, period.PaidThrough)),
            ],
        };
    }

    /// <summary>
    /// What a payment made of its subscription, from its entry alone, so that a repetition gets the same answer.
    /// </summary>
    public static ConnectionBody FromPayment(PaymentDetails payment)
    {
        ArgumentNullException.ThrowIfNull(payment);
        return new(
            payment.Phone,
            payment.TariffId,
            payment.TariffId,
            SubscriptionStatus.Paid.Code(),
            SubscriptionStatus.Paid.Text(),
            payment.PaidThrough);
    }
}

/// <summary>Days that are paid for with one tariff.</summary>
public sealed record PaidPeriodBody(string Tariff, DateOnly PaidThrough);

/// <summary>What N months cost if paid today.</summary>
public sealed record QuoteBody(
    string Phone,
    string Tariff,
    int Months,
    MoneyBody Amount,
    IReadOnlyList<QuoteLineBody> Lines,
    DateOnly PeriodStart,
    DateOnly PaidThrough,
    DateTimeOffset ValidUntil)
{
    /// <summary>The quote.</summary>
    public static QuoteBody From(Quote quote, DateTimeOffset validUntil)
    {
        ArgumentNullException.ThrowIfNull(quote);
        return new(
            quote.Phone,
            quote.Tariff.Id,
            quote.Months,
            MoneyBody.From(quote.Amount),
            [.. quote.Lines.Select(QuoteLineBody.FromLine)],
            quote.PeriodStart,
            quote.PaidThrough,
            validUntil);
    }
}

/// <summary>One calendar month of a quote.</summary>
public sealed record QuoteLineBody(DateOnly From, DateOnly To, int Days, int DaysInMonth, MoneyBody Amount)
{
    internal static QuoteLineBody FromLine(QuoteLine line) =>
        new(line.From, line.To, line.Days, line.DaysInMonth, MoneyBody.From(line.Amount));
}

/// <summary>A payment; its id is the number of its entry.</summary>
public sealed record PaymentBody(
    string PaymentId,
    string Phone,
    string Tariff,
    int Months,
    MoneyBody Amount,
    DateOnly PeriodStart,
    DateOnly PaidThrough,
    DateTimeOffset PaidAt,
    MoneyBody BalanceAfter)
{
    /// <summary>What the payment made of the subscription; left out in lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConnectionBody? Subscription { get; init; }

    /// <summary>The payment.</summary>
    public static PaymentBody From(Entry entry, PaymentDetails payment)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(payment);
        return new(
            PageRequest.KeyOf(entry),
            payment.Phone,
            payment.TariffId,
            payment.Months,
            MoneyBody.From(-entry.Amount),
            payment.PeriodStart,
            payment.PaidThrough,
            entry.At,
            MoneyBody.From(entry.BalanceAfter));
    }
}

/// <summary>Payments, newest first.</summary>
public sealed record PaymentsBody(IReadOnlyList<PaymentBody> Payments, string? Next);

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

/// <summary>The account as the cabinet shows it.</summary>
public sealed record AccountBody(
    string Login,
    string AccountNumber,
    string Name,
    Contact Contact,
    MoneyBody Balance,
    DateTimeOffset? PasswordExpiresAt,
    PayeeBody Payee);

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
    DateTimeOffset? RetriedAt);
