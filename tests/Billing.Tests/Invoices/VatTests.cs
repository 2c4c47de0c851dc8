using FsCheck.Xunit;

namespace Billing.Tests.Invoices;

public sealed class VatTests
{
    [Theory]
    [InlineData(3, 0, 0, 1)]
    [InlineData(61, 3, 4, 11)]
    [InlineData(1995, 95, 131, 360)]
    [InlineData(4516, 215, 295, 814)]
    [InlineData(310000, 14762, 20280, 55902)]
    public void The_tax_is_taken_out_of_the_sum(long kopecks, long at5, long at7, long at22)
    {
        var gross = new Money(kopecks);

        Assert.Equal(new Money(at5), Vat.Of(gross, VatRegime.Vat5));
        Assert.Equal(new Money(at7), Vat.Of(gross, VatRegime.Vat7));
        Assert.Equal(new Money(at22), Vat.Of(gross, VatRegime.Vat22));
        Assert.Equal(Money.Zero, Vat.Of(gross, VatRegime.None));
    }

    [Theory]
    [InlineData("3000.00", "540.98")]
    [InlineData("13770.00", "2483.11")]
    [InlineData("94.59", "17.06")]
    [InlineData("0.01", "0.00")]
    public void The_full_rate_of_well_known_sums(string gross, string tax)
    {
        Assert.True(Money.TryParse(gross, out var money));
        Assert.Equal(tax, Vat.Of(money, VatRegime.Vat22).ToString());
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void The_tax_is_the_nearest_kopeck_and_a_half_goes_up(Money gross)
    {
        foreach (var (regime, rate) in new[] { (VatRegime.Vat5, 5), (VatRegime.Vat7, 7), (VatRegime.Vat22, 22) })
        {
            var remainder = ((Int128)gross.Kopecks * rate) - ((Int128)Vat.Of(gross, regime).Kopecks * (100 + rate));
            Assert.InRange(2 * remainder, -100 - rate, 99 + rate);
        }
    }

    [Fact]
    public void Regimes_have_names_for_documents() => Assert.Equal(
        ["Без НДС", "НДС 5 %", "НДС 7 %", "НДС 22 %"],
        Enum.GetValues<VatRegime>().Select(Vat.Name));

    [Fact]
    public void The_regime_follows_the_day()
    {
        var schedule = new VatSchedule(
        [
            new(new(2027, 1, 1), VatRegime.Vat22),
            new(new(2026, 1, 1), VatRegime.Vat5),
        ]);

        Assert.Equal(VatRegime.Vat5, schedule.On(new(2025, 12, 31)));
        Assert.Equal(VatRegime.Vat5, schedule.On(new(2026, 12, 31)));
        Assert.Equal(VatRegime.Vat22, schedule.On(new(2027, 1, 1)));
        Assert.Equal(VatRegime.Vat22, schedule.On(new(2030, 6, 1)));
    }

    [Fact]
    public void A_schedule_has_one_regime_for_each_day()
    {
        var day = new DateOnly(2026, 1, 1);

        Assert.Throws<ArgumentException>(() => new VatSchedule([]));
        Assert.Throws<ArgumentException>(() => new VatSchedule([new(day, VatRegime.Vat5), new(day, VatRegime.Vat7)]));
    }
}
