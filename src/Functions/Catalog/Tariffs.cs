using Billing;
using Microsoft.Extensions.Options;

namespace Functions.Catalog;

/// <summary>One tariff of the list <c>Tariffs</c>.</summary>
public sealed class TariffSettings
{
    /// <summary>Stable id.</summary>
    public string Id { get; set; } = "";

    /// <summary>What the customer reads.</summary>
    public string Name { get; set; } = "";

    /// <summary>Roubles a month, such as <c>3000.00</c>.</summary>
    public string MonthlyPrice { get; set; } = "";
}

/// <summary>One discount of the list <c>Discounts</c>.</summary>
public sealed class DiscountSettings
{
    /// <summary>The fewest months of a payment that has it, 2–12.</summary>
    public int FromMonths { get; set; }

    /// <summary>1–99.</summary>
    public int Percent { get; set; }
}

/// <summary>The tariffs on sale, by id.</summary>
public sealed class Tariffs
{
    private readonly Dictionary<string, Tariff> _byId;

    /// <summary>Reads the lists <c>Tariffs</c> and <c>Discounts</c>.</summary>
    /// <exception cref="OptionsValidationException">
    /// There is no tariff, an id is used twice, a price is no positive sum, or longer terms have no higher discounts.
    /// </exception>
    public Tariffs(IEnumerable<TariffSettings> settings, IEnumerable<DiscountSettings> discounts)
    {
        Discounts = [.. discounts.Select(FromSettings)];
        if (Discounts.Zip(Discounts.Skip(1)).Any(pair =>
            pair.Second.FromMonths <= pair.First.FromMonths || pair.Second.Percent <= pair.First.Percent))
        {
            throw Invalid("Discounts: each has to be from more months than the one before, and higher.");
        }

        All = [.. settings.Select((tariff, index) => FromSettings(tariff, index) with { Discounts = Discounts })];
        if (All.Count == 0)
        {
            throw Invalid("Tariffs:0 is missing: there is nothing to sell.");
        }

        _byId = All.GroupBy(tariff => tariff.Id).ToDictionary(
            same => same.Key,
            same => same.Count() == 1 ? same.First() : throw Invalid($"Tariffs: the id {same.Key} is used twice."));
    }

    /// <summary>All of them, as configured.</summary>
    public IReadOnlyList<Tariff> All { get; }

    /// <summary>For long terms of any tariff.</summary>
    public IReadOnlyList<TermDiscount> Discounts { get; }

    /// <summary>The tariff of that id, or null.</summary>
    public Tariff? Find(string? id) => id is null ? null : _byId.GetValueOrDefault(id);

    /// <summary>What a client has to pay next; null if nothing.</summary>
    public Due? DueOf(IEnumerable<Subscription> subscriptions, DateOnly today) => Due.For(subscriptions, Find, today);

    private static Tariff FromSettings(TariffSettings tariff, int index) =>
        Money.TryParse(tariff.MonthlyPrice, out var price)
        && price > Money.Zero
        && tariff is { Id.Length: > 0 and <= 64, Name.Length: > 0 and <= 100 }
            ? new Tariff(tariff.Id, tariff.Name, price)
            : throw Invalid($"Tariffs:{index} needs an Id, a Name and a MonthlyPrice such as 3000.00.");

    private static TermDiscount FromSettings(DiscountSettings discount, int index) =>
        discount is { FromMonths: >= 2 and <= Quote.MaxMonths, Percent: >= 1 and <= 99 }
            ? new TermDiscount(discount.FromMonths, discount.Percent)
            : throw Invalid($"Discounts:{index} needs FromMonths of 2–{Quote.MaxMonths} and a Percent of 1–99.");

    private static OptionsValidationException Invalid(string message) =>
        new(nameof(Tariffs), typeof(TariffSettings), [message]);
}
