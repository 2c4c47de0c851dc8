using System.Text.Json.Nodes;

namespace Functions.Tests.Payments;

public sealed class PaymentQueriesTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task Payments_come_newest_first_page_by_page()
    {
        var customer = await fixture.NewCustomerAsync("50000.00");
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, (await customer.PayAsync($"+7900000000{i}")).Is(201)["paymentId"]!);
        }

        var listedIds = new List<string>();
        var sizes = new List<int>();
        for (string? after = "first"; after is not null;)
        {
            var query = "payments?limit=2" + (after == "first" ? "" : "&after=" + after);
            var page = (await customer.OwnAsync("GET", query)).Is(200);
            listedIds.AddRange(page.At("payments")!.AsArray().Select(payment => (string)payment!["paymentId"]!));
            sizes.Add(page.At("payments")!.AsArray().Count);
            after = page["next"];
        }

        Assert.Equal(ids, listedIds);
        Assert.Equal([2, 2, 1], sizes);
        var all = (await customer.OwnAsync("GET", "payments?limit=5")).Is(200);
        Assert.Equal((5, null), (all.At("payments")!.AsArray().Count, all["next"]));
    }

    [Fact]
    public async Task A_payment_can_be_read_by_its_id()
    {
        var customer = await fixture.NewCustomerAsync("5000.00");
        var payment = (await customer.PayAsync()).Is(201);

        var reply = (await customer.OwnAsync("GET", $"payments/{payment["paymentId"]}")).Is(200);

        var expected = payment.Json.AsObject();
        expected.Remove("subscription");
        var actual = reply.Json.AsObject();
        actual.Remove("subscription");
        Assert.True(JsonNode.DeepEquals(expected, actual), reply.Text);
        Assert.True(JsonNode.DeepEquals(reply.Json, (await customer.OwnAsync("GET", "payments")).At("payments.0")));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("%27")]
    [InlineData("A%2FB")]
    [InlineData("0000000000000000000-00000000")]
    public async Task An_unknown_payment_is_not_found(string id)
    {
        var customer = fixture.NewCustomer();
        (await customer.SubmitAsync()).Is(202);

        (await customer.OwnAsync("GET", $"payments/{id}")).IsProblem(404, "not-found");
    }

    [Fact]
    public async Task Another_clients_payment_is_not_found()
    {
        var customer = await fixture.NewCustomerAsync("5000.00");
        var payment = (await customer.PayAsync()).Is(201);
        var otherCustomer = fixture.NewCustomer();
        (await otherCustomer.SubmitAsync()).Is(202);

        (await otherCustomer.OwnAsync("GET", $"payments/{payment["paymentId"]}")).IsProblem(404, "not-found");
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=1.0", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("after=%27", "after")]
    [InlineData("after=A", "after")]
    [InlineData("after=", "after")]
    public async Task An_impossible_page_is_refused(string query, string field)
    {
        var customer = fixture.NewCustomer();
        (await customer.SubmitAsync()).Is(202);

        (await customer.OwnAsync("GET", "payments?" + query)).IsProblem(422, "validation-failed", field);
    }

    [Fact]
    public async Task A_client_that_never_paid_has_an_empty_list()
    {
        var customer = fixture.NewCustomer();
        (await customer.SubmitAsync()).Is(202);

        var page = (await customer.OwnAsync("GET", "payments")).Is(200);

        Assert.Empty(page.At("payments")!.AsArray());
        Assert.Null(page["next"]);
    }
}
