using System.Globalization;
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

    [Fact]
    public async Task A_charge_says_which_top_ups_it_used_up_oldest_first()
    {
        var customer = await fixture.NewCustomerAsync("10.00");
        (await customer.TopUpAsync("0.50")).Is(201);
        (await customer.TopUpAsync("10000.00")).Is(201);
        var payment = (await customer.PayAsync()).Is(201);
        (await customer.LogInAsync()).Is(200);

        var reply = (await customer.CabinetAsync("GET", "entries/4/top-ups")).Is(200);

        var parts = reply.At("topUps")!.AsArray();
        Assert.Equal([1, 2, 3], parts.Select(part => (int)part!["number"]!));
        Assert.Equal(("10.00", "0.50"), (reply["topUps.0.amount.amount"], reply["topUps.1.amount.amount"]));
        Assert.Equal(
            decimal.Parse(payment["amount.amount"]!, CultureInfo.InvariantCulture),
            parts.Sum(part => decimal.Parse((string)part!["amount"]!["amount"]!, CultureInfo.InvariantCulture)));
        Assert.Equal("Пополнение: ООО «Ромашка», Оплата по счёту 12", reply["topUps.0.description"]);
        var letter = await customer.LetterAsync("Оплачено");
        Assert.Matches(@"Из поступления \d\d\.\d\d\.\d{4}: 10,00", letter.Text);

        // Money in used nothing up, and what is no entry has no answer.
        Assert.Empty((await customer.CabinetAsync("GET", "entries/1/top-ups")).Is(200).At("topUps")!.AsArray());
        foreach (var number in new[] { "0", "5", "-1", "x", "99999999999999999999" })
        {
            (await customer.CabinetAsync("GET", $"entries/{number}/top-ups")).IsProblem(404, "not-found");
        }

        var operators = $"operator/clients/{customer.ClientId}/entries";
        Assert.Equal(reply.Text, (await fixture.Api.AutomateAsync("GET", $"{operators}/4/top-ups")).Is(200).Text);
        (await fixture.Api.AutomateAsync("GET", $"{operators}/5/top-ups")).IsProblem(404, "not-found");
        (await fixture.Api.AutomateAsync("GET", "operator/clients/unknown/entries/1/top-ups"))
            .IsProblem(404, "not-found");
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
