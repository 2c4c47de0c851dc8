using Billing;
using Functions.Cabinets;

namespace Functions.Tests.Invoices;

public sealed class PayeeSettingsTests
{
    [Fact]
    public void The_seller_of_an_invoice_has_null_where_a_setting_is_empty()
    {
        var settings = new PayeeSettings
        {
            Name = "ИП Иванов И. И.",
            Inn = "500100732259",
            Address = "190000, г. Санкт-Петербург",
            Bank = "АО «Банк»",
            Bic = "049999950",
            Account = "40702810800000000077",
            Director = "Иванов И. И.",
        };

        Assert.Equal(
            new InvoiceSeller(
                "ИП Иванов И. И.",
                "500100732259",
                Kpp: null,
                "190000, г. Санкт-Петербург",
                "АО «Банк»",
                new("049999950", "40702810800000000077", CorrespondentAccount: null),
                Director: "Иванов И. И."),
            settings.ToSeller());
    }

    [Fact]
    public void The_tax_follows_the_day()
    {
        var settings = new PayeeSettings
        {
            Vat = [new() { From = "2026-01-01", Regime = "none" }, new() { From = "2027-01-01", Regime = "5" }],
        };

        var schedule = settings.ToVatSchedule();

        Assert.Equal(VatRegime.None, schedule.On(new(2026, 12, 31)));
        Assert.Equal(VatRegime.Vat5, schedule.On(new(2027, 1, 1)));
    }
}
