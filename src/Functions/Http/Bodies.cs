using System.Text.Json.Serialization;
using Billing;

namespace Functions.Http;

/// <summary>A sum on the wire: <c>{"amount":"900.00","currency":"RUB"}</c>.</summary>
public sealed record MoneyBody(string Amount, string Currency)
{
    /// <summary>The sum.</summary>
    public static MoneyBody Of(Money money) => new(money.ToString(), "RUB");
}

/// <summary>How far a client is.</summary>
public sealed record ClientStatusBody(string ClientId, string Status);

/// <summary>The clients of a widget account, newest first.</summary>
public sealed record ClientsBody(IReadOnlyList<ClientListBody> Clients);

/// <summary>One of them.</summary>
public sealed record ClientListBody(string ClientId, DateTimeOffset SubmittedAt);

/// <summary>A client as his widget account sees him.</summary>
public sealed record ClientBody(string ClientId, string Status, RequisitesBody Requisites, CabinetBody? Cabinet, LinksBody Links);

/// <summary>Requisites as they were taken.</summary>
public sealed record RequisitesBody(
    string Kind, string Name, string Inn, string? Kpp, string Ogrn, string LegalAddress, BankDetails? Bank, Contact Contact, ConsentBody Consent)
{
    /// <summary>The requisites.</summary>
    public static RequisitesBody Of(Requisites r) => new(
        r.Kind == ClientKind.Organization ? "organization" : "entrepreneur",
        r.Name, r.Inn, r.Kpp, r.Ogrn, r.LegalAddress, r.Bank, r.Contact, new ConsentBody(r.ConsentVersion));
}

/// <summary>The consent that was given.</summary>
public sealed record ConsentBody(string Version);

/// <summary>The cabinet as the widget shows it.</summary>
public sealed record CabinetBody(string Login, string AccountNumber, MoneyBody Balance, DateTimeOffset? PasswordExpiresAt);

/// <summary>Where the customer goes.</summary>
public sealed record LinksBody(Uri Cabinet, Uri RestorePassword);

/// <summary>The tariffs on sale.</summary>
public sealed record TariffsBody(IReadOnlyList<TariffBody> Tariffs);

/// <summary>A tariff.</summary>
public sealed record TariffBody(string Id, string Name, MoneyBody MonthlyPrice);

/// <summary>A client's numbers.</summary>
public sealed record ConnectionsBody(IReadOnlyList<ConnectionBody> Connections);

/// <summary>A number with tariff and subscription.</summary>
public sealed record ConnectionBody(string Phone, string Tariff, string Status, string StatusText, DateOnly? PaidThrough)
{
    /// <summary>The connection as of a business day: one that ended yesterday is shown as ended even before the timer says so.</summary>
    public static ConnectionBody Of(Connection connection, DateOnly today)
    {
        var now = connection.ExpireBy(today);
        return new(now.Phone, now.TariffId, Code(now.Status), Text(now.Status), now.PaidThrough);
    }

    private static string Code(SubscriptionStatus status) => status switch
    {
        SubscriptionStatus.Paid => "paid",
        SubscriptionStatus.Expired => "expired",
        _ => "unpaid",
    };

    private static string Text(SubscriptionStatus status) => status switch
    {
        SubscriptionStatus.Paid => "Оплачено",
        SubscriptionStatus.Expired => "Истекла",
        _ => "Не оплачено",
    };
}

/// <summary>What N months cost if paid today.</summary>
public sealed record QuoteBody(
    string Phone, string Tariff, int Months, MoneyBody Amount, IReadOnlyList<QuoteLineBody> Lines, DateOnly PeriodStart, DateOnly PaidThrough, DateTimeOffset ValidUntil)
{
    /// <summary>The quote.</summary>
    public static QuoteBody Of(Quote quote, DateTimeOffset validUntil) => new(
        quote.Phone,
        quote.Tariff.Id,
        quote.Months,
        MoneyBody.Of(quote.Amount),
        [.. quote.Lines.Select(line => new QuoteLineBody(line.From, line.To, line.Days, line.DaysInMonth, MoneyBody.Of(line.Amount)))],
        quote.PeriodStart,
        quote.PaidThrough,
        validUntil);
}

/// <summary>One calendar month of a quote.</summary>
public sealed record QuoteLineBody(DateOnly From, DateOnly To, int Days, int DaysInMonth, MoneyBody Amount);

/// <summary>A payment.</summary>
public sealed record PaymentBody(
    string PaymentId, string Phone, string Tariff, int Months, MoneyBody Amount, DateOnly PeriodStart, DateOnly PaidThrough, DateTimeOffset PaidAt, MoneyBody BalanceAfter)
{
    /// <summary>What the payment made of the subscription; left out in lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConnectionBody? Subscription { get; init; }

    /// <summary>The payment.</summary>
    public static PaymentBody Of(Payment p) => new(
        p.Id, p.Phone, p.TariffId, p.Months, MoneyBody.Of(p.Amount), p.PeriodStart, p.PaidThrough, p.PaidAt, MoneyBody.Of(p.BalanceAfter));
}

/// <summary>Payments, newest first.</summary>
public sealed record PaymentsBody(IReadOnlyList<PaymentBody> Payments, string? Next);

/// <summary>A booked top-up.</summary>
public sealed record TopUpBody(string TopUpId, string ExternalId, string AccountNumber, MoneyBody Amount, MoneyBody BalanceAfter, DateTimeOffset ReceivedAt);

/// <summary>A session of the cabinet.</summary>
public sealed record SessionBody(string Token, DateTimeOffset ExpiresAt, DateTimeOffset? PasswordExpiresAt);

/// <summary>The account as the cabinet shows it.</summary>
public sealed record AccountBody(string Login, string AccountNumber, string Name, MoneyBody Balance, DateTimeOffset? PasswordExpiresAt, PayeeBody Payee);

/// <summary>What a payment order needs to top the account up; <c>purpose</c> (назначение платежа) names the account.</summary>
public sealed record PayeeBody(string Name, string Inn, string? Kpp, string Bank, string Bic, string Account, string CorrespondentAccount, string Purpose)
{
    /// <summary>Money for an account.</summary>
    public static PayeeBody Of(PayeeSettings payee, string accountNumber) => new(
        payee.Name, payee.Inn, payee.Kpp.Length == 0 ? null : payee.Kpp, payee.Bank, payee.Bic, payee.Account, payee.CorrespondentAccount,
        $"Пополнение лицевого счёта {accountNumber}");
}

/// <summary>Lines of the ledger, newest first.</summary>
public sealed record EntriesBody(IReadOnlyList<EntryBody> Entries, string? Next);

/// <summary>A line of the ledger; money out is negative.</summary>
public sealed record EntryBody(long Number, DateTimeOffset At, string Kind, MoneyBody Amount, MoneyBody BalanceAfter, string Description)
{
    /// <summary>The entry.</summary>
    public static EntryBody Of(Entry entry) => new(
        entry.Number,
        entry.At,
        entry.Kind switch { EntryKind.TopUp => "top-up", EntryKind.Payment => "payment", _ => "correction" },
        MoneyBody.Of(entry.Amount),
        MoneyBody.Of(entry.BalanceAfter),
        entry.Description);
}

/// <summary>Nothing to tell.</summary>
public sealed record EmptyBody;

/// <summary>Whether the app and its storage answer.</summary>
public sealed record HealthBody(string Status, string Version);

/// <summary>What went wrong and waits for an operator, newest first.</summary>
public sealed record FailuresBody(IReadOnlyList<FailureBody> Failures, string? Next);

/// <summary>One failure.</summary>
public sealed record FailureBody(string Id, string Queue, string Reason, string? ClientId, DateTimeOffset At, DateTimeOffset? RetriedAt);
