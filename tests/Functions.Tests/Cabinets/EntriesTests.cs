using Billing;

namespace Functions.Tests.Cabinets;

public sealed class EntriesTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task The_ledger_comes_newest_first_page_by_page()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        for (var i = 0; i < 3; i++)
        {
            (await customer.TopUpAsync("1.50")).Is(201);
        }

        var payment = (await customer.PayAsync()).Is(201);
        (await customer.LogInAsync()).Is(200);

        var numbers = new List<int>();
        var sizes = new List<int>();
        for (string? after = "first"; after is not null;)
        {
            var query = "entries?limit=2" + (after == "first" ? "" : "&after=" + after);
            var page = (await customer.CabinetAsync("GET", query)).Is(200);
            numbers.AddRange(page.At("entries")!.AsArray().Select(entry => (int)entry!["number"]!));
            sizes.Add(page.At("entries")!.AsArray().Count);
            after = page["next"];
        }

        Assert.Equal([5, 4, 3, 2, 1], numbers);
        Assert.Equal([2, 2, 1], sizes);
        var all = (await customer.CabinetAsync("GET", "entries")).Is(200);
        Assert.Null(all["next"]);
        Assert.Equal(
            ("payment", "-" + payment["amount.amount"]),
            (all["entries.0.kind"], all["entries.0.amount.amount"]));
        Assert.Equal(payment["balanceAfter.amount"], all["entries.0.balanceAfter.amount"]);
        Assert.StartsWith(
            $"Оплата {RussianText.Phone(Customer.Phone)}, тариф «Базовый», ",
            all["entries.0.description"],
            StringComparison.Ordinal);
        Assert.Equal(("top-up", "1.50"), (all["entries.1.kind"], all["entries.1.amount.amount"]));
        Assert.Equal("10004.50", all["entries.1.balanceAfter.amount"]);
        Assert.Equal("Пополнение: ООО «Ромашка», Оплата по счёту 12", all["entries.1.description"]);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("after=%27", "after")]
    [InlineData("after=none", "after")]
    [InlineData("after=-1", "after")]
    [InlineData("after=99999999999999999999", "after")]
    public async Task An_impossible_page_is_refused(string query, string field)
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.LogInAsync()).Is(200);

        (await customer.CabinetAsync("GET", "entries?" + query)).IsProblem(422, "validation-failed", field);
    }
}
