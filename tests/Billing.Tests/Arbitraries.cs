using FsCheck;
using FsCheck.Fluent;

namespace Billing.Tests;

/// <summary>Values as the domain meets them; properties name this class.</summary>
public static class Arbitraries
{
    /// <summary>Amounts above zero: kopecks, usual prices, and up to the largest that is read.</summary>
    public static Arbitrary<Money> Amount() => Gen.OneOf(
        Gen.Choose(1, 200).Select(kopecks => new Money(kopecks)),
        Gen.Choose(1, 1_000_000).Select(kopecks => new Money(kopecks)),
        Gen.Choose(1, 100_000).Select(roubles => Money.FromRoubles(roubles)),
        from roubles in Gen.Choose(0, 999_999)
        from rest in Gen.Choose(1, 99_999_999)
        select new Money((roubles * 100_000_000L) + rest)).ToArbitrary();

    /// <summary>Days of a century, leap years and ends of months well among them.</summary>
    public static Arbitrary<DateOnly> Day()
    {
        var any = Gen.Choose(0, 36_500).Select(days => new DateOnly(2000, 1, 1).AddDays(days));
        return Gen.OneOf(any, any.Select(FirstOfMonth), any.Select(LastOfMonth)).ToArbitrary();
    }

    /// <summary>Instants of a century, the hours around midnight in Moscow well among them.</summary>
    public static Arbitrary<DateTimeOffset> Instant()
    {
        var offsets = Gen.Choose(-14, 14).Select(hours => TimeSpan.FromHours(hours));
        var seconds = Gen.OneOf(Gen.Choose(0, 86_399), Gen.Choose(20 * 3600, 22 * 3600));
        return (from day in Day().Generator
                from second in seconds
                from offset in offsets
                let midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
                select midnight.AddSeconds(second).ToOffset(offset))
            .ToArbitrary();
    }

    /// <summary>A text of digits, as long as the numbers of the field need.</summary>
    public static Arbitrary<DigitText> AnyDigits() =>
        Gen.Choose(0, 9).ListOf(20).Select(digits => new DigitText(string.Concat(digits))).ToArbitrary();

    /// <summary>Months that one payment can be for.</summary>
    public static Arbitrary<Months> AnyMonths() =>
        Gen.Choose(1, Quote.MaxMonths).Select(count => new Months(count)).ToArbitrary();

    /// <summary>The first day of a day's month.</summary>
    public static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>The last day of a day's month.</summary>
    public static DateOnly LastOfMonth(DateOnly day) =>
        new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}

/// <summary>Twenty random digits.</summary>
public sealed record DigitText(string Value);

/// <summary>1–12.</summary>
public sealed record Months(int Count);
