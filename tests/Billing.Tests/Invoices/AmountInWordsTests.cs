using FsCheck.Xunit;

namespace Billing.Tests.Invoices;

public sealed class AmountInWordsTests
{
    [Theory]
    [InlineData(0, "Ноль рублей 00 копеек")]
    [InlineData(1, "Ноль рублей 01 копейка")]
    [InlineData(2_02, "Два рубля 02 копейки")]
    [InlineData(111_11, "Сто одиннадцать рублей 11 копеек")]
    [InlineData(1_000_00, "Одна тысяча рублей 00 копеек")]
    [InlineData(22_000_00, "Двадцать две тысячи рублей 00 копеек")]
    [InlineData(112_000_00, "Сто двенадцать тысяч рублей 00 копеек")]
    [InlineData(1_000_001_00, "Один миллион один рубль 00 копеек")]
    [InlineData(1_000_139_00, "Один миллион сто тридцать девять рублей 00 копеек")]
    [InlineData(2_001_002_00, "Два миллиона одна тысяча два рубля 00 копеек")]
    [InlineData(11_012_014_00, "Одиннадцать миллионов двенадцать тысяч четырнадцать рублей 00 копеек")]
    [InlineData(21_21, "Двадцать один рубль 21 копейка")]
    [InlineData(1_001_000_04, "Один миллион одна тысяча рублей 04 копейки")]
    [InlineData(101_000_000_000_12, "Сто один миллиард рублей 12 копеек")]
    [InlineData(
        99_999_999_999_999,
        "Девятьсот девяносто девять миллиардов девятьсот девяносто девять миллионов "
        + "девятьсот девяносто девять тысяч девятьсот девяносто девять рублей 99 копеек")]
    public void Sums_read_as_they_are_spoken(long kopecks, string words) =>
        Assert.Equal(words, AmountInWords.From(new Money(kopecks)));

    [Property(Arbitrary = [typeof(Arbitraries)], MaxTest = 1000)]
    public void Words_say_the_sum(Money amount) =>
        Assert.Equal(amount, SpokenAmount.Read(AmountInWords.From(amount)));

    [Fact]
    public void Every_number_below_thousand_reads_back_in_each_place() => Assert.All(
        Enumerable.Range(0, 1000).SelectMany(number => new[]
        {
            Money.FromRoubles(number),
            Money.FromRoubles(number * 1000L),
            Money.FromRoubles((number * 1_000_000L) + 1),
            Money.FromRoubles(number * 1_000_000_000L),
        }),
        amount => Assert.Equal(amount, SpokenAmount.Read(AmountInWords.From(amount))));

    [Fact]
    public void A_sum_that_cannot_be_read_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AmountInWords.From(new Money(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => AmountInWords.From(Money.MaxParsed + new Money(1)));
    }
}
