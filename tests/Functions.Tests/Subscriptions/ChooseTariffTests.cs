using System.Globalization;
using System.Text.Json.Nodes;

namespace Functions.Tests.Subscriptions;

public sealed class ChooseTariffTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task The_tariffs_are_those_on_sale()
    {
        var tariffs = (await fixture.NewCustomer().WidgetAsync("GET", "tariffs")).Is(200);

        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""
                {"tariffs":[
                    {"id":"base","name":"Базовый","monthlyPrice":{"amount":"3000.00","currency":"RUB"}},
                    {"id":"extended","name":"Расширенный","monthlyPrice":{"amount":"5500.00","currency":"RUB"}}
                ]}
                """),
                tariffs.Json),
            tariffs.Text);
    }

    [Fact]
    public async Task A_tariff_is_chosen_for_a_number_and_chosen_anew()
    {
        var customer = fixture.NewCustomer();
        (await customer.SubmitAsync()).Is(202);
        Assert.Empty((await customer.ConnectionsAsync()).Is(200).At("connections")!.AsArray());

        var firstChoice = (await customer.ChooseAsync()).Is(201);
        var secondChoice = (await customer.ChooseAsync(tariff: "extended")).Is(200);

        Assert.Equal((Customer.Phone, "base"), (firstChoice["phone"], firstChoice["tariff"]));
        Assert.Equal(
            ("unpaid", "Не оплачено", null),
            (firstChoice["status"], firstChoice["statusText"], firstChoice["paidThrough"]));
        Assert.Equal("extended", secondChoice["tariff"]);
        var connections = await customer.ConnectionsAsync();
        Assert.Single(connections.At("connections")!.AsArray());
        Assert.True(JsonNode.DeepEquals(secondChoice.Json, connections.At("connections.0")));
    }

    [Theory]
    [InlineData("+79001234567")]
    [InlineData("89001234567")]
    [InlineData("9001234567")]
    [InlineData("+7 (900) 123-45-67")]
    public async Task A_number_is_the_same_in_any_of_its_forms(string phone)
    {
        var customer = fixture.NewCustomer();
        (await customer.SubmitAsync()).Is(202);
        (await customer.ChooseAsync("+79001234567")).Is(201);

        var choice = await customer.ChooseAsync(phone);
        var quote = await customer.QuoteAsync(phone);

        Assert.Equal("+79001234567", choice.Is(200)["phone"]);
        Assert.Equal("+79001234567", quote.Is(200)["phone"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("+")]
    [InlineData("+0123456789")]
    [InlineData("8001234567")]
    [InlineData("+8 900 123-45-67")]
    [InlineData("+7900123456")]
    [InlineData("+7900123456x")]
    [InlineData("+7900\u0001123456")]
    [InlineData("'")]
    [InlineData("+7900123456789012")]
    public async Task An_invalid_number_is_refused(string? phone)
    {
        var customer = await WithClientAsync();

        var choice = await fixture.UnchangedByAsync(
            () => customer.OwnAsync("POST", "connections", new { phone, tariff = "base" }));
        var quote = await customer.OwnAsync("POST", "quotes", new { phone, tariff = "base", months = 1 });

        choice.IsProblem(422, "validation-failed", "phone");
        quote.IsProblem(422, "validation-failed", "phone");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Base")]
    [InlineData("none")]
    public async Task A_tariff_that_is_not_on_sale_is_refused(string? tariff)
    {
        var customer = await WithClientAsync();

        var choice = await fixture.UnchangedByAsync(
            () => customer.OwnAsync("POST", "connections", new { phone = Customer.Phone, tariff }));
        var quote = await customer.OwnAsync("POST", "quotes", new { phone = Customer.Phone, tariff, months = 1 });

        choice.IsProblem(422, "validation-failed", "tariff");
        quote.IsProblem(422, "validation-failed", "tariff");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("13")]
    [InlineData("1.5")]
    [InlineData("1e300")]
    [InlineData("\"1\"")]
    [InlineData("99999999999")]
    [InlineData("[1]")]
    public async Task Months_are_a_whole_number_from_one_to_twelve(string months)
    {
        var customer = await WithClientAsync();

        var form = $$"""{"phone":"89001234567","tariff":"base","months":{{months}}}""";
        (await customer.OwnAsync("POST", "quotes", JsonNode.Parse(form)))
            .IsProblem(422, "validation-failed", "months");
    }

    [Fact]
    public async Task A_quote_without_anything_says_all_that_is_missing()
    {
        var customer = await WithClientAsync();

        (await customer.OwnAsync("POST", "quotes", new { }))
            .IsProblem(422, "validation-failed", "phone", "tariff", "months");
    }

    [Theory]
    [InlineData("base", 3000, 1, 0)]
    [InlineData("base", 3000, 12, 20)]
    [InlineData("extended", 5500, 3, 0)]
    public async Task A_quote_charges_the_rest_of_the_month_and_whole_months_after_it(
        string tariff,
        int price,
        int months,
        int percent)
    {
        var customer = await WithClientAsync();

        var quote = (await customer.QuoteAsync("+79005550000", tariff, months)).Is(200);

        var today = DateOnly.ParseExact(quote["periodStart"]!, "yyyy-MM-dd", null);
        var daysInMonth = DateTime.DaysInMonth(today.Year, today.Month);
        var days = daysInMonth - today.Day + 1;
        var net = price * (100 - percent) / 100m;
        var firstMonth = Math.Round(net * days / daysInMonth, 2, MidpointRounding.AwayFromZero);
        var lastDay = new DateOnly(today.Year, today.Month, 1).AddMonths(months).AddDays(-1);
        Assert.Equal(Billing.BusinessDay.FromInstant(fixture.System.Clock.GetUtcNow()), today);
        Assert.Equal(("+79005550000", tariff, Text(months)), (quote["phone"], quote["tariff"], quote["months"]));
        Assert.Equal(firstMonth + (net * (months - 1)), Roubles(quote["amount.amount"]));
        Assert.Equal(lastDay.ToString("yyyy-MM-dd", null), quote["paidThrough"]);
        var lines = quote.At("lines")!.AsArray();
        Assert.Equal(months, lines.Count);
        Assert.Equal(
            (Text(days), Text(daysInMonth), quote["periodStart"]),
            (quote["lines.0.days"], quote["lines.0.daysInMonth"], quote["lines.0.from"]));
        Assert.Equal(quote["paidThrough"], quote[$"lines.{months - 1}.to"]);
        Assert.Equal(
            Roubles(quote["amount.amount"]),
            lines.Sum(line => Roubles((string)line!["amount"]!["amount"]!)));
        var midnight = TimeZoneInfo.ConvertTimeToUtc(
            today.AddDays(1).ToDateTime(TimeOnly.MinValue),
            TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"));
        Assert.Equal(new DateTimeOffset(midnight), DateTimeOffset.Parse(quote["validUntil"]!, null));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static decimal Roubles(string? amount) => decimal.Parse(amount!, CultureInfo.InvariantCulture);

    private async Task<Customer> WithClientAsync()
    {
        var customer = fixture.NewCustomer();
        (await customer.SubmitAsync()).Is(202);
        await customer.WaitForCredentialsAsync();
        await fixture.QuietAsync();
        return customer;
    }
}
