namespace Billing.Tests;

/// <summary>Numbers that were paid for on some day, with the discounts of the facts.</summary>
internal static class Numbers
{
    public const string Number = "+79001234567";

    public static readonly TermDiscount[] Discounts = [new(6, 10), new(12, 20)];

    public static Tariff TariffAt(string price, string id = "base") =>
        new(id, "Базовый", Read(price)) { Discounts = Discounts };

    public static Subscription Paid(Tariff tariff, int months, DateOnly day, long entry = 1) =>
        Paid(Subscription.Unpaid(Number, tariff.Id), tariff, months, day, entry);

    public static Subscription Paid(
        Subscription subscription,
        Tariff tariff,
        int months,
        DateOnly day,
        long entry = 1) => subscription.Pay(Quote.For(tariff, subscription, months, day), entry, day);

    public static Subscription Change(Subscription subscription, Tariff tariff, DateOnly day, long entry = 2)
    {
        var quote = TariffChangeQuote.For(subscription, tariff, day)!;
        var details = new TariffChangeDetails(
            quote.Phone,
            tariff.Id,
            tariff.Name,
            tariff.MonthlyPrice,
            day,
            quote.PaidThrough,
            quote.Credit,
            quote.Charge,
            quote.Charges);
        return subscription.Change(details, entry);
    }

    public static Money Read(string text) =>
        Money.TryParse(text, out var money) ? money : throw new FormatException(text);

    public static DateOnly Date(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
