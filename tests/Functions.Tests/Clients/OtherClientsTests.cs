using Functions.Tests.Http;

namespace Functions.Tests.Clients;

public sealed class OtherClientsTests(OneCustomerFixture fixture) : IClassFixture<OneCustomerFixture>
{
    public static TheoryData<string> Calls =>
        new(ApiCall.All.Values.Where(call => call.Route.Contains("{clientId}", StringComparison.Ordinal)).Select(call => call.Function).Order());

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Another_widget_accounts_client_is_not_found(string function)
    {
        var stranger = fixture.NewCustomer();

        (await fixture.UnchangedByAsync(() => SendAsync(function, stranger, fixture.Customer.ClientId))).IsProblem(404, "not-found");
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_client_that_there_is_not_is_not_found(string function)
    {
        foreach (var id in new[] { Guid.NewGuid().ToString("N"), "none", "nobody", "nobody-0000", "%27%20or%20%271%27=%271", "A%20B", new string('a', 300), "..%2F..", fixture.Customer.ClientId.ToUpperInvariant() })
        {
            (await fixture.UnchangedByAsync(() => SendAsync(function, fixture.Customer, id))).IsProblem(404, "not-found");
        }
    }

    [Fact]
    public async Task Two_widget_accounts_whose_names_look_alike_are_two()
    {
        foreach (var account in new[] { fixture.Customer.Account.ToUpperInvariant(), fixture.Customer.Account + " ", fixture.Customer.Account + "\n" })
        {
            (await SendAsync("GetClient", fixture.NewCustomer(account), fixture.Customer.ClientId)).IsProblem(404, "not-found");
        }
    }

    private async Task<Reply> SendAsync(string function, Customer caller, string clientId)
    {
        var call = ApiCall.All[function];
        var paymentId = (await fixture.Customer.OwnAsync("GET", "payments")).Is(200)["payments.0.paymentId"]!;
        var query = function == "GetQuote" ? "?tariff=base&months=1" : "";
        object? body = function switch
        {
            "PutConnection" => new { tariff = "extended" },
            "PostPayment" => Forms.Payment(Customer.Phone, "base", 1, "3000.00", fixture.Customer.Password),
            _ => null,
        };
        return await caller.WidgetAsync(call.Method, call.Path(clientId, paymentId) + query, body, ("Idempotency-Key", "stranger"));
    }
}
