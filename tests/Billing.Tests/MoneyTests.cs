using System.Globalization;
using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("900", 90000)]
    [InlineData("900.5", 90050)]
    [InlineData("900.50", 90050)]
    [InlineData("900.05", 90005)]
    [InlineData("0.01", 1)]
    [InlineData("007.10", 710)]
    [InlineData("999999999999.99", 99_999_999_999_999)]
    public void Reads_roubles_and_never_takes_them_for_kopecks(string text, long kopecks)
    {
        Assert.True(Money.TryParse(text, out var money));
        Assert.Equal(new Money(kopecks), money);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1e9")]
    [InlineData("0.001")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1,50")]
    [InlineData("1 000")]
    [InlineData("1_000")]
    [InlineData(" 1")]
    [InlineData("1\n")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("1000000000000")]
    [InlineData("99999999999999999999999")]
    [InlineData("٩٠٠")]
    [InlineData("9००")]
    public void Refuses_what_is_no_plain_amount(string? text)
    {
        Assert.False(Money.TryParse(text, out var money));
        Assert.Equal(Money.Zero, money);
    }

    [Theory]
    [InlineData(90000, "900.00")]
    [InlineData(-90000, "-900.00")]
    [InlineData(5, "0.05")]
    [InlineData(-5, "-0.05")]
    [InlineData(0, "0.00")]
    [InlineData(long.MaxValue, "92233720368547758.07")]
    [InlineData(long.MinValue, "-92233720368547758.08")]
    public void Prints_two_decimals(long kopecks, string text) => Assert.Equal(text, new Money(kopecks).ToString());

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void What_is_printed_is_read_back(Money amount)
    {
        Assert.True(Money.TryParse(amount.ToString(), out var read));
        Assert.Equal(amount, read);
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void Prints_and_reads_alike_in_every_culture(Money amount)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ru-RU");
            Assert.Equal((amount.Kopecks / 100m).ToString("0.00", CultureInfo.InvariantCulture), amount.ToString());
            Assert.Equal("-" + amount, (-amount).ToString());
            Assert.True(Money.TryParse(amount.ToString(), out var read));
            Assert.Equal(amount, read);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void Compares_and_adds_as_numbers_do(Money one, Money other)
    {
        Assert.Equal(new Money(one.Kopecks + other.Kopecks), one + other);
        Assert.Equal(one, one + other - other);
        Assert.Equal(one.Kopecks < other.Kopecks, one < other);
        Assert.Equal(one.Kopecks > other.Kopecks, one > other);
        Assert.Equal(one.Kopecks <= other.Kopecks, one <= other);
        Assert.Equal(one.Kopecks >= other.Kopecks, one >= other);
        Assert.Equal(Math.Sign(one.Kopecks.CompareTo(other.Kopecks)), Math.Sign(one.CompareTo(other)));
    }

    [Fact]
    public void Overflow_is_an_error_and_never_wraps_around()
    {
        var most = new Money(long.MaxValue);
        var least = new Money(long.MinValue);

        Assert.Throws<OverflowException>(() => most + new Money(1));
        Assert.Throws<OverflowException>(() => least - new Money(1));
        Assert.Throws<OverflowException>(() => -least);
        Assert.Throws<OverflowException>(() => Money.FromRoubles(long.MaxValue));
    }
}
