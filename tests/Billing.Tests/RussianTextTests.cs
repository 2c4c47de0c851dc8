namespace Billing.Tests;

public sealed class RussianTextTests
{
    [Theory]
    [InlineData(0, "0,00 ₽")]
    [InlineData(300_000, "3 000,00 ₽")]
    [InlineData(-12_345_67, "−12 345,67 ₽")]
    public void A_sum_stays_on_one_line(long kopecks, string expected) =>
        Assert.Equal(Unbroken(expected), RussianText.Roubles(new Money(kopecks)));

    [Theory]
    [InlineData("2026-11-30", "30 ноября 2026 г.")]
    [InlineData("2027-03-01", "1 марта 2027 г.")]
    public void A_day_is_written_with_the_months_name(string day, string expected) =>
        Assert.Equal(Unbroken(expected), RussianText.Day(DateOnly.Parse(day, null)));

    [Fact]
    public void A_moment_is_Moscows() => Assert.Equal(
        $"{Unbroken("1 января 2027 г.")}, {Unbroken("02:05 (мск)")}",
        RussianText.Moment(new(2026, 12, 31, 23, 5, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData("+79001234567", "+7 900 123-45-67")]
    [InlineData("+375291234567", "+375291234567")]
    public void A_phone_number_is_written_as_people_write_it(string e164, string expected) =>
        Assert.Equal(Unbroken(expected), RussianText.Phone(e164));

    private static string Unbroken(string text) => text.Replace(' ', '\u00a0');
}
