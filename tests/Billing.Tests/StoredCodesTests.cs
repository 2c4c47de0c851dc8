using System.Text.Json;
using System.Text.Json.Serialization;

namespace Billing.Tests;

/// <summary>What is stored as text keeps its code, whatever its name in the code becomes.</summary>
public sealed class StoredCodesTests
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    [Fact]
    public void Kinds_of_entries() => AssertCodes<EntryKind>(new()
    {
        [EntryKind.TopUp] = "top-up",
        [EntryKind.Payment] = "payment",
        [EntryKind.Correction] = "correction",
        [EntryKind.Return] = "return",
        [EntryKind.TariffChange] = "tariff-change",
        [EntryKind.Removal] = "removal",
    });

    [Fact]
    public void Kinds_of_entries_in_hashes_are_those_that_are_stored() => Assert.All(
        Enum.GetValues<EntryKind>(),
        kind => Assert.Equal(JsonSerializer.Serialize(kind, Json), $"\"{kind.Code()}\""));

    [Fact]
    public void Statuses_of_subscriptions() => AssertCodes<SubscriptionStatus>(new()
    {
        [SubscriptionStatus.Unpaid] = "unpaid",
        [SubscriptionStatus.Paid] = "paid",
        [SubscriptionStatus.Expired] = "expired",
    });

    [Fact]
    public void Regimes_of_tax() => AssertCodes<VatRegime>(new()
    {
        [VatRegime.None] = "none",
        [VatRegime.Vat5] = "5",
        [VatRegime.Vat7] = "7",
        [VatRegime.Vat22] = "22",
    });

    [Fact]
    public void Regimes_of_tax_in_settings_are_those_that_are_stored()
    {
        Assert.All(Enum.GetValues<VatRegime>(), regime =>
        {
            Assert.True(Vat.TryParse(JsonSerializer.Serialize(regime, Json).Trim('"'), out var read));
            Assert.Equal(regime, read);
        });
        Assert.False(Vat.TryParse("20", out _));
        Assert.False(Vat.TryParse(null, out _));
    }

    [Fact]
    public void Statuses_of_invoices() => AssertCodes<InvoiceStatus>(new()
    {
        [InvoiceStatus.Issued] = "issued",
        [InvoiceStatus.PartlyPaid] = "partly-paid",
        [InvoiceStatus.Paid] = "paid",
        [InvoiceStatus.Void] = "void",
    });

    [Fact]
    public void Statuses_of_orders() => AssertCodes<OrderStatus>(new()
    {
        [OrderStatus.Waiting] = "waiting",
        [OrderStatus.Paid] = "paid",
        [OrderStatus.Closed] = "closed",
        [OrderStatus.Cancelled] = "cancelled",
    });

    [Fact]
    public void Causes_of_payments() => AssertCodes<PaymentCause>(new()
    {
        [PaymentCause.Order] = "order",
        [PaymentCause.Renewal] = "renewal",
    });

    [Fact]
    public void Statuses_of_clients() => AssertCodes<ClientStatus>(new()
    {
        [ClientStatus.Submitted] = "submitted",
        [ClientStatus.CabinetCreated] = "cabinet-created",
        [ClientStatus.CredentialsSent] = "credentials-sent",
        [ClientStatus.Failed] = "failed",
    });

    [Fact]
    public void Kinds_of_clients() => AssertCodes<ClientKind>(new()
    {
        [ClientKind.Organization] = "organization",
        [ClientKind.Entrepreneur] = "entrepreneur",
    });

    [Fact]
    public void Kinds_of_emails() => AssertCodes<EmailKind>(new()
    {
        [EmailKind.Credentials] = "credentials",
        [EmailKind.PasswordReset] = "password-reset",
        [EmailKind.MoneyArrived] = "money-arrived",
        [EmailKind.PaymentReceipt] = "payment-receipt",
        [EmailKind.SubscriptionsEnd] = "subscriptions-end",
        [EmailKind.SubscriptionsEnded] = "subscriptions-ended",
        [EmailKind.PasswordChanged] = "password-changed",
        [EmailKind.PasswordRestored] = "password-restored",
        [EmailKind.AddressChanged] = "address-changed",
        [EmailKind.Invoice] = "invoice",
        [EmailKind.Corrected] = "corrected",
        [EmailKind.MoneyReturned] = "money-returned",
        [EmailKind.SubscriptionChanged] = "subscription-changed",
        [EmailKind.OrderClosed] = "order-closed",
        [EmailKind.BankMismatch] = "bank-mismatch",
    });

    [Fact]
    public void Statuses_of_movements() => AssertCodes<MovementStatus>(new()
    {
        [MovementStatus.Deciding] = "deciding",
        [MovementStatus.Crediting] = "crediting",
        [MovementStatus.Credited] = "credited",
        [MovementStatus.Confirmed] = "confirmed",
        [MovementStatus.Suspense] = "suspense",
        [MovementStatus.ReturnDue] = "return-due",
        [MovementStatus.Returned] = "returned",
        [MovementStatus.Ignored] = "ignored",
        [MovementStatus.Outgoing] = "outgoing",
        [MovementStatus.ReturnSent] = "return-sent",
        [MovementStatus.Bounced] = "bounced",
    });

    [Fact]
    public void Sources_of_movements() => AssertCodes<MovementSource>(new()
    {
        [MovementSource.Statement] = "statement",
        [MovementSource.Reported] = "reported",
    });

    [Fact]
    public void Who_changed_a_client() => AssertCodes<ChangedBy>(new()
    {
        [ChangedBy.Widget] = "widget",
        [ChangedBy.Cabinet] = "cabinet",
        [ChangedBy.Operator] = "operator",
    });

    [Fact]
    public void Statuses_of_emails() => AssertCodes<EmailStatus>(new()
    {
        [EmailStatus.Queued] = "queued",
        [EmailStatus.Sending] = "sending",
        [EmailStatus.Accepted] = "accepted",
        [EmailStatus.Sent] = "sent",
        [EmailStatus.Superseded] = "superseded",
        [EmailStatus.Failed] = "failed",
        [EmailStatus.GivenUp] = "given-up",
    });

    [Fact]
    public void Faults_of_statements() => AssertCodes<StatementFault>(new()
    {
        [StatementFault.NotAStatement] = "not-a-statement",
        [StatementFault.Truncated] = "truncated",
        [StatementFault.WrongEncoding] = "wrong-encoding",
        [StatementFault.MalformedLine] = "malformed-line",
        [StatementFault.Unbalanced] = "unbalanced",
        [StatementFault.OutsidePeriod] = "outside-period",
        [StatementFault.WrongCurrency] = "wrong-currency",
        [StatementFault.Intraday] = "intraday",
        [StatementFault.NoOwnAccount] = "no-own-account",
        [StatementFault.TooMany] = "too-many",
    });

    [Fact]
    public void Reasons_of_credits() => AssertCodes<CreditReason>(new()
    {
        [CreditReason.ByInvoice] = "by-invoice",
        [CreditReason.ByAccount] = "by-account",
        [CreditReason.ByInnAndSum] = "by-inn-and-sum",
        [CreditReason.ByInn] = "by-inn",
        [CreditReason.ByClaim] = "by-claim",
        [CreditReason.ByOperator] = "by-operator",
    });

    [Fact]
    public void Reasons_of_suspense() => AssertCodes<SuspenseReason>(new()
    {
        [SuspenseReason.SeveralCodes] = "several-codes",
        [SuspenseReason.SeveralClients] = "several-clients",
        [SuspenseReason.NoMatch] = "no-match",
        [SuspenseReason.UnknownAccount] = "unknown-account",
        [SuspenseReason.WrongCode] = "wrong-code",
        [SuspenseReason.Restated] = "restated",
        [SuspenseReason.MaybeBooked] = "maybe-booked",
        [SuspenseReason.BalanceTooLarge] = "balance-too-large",
    });

    [Fact]
    public void Reasons_why_money_is_ignored() => AssertCodes<IgnoreReason>(new()
    {
        [IgnoreReason.IgnoredPayer] = "ignored-payer",
        [IgnoreReason.OwnTransfer] = "own-transfer",
    });

    [Fact]
    public void Details_of_entries()
    {
        EntryDetails[] each =
        [
            new TopUpDetails("bank-1", new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), "ООО", "счёт 12"),
            new PaymentDetails("+79001234567", "base", "Базовый", 2, new(2026, 11, 22), new(2026, 12, 31)),
            new CorrectionDetails(1, "двойное зачисление"),
            new ReturnDetails(
                1,
                new("ООО", "7725088527", "40702810900000002851", "044030827"),
                "Возврат аванса",
                "заявление",
                "Иванова"),
            new TariffChangeDetails(
                "+79001234567",
                "pro",
                "Про",
                new Money(550000),
                new(2026, 11, 16),
                new(2026, 11, 30),
                new Money(150000),
                new Money(275000),
                [3, 2]),
            new RemovalDetails("+79001234567", "pro", new(2026, 11, 30), 10, [3, 2]),
            new TopUpDetails("bank-2", new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), "ООО", "счёт 1")
            {
                Order = new("45", "7725088527", "40702810900000002851", "044030827"),
                Invoice = new(1, new Money(5)),
            },
            new CorrectionDetails(1, "двойное зачисление")
            {
                Operator = "Иванова",
                Undoes = EntryKind.TopUp,
                Debt = new Money(3),
            },
            new GroupPaymentDetails(
            [
                new("+79001234567", "base", "Базовый", 1, new(2026, 12, 1), new(2026, 12, 31), new Money(300000)),
                new("+79007654321", "pro", "Про", 2, new(2026, 11, 22), new(2026, 12, 31), new Money(715000)),
            ]),
        ];

        Assert.Equal(
            [.. Enum.GetValues<EntryKind>(), EntryKind.TopUp, EntryKind.Correction, EntryKind.Payment],
            each.Select(details => details.Kind));
        Assert.Equal(
            [
                "top-up",
                "payment",
                "correction",
                "return",
                "tariff-change",
                "removal",
                "top-up",
                "correction",
                "group-payment",
            ],
            each.Select(Discriminator));
        Assert.All(each, details => Assert.Equal(
            details,
            JsonSerializer.Deserialize<EntryDetails>(JsonSerializer.Serialize(details, Json), Json)));
    }

    [Fact]
    public void An_unknown_code_is_refused_and_not_taken_for_another()
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<EntryKind>("\"refund\"", Json));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<EntryDetails>("{\"kind\":\"refund\"}", Json));
    }

    private static string? Discriminator(EntryDetails details) =>
        JsonSerializer.SerializeToElement(details, Json).GetProperty("kind").GetString();

    private static void AssertCodes<T>(Dictionary<T, string> codes)
        where T : struct, Enum
    {
        Assert.Equal(Enum.GetValues<T>(), codes.Keys.Order());
        foreach (var (member, code) in codes)
        {
            Assert.Equal($"\"{code}\"", JsonSerializer.Serialize(member, Json));
            Assert.Equal(member, JsonSerializer.Deserialize<T>($"\"{code}\"", Json));
        }
    }
}
