namespace Billing.Tests.Invoices;

/// <summary>Invoices of one client, to change with <c>with</c>.</summary>
internal static class InvoiceExample
{
    public const string Account = "5254191843";

    public static readonly InvoiceSeller Seller = new(
        "ООО «Телфин»",
        "7802000015",
        "780201001",
        "190000, г. Санкт-Петербург, Невский пр., д. 1",
        "АО «Банк», г. Санкт-Петербург",
        new("049999950", "40702810800000000077", "30101810200000000950"));

    public static readonly InvoiceBuyer Buyer = new(
        "ООО «Ромашка»",
        "7701000013",
        "770101001",
        "101000, г. Москва, ул. Мясницкая, д. 1");

    /// <summary>A top-up of 3000 roubles, issued on 28 November 2026, just after midnight in Moscow.</summary>
    public static readonly Invoice TopUp = new(
        Account,
        Sequence: 7,
        new(2026, 11, 27, 21, 30, 0, TimeSpan.Zero),
        Seller,
        Buyer,
        "Договор-оферта № 1 от 01.09.2026",
        VatRegime.Vat22,
        Money.FromRoubles(3000),
        Items: [],
        ValidUntil: new(2026, 12, 3),
        Balance: null);

    /// <summary>The same for items, at their full price.</summary>
    public static Invoice For(params InvoiceItem[] items) => TopUp with
    {
        Items = items,
        Amount = items.Aggregate(Money.Zero, (sum, item) => sum + item.Amount),
    };

    public static InvoiceItem Item(
        Money monthlyPrice,
        int months,
        DateOnly today,
        string phone = "+79001234567",
        string tariff = "Базовый") =>
        InvoiceItem.FromQuote(Quote.For(
            new("base", tariff, monthlyPrice),
            Subscription.Unpaid(phone, "base"),
            months,
            today));
}
