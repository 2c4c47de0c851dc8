using System.Globalization;
using System.Text.Json.Nodes;

namespace Functions.Tests.Payments;

public sealed class ConnectionTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task The_tariffs_are_those_on_sale()
    {
        var tariffs = (await fixture.NewCustomer().WidgetAsync("GET", "tariffs")).Is(200);

        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""
                {"tariffs":[{"id":"base","name":"Базовый","monthlyPrice":{"amount":"3000.00","currency":"RUB"}},{"id":"extended","name":"Расширенный","monthlyPrice":{"amount":"5500.00","currency":"RUB"}}]}
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

        var chosen = (await customer.ChooseAsync()).Is(201);
        var changed = (await customer.ChooseAsync(tariff: "extended")).Is(200);

        Assert.Equal((Customer.Phone, "base", "unpaid", "Не оплачено", null), (chosen["phone"], chosen["tariff"], chosen["status"], chosen["statusText"], chosen["paidThrough"]));
        Assert.Equal("extended", changed["tariff"]);
        var connections = await customer.ConnectionsAsync();
        Assert.Single(connections.At("connections")!.AsArray());
        Assert.True(JsonNode.DeepEquals(changed.Json, connections.At("connections.0")));
    }

    [Theory]
    [InlineData("+79001234567")]
    [InlineData("%2B79001234567")]
    [InlineData("89001234567")]
    [InlineData("%2B7%20(900)%20123-45-67")]
    public async Task A_number_is_the_same_in_any_of_its_forms(string phone)
    {
        var customer = fixture.NewCustomer();
        (await customer.SubmitAsync()).Is(202);
        (await customer.ChooseAsync("+79001234567")).Is(201);

        Assert.Equal("+79001234567", (await customer.OwnAsync("PUT", $"connections/{phone}", new { tariff = "base" })).Is(200)["phone"]);
        Assert.Equal("+79001234567", (await customer.OwnAsync("GET", $"connections/{phone}/quote?tariff=base&months=1")).Is(200)["phone"]);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("%2B")]
    [InlineData("%2B0123456789")]
    [InlineData("9001234567")]
    [InlineData("%2B7900123456x")]
    [InlineData("%2B7900%0A1234567")]
    [InlineData("%27")]
    [InlineData("%2B7900123456789012")]
    public async Task What_is_no_number_is_refused(string phone)
    {
        var customer = await WithClientAsync();

        (await fixture.UnchangedByAsync(() => customer.OwnAsync("PUT", $"connections/{phone}", new { tariff = "base" }))).IsProblem(422, "validation-failed", "phone");
        (await customer.OwnAsync("GET", $"connections/{phone}/quote?tariff=base&months=1")).IsProblem(422, "validation-failed", "phone");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Base")]
    [InlineData("none")]
    public async Task A_tariff_that_is_not_on_sale_is_refused(string? tariff)
    {
        var customer = await WithClientAsync();

        (await fixture.UnchangedByAsync(() => customer.OwnAsync("PUT", "connections/89001234567", new { tariff }))).IsProblem(422, "validation-failed", "tariff");
        (await customer.OwnAsync("GET", $"connections/89001234567/quote?months=1&tariff={tariff}")).IsProblem(422, "validation-failed", "tariff");
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("13")]
    [InlineData("1.5")]
    [InlineData("1e0")]
    [InlineData("one")]
    [InlineData("99999999999")]
    [InlineData("1&months=2")]
    [InlineData("%2B1")]
    [InlineData("%201")]
    public async Task Months_are_a_whole_number_from_one_to_twelve(string months)
    {
        var customer = await WithClientAsync();

        (await customer.OwnAsync("GET", $"connections/89001234567/quote?tariff=base&months={months}")).IsProblem(422, "validation-failed", "months");
    }

    [Fact]
    public async Task A_quote_without_anything_says_all_that_is_missing()
    {
        var customer = await WithClientAsync();

        (await customer.OwnAsync("GET", "connections/none/quote")).IsProblem(422, "validation-failed", "phone", "tariff", "months");
    }

    [Theory]
    [InlineData("base", 3000, 1)]
    [InlineData("base", 3000, 12)]
    [InlineData("extended", 5500, 3)]
    public async Task A_quote_charges_the_rest_of_the_month_and_whole_months_after_it(string tariff, int price, int months)
    {
        var customer = await WithClientAsync();

        var quote = (await customer.QuoteAsync("+79005550000", tariff, months)).Is(200);

        var today = DateOnly.ParseExact(quote["periodStart"]!, "yyyy-MM-dd", null);
        var (days, inMonth) = (DateTime.DaysInMonth(today.Year, today.Month) - today.Day + 1, DateTime.DaysInMonth(today.Year, today.Month));
        var first = Math.Round((decimal)price * days / inMonth, 2, MidpointRounding.AwayFromZero);
        var last = new DateOnly(today.Year, today.Month, 1).AddMonths(months).AddDays(-1);
        Assert.Equal(Billing.BusinessDay.Of(fixture.System.Clock.GetUtcNow()), today);
        Assert.Equal(
            ("+79005550000", tariff, Text(months), (first + (price * (months - 1))).ToString("0.00", CultureInfo.InvariantCulture), last.ToString("yyyy-MM-dd", null)),
            (quote["phone"], quote["tariff"], quote["months"], quote["amount.amount"], quote["paidThrough"]));
        Assert.Equal(months, quote.At("lines")!.AsArray().Count);
        Assert.Equal((Text(days), Text(inMonth), quote["periodStart"]), (quote["lines.0.days"], quote["lines.0.daysInMonth"], quote["lines.0.from"]));
        Assert.Equal(quote["paidThrough"], quote[$"lines.{months - 1}.to"]);
        Assert.Equal(
            decimal.Parse(quote["amount.amount"]!, CultureInfo.InvariantCulture),
            quote.At("lines")!.AsArray().Sum(line => decimal.Parse((string)line!["amount"]!["amount"]!, CultureInfo.InvariantCulture)));
        var midnight = TimeZoneInfo.ConvertTimeToUtc(today.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"));
        Assert.Equal(new DateTimeOffset(midnight), DateTimeOffset.Parse(quote["validUntil"]!, null));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<Customer> WithClientAsync()
    {
        var customer = fixture.NewCustomer();
        (await customer.SubmitAsync()).Is(202);
        await customer.WaitForCredentialsAsync();
        await fixture.QuietAsync();
        return customer;
    }
}
