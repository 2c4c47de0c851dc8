using System.Text.Json.Nodes;

namespace Functions.Tests.Subscriptions;

/// <summary>The calls with a phone number in the address do what their successors do, and name them.</summary>
public sealed class DeprecatedCallsTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    private static readonly string Number = Uri.EscapeDataString(Customer.Phone);

    [Fact]
    public async Task The_calls_with_a_number_in_the_address_answer_like_their_successors()
    {
        var customer = await NewCustomerAsync();

        var choice = (await PutAsync(customer, Number, "base")).Is(201);
        var repetition = (await PutAsync(customer, Number, "base")).Is(200);
        var quote = (await GetQuoteAsync(customer, Number, "?tariff=base&months=2")).Is(200);

        AssertSame((await customer.ChooseAsync()).Is(200), choice);
        AssertSame(choice, repetition);
        AssertSame((await customer.QuoteAsync(months: 2)).Is(200), quote);
        AssertNames($"/api/clients/{customer.ClientId}/connections", choice, $"connections/{Number}");
        AssertNames($"/api/clients/{customer.ClientId}/quotes", quote, $"connections/{Number}/quote");

        // The successor that an answer names is below the same client.
        void AssertNames(string successor, Reply reply, string path)
        {
            var request = new Uri(fixture.System.Url, $"/api/clients/{customer.ClientId}/{path}");
            var (link, relation) = reply.Headers["Link"].Split("; ") is [var first, var second]
                ? (first, second)
                : default;
            Assert.Equal("rel=\"successor-version\"", relation);
            Assert.Equal(successor, new Uri(request, link!.Trim('<', '>')).AbsolutePath);
            var since = DateTimeOffset.FromUnixTimeSeconds(long.Parse(reply.Headers["Deprecation"][1..], null));
            Assert.Equal("2026-11-28", since.ToString("yyyy-MM-dd", null));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("13")]
    [InlineData("1.5")]
    [InlineData("1e0")]
    [InlineData("99999999999")]
    [InlineData("1&months=2")]
    [InlineData("%2B1")]
    [InlineData("%201")]
    public async Task Their_refusals_are_the_same(string months)
    {
        var customer = await NewCustomerAsync();

        var quote = await GetQuoteAsync(customer, "none", $"?tariff=gold&months={months}");
        var choice = await PutAsync(customer, "none", "gold");

        quote.IsProblem(422, "validation-failed", "phone", "tariff", "months");
        choice.IsProblem(422, "validation-failed", "phone", "tariff");
        Assert.All([quote, choice], reply => Assert.Matches("^@[0-9]+$", reply.Headers["Deprecation"]));
    }

    private async Task<Customer> NewCustomerAsync()
    {
        var customer = fixture.NewCustomer();
        (await customer.SubmitAsync()).Is(202);
        return customer;
    }

    private static Task<Reply> PutAsync(Customer customer, string phone, string tariff) =>
        customer.OwnAsync("PUT", $"connections/{phone}", new { tariff });

    private static Task<Reply> GetQuoteAsync(Customer customer, string phone, string query) =>
        customer.OwnAsync("GET", $"connections/{phone}/quote{query}");

    private static void AssertSame(Reply expected, Reply actual) =>
        Assert.True(JsonNode.DeepEquals(expected.Json, actual.Json), $"{expected.Text} {actual.Text}");
}
