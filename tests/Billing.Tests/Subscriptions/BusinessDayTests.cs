using System.Globalization;
using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class BusinessDayTests
{
    [Theory]
    [InlineData("2026-11-30T20:59:59.9999999Z", "2026-11-30")]
    [InlineData("2026-11-30T21:00:00Z", "2026-12-01")]
    [InlineData("2026-12-01T00:00:00Z", "2026-12-01")]
    [InlineData("2026-12-31T23:00:00Z", "2027-01-01")]
    [InlineData("2026-12-01T08:00:00+12:00", "2026-11-30")]
    [InlineData("2026-11-30T11:00:00-10:00", "2026-12-01")]
    [InlineData("2026-07-01T20:59:59Z", "2026-07-01")]
    [InlineData("2026-07-01T21:00:00Z", "2026-07-02")]
    public void The_day_is_that_of_Moscow(string instant, string day) =>
        Assert.Equal(
            DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture),
            BusinessDay.FromInstant(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)));

    [Fact]
    public void A_day_ends_at_midnight_in_Moscow_told_in_utc()
    {
        var end = BusinessDay.EndOf(new(2026, 11, 30));

        Assert.Equal(new DateTimeOffset(2026, 11, 30, 21, 0, 0, TimeSpan.Zero), end);
        Assert.Equal(TimeSpan.Zero, end.Offset);
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void The_end_of_a_day_is_the_first_instant_of_the_next(DateOnly day)
    {
        Assert.Equal(day.AddDays(1), BusinessDay.FromInstant(BusinessDay.EndOf(day)));
        Assert.Equal(day, BusinessDay.FromInstant(BusinessDay.EndOf(day).AddTicks(-1)));
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void An_instant_lies_within_its_day_whatever_offset_it_is_told_in(DateTimeOffset instant)
    {
        var day = BusinessDay.FromInstant(instant);

        Assert.InRange(instant, BusinessDay.EndOf(day.AddDays(-1)), BusinessDay.EndOf(day).AddTicks(-1));
        Assert.Equal(day, BusinessDay.FromInstant(instant.ToUniversalTime()));
    }
}
