using System.Globalization;

namespace Billing;

/// <summary>Sums in words, as documents name them: «Две тысячи один рубль 05 копеек».</summary>
public static class AmountInWords
{
    // Each noun with one, with two to four, and with any other number.
    private static readonly string[] Roubles = ["рубль", "рубля", "рублей"];
    private static readonly string[] Kopecks = ["копейка", "копейки", "копеек"];

    private static readonly string[] Ones =
        ["", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"];

    private static readonly string[] Teens =
    [
        "десять", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать",
        "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать",
    ];

    private static readonly string[] Tens =
    [
        "", "", "двадцать", "тридцать", "сорок", "пятьдесят",
        "шестьдесят", "семьдесят", "восемьдесят", "девяносто",
    ];

    private static readonly string[] Hundreds =
    [
        "", "сто", "двести", "триста", "четыреста", "пятьсот",
        "шестьсот", "семьсот", "восемьсот", "девятьсот",
    ];

    private static readonly (long Unit, string[] Nouns, bool IsFeminine)[] Triads =
    [
        (1_000_000_000, ["миллиард", "миллиарда", "миллиардов"], false),
        (1_000_000, ["миллион", "миллиона", "миллионов"], false),
        (1_000, ["тысяча", "тысячи", "тысяч"], true),
        (1, ["", "", ""], false),
    ];

    /// <summary>Roubles in words, the first letter capital, and kopecks as two digits.</summary>
    /// <param name="amount">Zero to <see cref="Money.MaxParsed"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less or more.</exception>
    public static string From(Money amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, Money.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, Money.MaxParsed);
        var (roubles, kopecks) = Math.DivRem(amount.Kopecks, 100);
        var words = roubles == 0 ? "ноль" : string.Join(' ', Triads.SelectMany(WordsOf));
        return $"{char.ToUpperInvariant(words[0])}{words[1..]} {Noun(roubles, Roubles)} "
            + $"{kopecks.ToString("00", CultureInfo.InvariantCulture)} {Noun(kopecks, Kopecks)}";

        IEnumerable<string> WordsOf((long Unit, string[] Nouns, bool IsFeminine) triad)
        {
            var number = (int)(roubles / triad.Unit % 1000);
            string[] words = [.. WordsBelowThousand(number, triad.IsFeminine), Noun(number, triad.Nouns)];
            return number == 0 ? [] : words.Where(word => word.Length > 0);
        }
    }

    private static string[] WordsBelowThousand(int number, bool isFeminine)
    {
        var (tens, ones) = Math.DivRem(number % 100, 10);
        return tens == 1
            ? [Hundreds[number / 100], Teens[ones]]
            : [Hundreds[number / 100], Tens[tens], isFeminine ? Feminine(ones) : Ones[ones]];
    }

    private static string Feminine(int ones) => ones switch
    {
        1 => "одна",
        2 => "две",
        _ => Ones[ones],
    };

    private static string Noun(long number, string[] nouns) => (number % 100, number % 10) switch
    {
        ( >= 11 and <= 14, _) => nouns[2],
        (_, 1) => nouns[0],
        (_, >= 2 and <= 4) => nouns[1],
        _ => nouns[2],
    };
}
