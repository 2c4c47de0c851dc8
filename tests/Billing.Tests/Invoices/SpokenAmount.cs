using System.Globalization;

namespace Billing.Tests.Invoices;

/// <summary>Reads a sum in words back, knowing nothing of how it was written. It insists on the grammar.</summary>
internal static class SpokenAmount
{
    private static readonly Dictionary<string, int> Numbers =
        """
        один 1 одна 1 два 2 две 2 три 3 четыре 4 пять 5 шесть 6 семь 7 восемь 8 девять 9 десять 10
        одиннадцать 11 двенадцать 12 тринадцать 13 четырнадцать 14 пятнадцать 15 шестнадцать 16
        семнадцать 17 восемнадцать 18 девятнадцать 19
        двадцать 20 тридцать 30 сорок 40 пятьдесят 50 шестьдесят 60 семьдесят 70 восемьдесят 80 девяносто 90
        сто 100 двести 200 триста 300 четыреста 400 пятьсот 500 шестьсот 600 семьсот 700 восемьсот 800 девятьсот 900
        """
        .Split([' ', '\n'])
        .Chunk(2)
        .ToDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture));

    private static readonly (string[] Forms, long Unit)[] Units =
    [
        (["миллиард", "миллиарда", "миллиардов"], 1_000_000_000),
        (["миллион", "миллиона", "миллионов"], 1_000_000),
        (["тысяча", "тысячи", "тысяч"], 1000),
        (["рубль", "рубля", "рублей"], 1),
    ];

    public static Money Read(string text)
    {
        Assert.True(char.IsUpper(text[0]), text);
        var words = text.ToLowerInvariant().Split(' ');
        Assert.Matches("^[0-9]{2}$", words[^2]);
        var kopecks = int.Parse(words[^2], CultureInfo.InvariantCulture);
        Assert.Equal(Form(kopecks, ["копейка", "копейки", "копеек"]), words[^1]);

        long roubles = 0;
        var triad = 0;
        var last = "";
        foreach (var word in words[..^2])
        {
            if (word == "ноль")
            {
                Assert.Equal("ноль", words[0]);
                Assert.Equal(4, words.Length);
            }
            else if (Numbers.TryGetValue(word, out var number))
            {
                Assert.True(triad == 0 || number < SmallestPart(triad), $"{text}: {word}");
                triad += number;
            }
            else
            {
                var (forms, unit) = Units.Single(each => each.Forms.Contains(word));
                Assert.Equal(Form(triad, forms), word);
                Assert.True(triad > 0 || unit == 1, $"{text}: an empty triad is spoken");
                Assert.False(last is "одна" or "две" && unit != 1000, $"{text}: {last} {word}");
                Assert.False(last is "один" or "два" && unit == 1000, $"{text}: {last} {word}");
                roubles += triad * unit;
                triad = 0;
            }

            last = word;
        }

        Assert.Equal(0, triad);
        return Money.FromRoubles(roubles) + new Money(kopecks);
    }

    // After "сто" come tens or ones; after "двадцать" only ones; after a teen, or ones, nothing.
    private static int SmallestPart(int triad) => triad switch
    {
        _ when triad % 100 == 0 => 100,
        _ when triad % 10 == 0 && triad % 100 >= 20 => 10,
        _ => 0,
    };

    private static string Form(int number, string[] forms) => (number % 100) switch
    {
        >= 11 and <= 14 => forms[2],
        var rest when rest % 10 == 1 => forms[0],
        var rest when rest % 10 is 2 or 3 or 4 => forms[1],
        _ => forms[2],
    };
}
