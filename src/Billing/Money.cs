using System.Globalization;
using System.Text.RegularExpressions;

namespace Billing;

/// <summary>
/// An amount of roubles, held as whole kopecks; may be negative. Arithmetic that overflows throws
/// <see cref="OverflowException"/>.
/// </summary>
/// <param name="Kopecks">Hundredths of a rouble.</param>
public readonly partial record struct Money(long Kopecks) : IComparable<Money>
{
    private const long KopecksPerRouble = 100;

    /// <summary>No money.</summary>
    public static Money Zero => default;

    /// <summary>The largest amount that <see cref="TryParse"/> reads: 999 999 999 999.99 roubles.</summary>
    public static Money MaxParsed { get; } = new(99_999_999_999_999);

    /// <summary>Whole roubles.</summary>
    public static Money FromRoubles(long roubles) => new(checked(roubles * KopecksPerRouble));

    /// <summary>
    /// Reads roubles as callers write them: "900", "900.5", "900.50". Digits, then at most two decimals after a point;
    /// no sign, space, exponent or group separator; at most <see cref="MaxParsed"/>.
    /// </summary>
    public static bool TryParse(string? text, out Money money)
    {
        money = Zero;
        if (text is null || Amount().Match(text) is not { Success: true } match)
        {
            return false;
        }

        var roubles = long.Parse(match.Groups["roubles"].ValueSpan, CultureInfo.InvariantCulture);
        var kopecks = long.Parse(match.Groups["kopecks"].Value.PadRight(2, '0'), CultureInfo.InvariantCulture);
        money = FromRoubles(roubles) + new Money(kopecks);
        return true;
    }

    /// <summary>Roubles with two decimals and a point, in any culture: "900.00", "-0.05".</summary>
    public override string ToString()
    {
        var absolute = Int128.Abs(Kopecks);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(Kopecks < 0 ? "-" : "")}{absolute / KopecksPerRouble}.{absolute % KopecksPerRouble:00}");
    }

    /// <inheritdoc/>
    public int CompareTo(Money other) => Kopecks.CompareTo(other.Kopecks);

    /// <summary>The sum.</summary>
    public static Money operator +(Money left, Money right) => new(checked(left.Kopecks + right.Kopecks));

    /// <summary>The difference.</summary>
    public static Money operator -(Money left, Money right) => new(checked(left.Kopecks - right.Kopecks));

    /// <summary>The same amount in the other direction.</summary>
    public static Money operator -(Money money) => new(checked(-money.Kopecks));

    /// <summary>Whether the left amount is smaller.</summary>
    public static bool operator <(Money left, Money right) => left.Kopecks < right.Kopecks;

    /// <summary>Whether the left amount is larger.</summary>
    public static bool operator >(Money left, Money right) => left.Kopecks > right.Kopecks;

    /// <summary>Whether the left amount is not larger.</summary>
    public static bool operator <=(Money left, Money right) => left.Kopecks <= right.Kopecks;

    /// <summary>Whether the left amount is not smaller.</summary>
    public static bool operator >=(Money left, Money right) => left.Kopecks >= right.Kopecks;

    // The bound on digits keeps long texts from the parser, so that it cannot overflow. Leading zeros count as digits.
    [GeneratedRegex(@"\A(?<roubles>[0-9]{1,12})(?:\.(?<kopecks>[0-9]{1,2}))?\z")]
    private static partial Regex Amount();
}
