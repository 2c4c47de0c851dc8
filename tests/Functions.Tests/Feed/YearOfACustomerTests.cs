using System.Globalization;
using System.Text.Json.Nodes;
using Functions.Tests.Subscriptions;
using static Functions.Tests.Feed.FeedReader;

namespace Functions.Tests.Feed;

/// <summary>
/// A customer's life as the events tell it, for as many months as <c>CUSTOMER_MONTHS</c> says: whoever keeps the newest
/// snapshot knows what the product knows.
/// </summary>
public sealed class YearOfACustomerTests(ExpiringFixture fixture, ITestOutputHelper output)
    : IClassFixture<ExpiringFixture>
{
    private const string Second = "+79007770001";

    private static readonly int Months = int.TryParse(
        Environment.GetEnvironmentVariable("CUSTOMER_MONTHS"),
        CultureInfo.InvariantCulture,
        out var months) ? months : 2;

    private int _keys;

    [Fact]
    public async Task Its_events_alone_tell_what_is_paid_until_when()
    {
        var (customer, ends) = await fixture.NewPaidAsync("1000.00");
        await PostAsync(customer, "renewals", new() { ["phones"] = new JsonArray(Customer.Phone) }, 200);
        for (var month = 0; month < Months; month++)
        {
            await ChangeAsync(customer, month);
            await fixture.MidnightAsync(ends.AddDays(-5));
            if (month % 5 != 3)
            {
                (await customer.TopUpAsync(month == 0 ? "2000.00" : "5500.00")).Is(201);
            }

            await fixture.MidnightAsync(ends.AddDays(1));
            ends = await fixture.StatusAsync(customer) == "paid"
                ? await EndsAsync(customer)
                : await OrderAsync(customer);
        }

        await fixture.QuietAsync();
        var told = (await fixture.ToldAsync(customer)).OrderBy(SequenceOf).ToArray();
        foreach (var each in told)
        {
            output.WriteLine(LineOf(each));
        }

        Assert.Equal(Enumerable.Range(1, told.Length).Select(i => (long)i), told.Select(SequenceOf));
        var known = DataOf(told.MaxBy(each => (long)DataOf(each)["stateOf"]!)!);
        var connections = (await customer.ConnectionsAsync()).Is(200).At("connections")!.AsArray();
        Assert.Equal(await customer.BalanceAsync(), (string?)known["balance"]!["amount"]);
        Assert.Equal(connections.Select(StateOf).Order(), known["connections"]!.AsArray().Select(StateOf).Order());
        Assert.Equal(1 + Months, told.Count(each => TypeOf(each) == "subscription-paid" && ItemOf(each) is not null));
    }

    /// <summary>What the customer does besides, in some of the months.</summary>
    private async Task ChangeAsync(Customer customer, int month)
    {
        switch (month)
        {
            case 1:
                (await customer.TopUpAsync("2500.00")).Is(201);
                await ConfirmAsync(
                    customer,
                    "tariff-changes",
                    new() { ["phone"] = Customer.Phone, ["tariff"] = "extended" });
                break;
            case 5:
                (await customer.TopUpAsync("12000.00")).Is(201);
                (await customer.PayAsync(Second, months: 3)).Is(201);
                break;
            case 6:
                await ConfirmAsync(customer, "removals", new() { ["phone"] = Second });
                break;
        }
    }

    /// <summary>The number has ended: an invoice that is paid for by itself once its money comes.</summary>
    private async Task<DateOnly> OrderAsync(Customer customer)
    {
        var item = new JsonObject { ["phone"] = Customer.Phone, ["tariff"] = "extended", ["months"] = 1 };
        var invoice = await PostAsync(customer, "invoices", new() { ["items"] = new JsonArray(item) }, 201);
        await PostAsync(customer, $"invoices/{invoice["number"]}/order", [], 201);
        (await customer.TopUpAsync(invoice["amount.amount"]!)).Is(201);
        await fixture.QuietAsync();
        await PostAsync(customer, "renewals", new() { ["phones"] = new JsonArray(Customer.Phone) }, 200);
        return await EndsAsync(customer);
    }

    private async Task ConfirmAsync(Customer customer, string path, JsonObject form)
    {
        var preview = (await customer.OwnAsync("POST", $"{path}/preview", form)).Is(200);
        foreach (var name in new[] { "amount", "direction" })
        {
            form[name] = preview.At(name)?.DeepClone();
        }

        await PostAsync(customer, path, form, 201);
    }

    private async Task<Reply> PostAsync(Customer customer, string path, JsonObject form, int status)
    {
        form["password"] = customer.Password;
        return (await customer.OwnAsync("POST", path, form, ("Idempotency-Key", $"year-{_keys++}"))).Is(status);
    }

    private static async Task<DateOnly> EndsAsync(Customer customer)
    {
        var connections = (await customer.ConnectionsAsync()).Is(200).At("connections")!.AsArray();
        var own = connections.Single(each => (string?)each!["phone"] == Customer.Phone);
        return DateOnly.Parse((string)own!["paidThrough"]!, CultureInfo.InvariantCulture);
    }

    private static (string?, string?, string?) StateOf(JsonNode? number) =>
        ((string?)number!["phone"], (string?)number["status"], (string?)number["paidThrough"]);

    private static JsonNode? ItemOf(JsonObject told) => DataOf(told)["entry"]?["items"]?.AsArray()
        .FirstOrDefault(item => (string?)item!["phone"] == Customer.Phone);

    private static string LineOf(JsonObject told)
    {
        var data = DataOf(told);
        var entry = data["entry"];
        var numbers = data["connections"]!.AsArray().Select(each => $"{StateOf(each)}");
        return $"{SequenceOf(told),3} {(string?)told["event"]!["timestamp"]} {TypeOf(told)} "
            + $"{entry?["kind"]} {entry?["amount"]?["amount"]} {data["invoice"]?["number"]} "
            + $"balance {data["balance"]!["amount"]} {string.Join(" ", numbers)}";
    }
}
