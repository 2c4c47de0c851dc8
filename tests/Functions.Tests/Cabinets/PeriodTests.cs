using System.Globalization;
using Billing;

namespace Functions.Tests.Cabinets;

/// <summary>The ledger of a period: its entries, and what went in and out.</summary>
public sealed class PeriodTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    private DateOnly Today => BusinessDay.FromInstant(fixture.System.Clock.GetUtcNow());

    [Fact]
    public async Task A_period_has_its_entries_its_turnover_and_the_balance_at_both_ends()
    {
        var customer = await fixture.NewCustomerAsync();
        var first = Today;
        (await customer.TopUpAsync("100.00")).Is(201);
        (await customer.TopUpAsync("5000.00")).Is(201);
        fixture.System.Clock.Advance(TimeSpan.FromDays(2));
        var paid = (await customer.PayAsync()).Is(201);
        (await customer.TopUpAsync("0.50")).Is(201);

        // The last instant of a day in Moscow, and the first of the next.
        fixture.System.Clock.Advance(BusinessDay.EndOf(Today) - fixture.System.Clock.GetUtcNow());
        (await customer.TopUpAsync("7.00")).Is(201);
        (await customer.LogInAsync()).Is(200);

        var amount = decimal.Parse(paid["amount.amount"]!, CultureInfo.InvariantCulture);
        Assert.Equal("2 1", await NumbersAsync(first, first));
        Assert.Equal("2 1", await NumbersAsync(null, first.AddDays(1)));
        Assert.Equal("", await NumbersAsync(first.AddDays(1), first.AddDays(1)));
        Assert.Equal("4 3", await NumbersAsync(first.AddDays(1), first.AddDays(2)));
        Assert.Equal("5 4 3", await NumbersAsync(first.AddDays(2), null));
        Assert.Equal("5", await NumbersAsync(Today, Today.AddDays(30)));
        Assert.Equal("", await NumbersAsync(Today.AddDays(1), Today.AddDays(2)));
        Assert.Equal("", await NumbersAsync(new(2000, 1, 1), first.AddDays(-1)));

        await AssertTurnoverAsync(null, null, 0, 5107.50m, amount, 5);
        await AssertTurnoverAsync(first, first, 0, 5100, 0, 2);
        await AssertTurnoverAsync(first.AddDays(1), first.AddDays(1), 5100, 0, 0, 0);
        await AssertTurnoverAsync(first.AddDays(2), first.AddDays(2), 5100, 0.50m, amount, 2);
        await AssertTurnoverAsync(Today, Today, 5100.50m - amount, 7, 0, 1);

        // Page by page.
        var query = $"entries?limit=1&from={first:yyyy-MM-dd}&to={first:yyyy-MM-dd}";
        var page = (await customer.CabinetAsync("GET", query)).Is(200);
        Assert.Equal("2", page["next"]);
        page = (await customer.CabinetAsync("GET", query + "&after=2")).Is(200);
        Assert.Equal(("1", null), (page["entries.0.number"], page["next"]));
        foreach (var outside in new[] { "0", "1", "5", "9223372036854775807" })
        {
            page = (await customer.CabinetAsync("GET", $"{query}&after={outside}")).Is(200);
            Assert.All(page.At("entries")!.AsArray(), entry => Assert.InRange((int)entry!["number"]!, 1, 2));
        }

        async Task<string> NumbersAsync(DateOnly? from, DateOnly? to)
        {
            var reply = (await customer.CabinetAsync("GET", "entries" + Query(from, to))).Is(200);
            return string.Join(' ', reply.At("entries")!.AsArray().Select(entry => entry!["number"]));
        }

        async Task AssertTurnoverAsync(
            DateOnly? from,
            DateOnly? to,
            decimal opening,
            decimal moneyIn,
            decimal moneyOut,
            int count)
        {
            var reply = (await customer.CabinetAsync("GET", "turnover" + Query(from, to))).Is(200);
            Assert.Equal((opening, moneyIn), (Sum("openingBalance"), Sum("moneyIn")));
            Assert.Equal((moneyOut, opening + moneyIn - moneyOut), (Sum("moneyOut"), Sum("closingBalance")));
            Assert.Equal(count, (int)reply.At("entryCount")!);
            Assert.Equal(from is null ? null : $"{from:yyyy-MM-dd}", reply["from"]);
            Assert.Equal($"{to ?? Today:yyyy-MM-dd}", reply["to"]);

            decimal Sum(string name) => decimal.Parse(reply[name + ".amount"]!, CultureInfo.InvariantCulture);
        }
    }

    [Theory]
    [InlineData("from=", "from")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-02-30", "from")]
    [InlineData("from=01.11.2026", "from")]
    [InlineData("from=0001-01-01", "from")]
    [InlineData("to=9999-12-31", "to")]
    [InlineData("to=2026-11-30T00:00", "to")]
    [InlineData("from=2026-11-01&from=2026-11-02", "from")]
    [InlineData("from=2026-11-02&to=2026-11-01", "to")]
    [InlineData("from=x&to=%00", "from", "to")]
    public async Task An_impossible_period_is_refused(string query, params string[] fields)
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.LogInAsync()).Is(200);

        foreach (var list in new[] { "entries?", "turnover?" })
        {
            (await customer.CabinetAsync("GET", list + query)).IsProblem(422, "validation-failed", fields);
        }
    }

    [Fact]
    public async Task The_cabinet_lists_the_numbers_as_the_widget_does()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.PayAsync()).Is(201);
        (await customer.ChooseAsync("+79990000000", "extended")).Is(201);
        (await customer.LogInAsync()).Is(200);

        var own = (await customer.CabinetAsync("GET", "connections")).Is(200);
        var shown = (await customer.ConnectionsAsync()).Is(200);
        var tariffs = (await customer.WidgetAsync("GET", "tariffs")).Is(200);

        Assert.Equal(shown.At("connections")!.ToJsonString(), own.At("connections")!.ToJsonString());
        Assert.Equal(tariffs.At("tariffs")!.ToJsonString(), own.At("tariffs")!.ToJsonString());
    }

    private static string Query(DateOnly? from, DateOnly? to)
    {
        string?[] parts = [from is null ? null : $"from={from:yyyy-MM-dd}", to is null ? null : $"to={to:yyyy-MM-dd}"];
        return "?" + string.Join('&', parts.Where(part => part is not null));
    }
}
