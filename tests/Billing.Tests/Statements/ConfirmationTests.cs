namespace Billing.Tests;

/// <summary>Decision 6: the same money by call and by statement.</summary>
public sealed class ConfirmationTests
{
    private static readonly StatementLine Line =
        new(Sample.Own, true, Sample.Day, "12", Sample.Sum("3000"), Sample.Daisy, "Оплата", 1);

    private static readonly ReportedTopUp Reported =
        new("1", "daisy", Sample.Day, Sample.Sum("3000"), Sample.Daisy.Inn);

    [Fact]
    public void Pairs_by_day_sum_and_inn_or_client()
    {
        Assert.Equal(new Confirmation.Confirms(Reported), Confirmation.Find(Line, "daisy", [Reported]));
        Assert.Equal(new Confirmation.Confirms(Reported), Confirmation.Find(Line, null, [Reported]));
        Assert.Equal(new Confirmation.Confirms(Reported), Confirmation.Find(Line, "other", [Reported]));

        var unknown = Reported with { PayerInn = null };
        Assert.Equal(new Confirmation.Confirms(unknown), Confirmation.Find(Line, "daisy", [unknown]));
        Assert.Equal(new Confirmation.Confirms(Reported), Confirmation.Find(Line, "daisy", [unknown, Reported]));
    }

    [Fact]
    public void Money_of_another_day_sum_or_payer_is_other_money() => Assert.All(
        new[]
        {
            Reported with { Day = Sample.Day.AddDays(1) },
            Reported with { Amount = Sample.Sum("3000.01") },
            Reported with { ClientId = "other", PayerInn = "7715034360" },
        },
        reported => Assert.Equal(new Confirmation.Unreported(), Confirmation.Find(Line, "daisy", [reported])));

    [Fact]
    public void What_cannot_be_told_apart_may_be_booked()
    {
        var other = Reported with { ClientId = "other", PayerInn = null };
        Assert.Equal(new Confirmation.MaybeBooked(), Confirmation.Find(Line, "daisy", [other]));
        Assert.Equal(new Confirmation.MaybeBooked(), Confirmation.Find(Line, null, [other]));

        var nameless = Line with { Counterparty = Sample.Person };
        Assert.Equal(
            new Confirmation.MaybeBooked(),
            Confirmation.Find(nameless, "daisy", [Reported with { ClientId = "other" }]));
        Assert.Equal(new Confirmation.Unreported(), Confirmation.Find(nameless, "daisy", []));
    }
}
