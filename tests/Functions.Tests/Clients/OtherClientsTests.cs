using Functions.Tests.Http;

namespace Functions.Tests.Clients;

public sealed class OtherClientsTests(OneCustomerFixture fixture) : IClassFixture<OneCustomerFixture>
{
    private static readonly string[] MissingIds =
    [
        Guid.NewGuid().ToString("N"),
        "none",
        "nobody",
        "nobody-0000",
        "%27%20or%20%271%27=%271",
        "A%20B",
        new string('a', 300),
        "..%2F..",
    ];

    public static TheoryData<string> Calls => new(ApiCall.All.Values
        .Where(call => call.Caller == Caller.Widget && call.Route.Contains("{clientId}", StringComparison.Ordinal))
        .Select(call => call.Function)
        .Order());

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Another_widget_accounts_client_is_not_found(string function)
    {
        var stranger = fixture.NewCustomer();

        var reply = await fixture.UnchangedByAsync(() => SendAsync(function, stranger, fixture.Customer.ClientId));

        reply.IsProblem(404, "not-found");
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_missing_client_is_not_found(string function)
    {
        foreach (var id in MissingIds.Append(fixture.Customer.ClientId.ToUpperInvariant()))
        {
            var reply = await fixture.UnchangedByAsync(() => SendAsync(function, fixture.Customer, id));

            reply.IsProblem(404, "not-found");
        }
    }

    [Fact]
    public async Task Widget_accounts_with_similar_names_are_different()
    {
        var (account, clientId) = (fixture.Customer.Account, fixture.Customer.ClientId);
        foreach (var similarAccount in new[] { account.ToUpperInvariant(), account + " ", account + "\n" })
        {
            var stranger = fixture.NewCustomer(similarAccount);
            (await SendAsync("GetClient", stranger, clientId)).IsProblem(404, "not-found");
        }
    }

    private async Task<Reply> SendAsync(string function, Customer caller, string clientId)
    {
        var call = ApiCall.All[function];
        var paymentId = (await fixture.Customer.OwnAsync("GET", "payments")).Is(200)["payments.0.paymentId"]!;
        var query = function == "GetQuote" ? "?tariff=base&months=1" : "";
        object? body = function switch
        {
            "PatchClient" => new { name = "ООО «Лютик»" },
            "PutConnection" => new { tariff = "extended" },
            "PostConnection" => new { phone = Customer.Phone, tariff = "extended" },
            "RemoveConnection" => new { phone = Customer.Phone },
            "PreviewTariffChange" => new { phone = Customer.Phone, tariff = "extended" },
            "PostTariffChange" => new
            {
                phone = Customer.Phone,
                tariff = "extended",
                direction = "debit",
                amount = new { amount = "1.00", currency = "RUB" },
                password = fixture.Customer.Password,
            },
            "PreviewRemoval" => new { phone = Customer.Phone },
            "PostRemoval" => new
            {
                phone = Customer.Phone,
                amount = new { amount = "0.00", currency = "RUB" },
                password = fixture.Customer.Password,
            },
            "PostOrder" => new { password = fixture.Customer.Password },
            "PostRenewals" => new { phones = new[] { Customer.Phone }, password = fixture.Customer.Password },
            "StopRenewals" => new { phones = new[] { Customer.Phone } },
            "PostTerms" => new { items = new[] { new { phone = Customer.Phone, tariff = "base" } } },
            "PostQuote" => new { phone = Customer.Phone, tariff = "base", months = 1 },
            "PostInvoice" => new { amount = new { amount = "1.00", currency = "RUB" } },
            "PostPayment" => Forms.Payment(Customer.Phone, "base", 1, "3000.00", fixture.Customer.Password),
            _ => null,
        };
        var path = call.Path(clientId, paymentId) + query;
        return await caller.WidgetAsync(call.Method, path, body, ("Idempotency-Key", "stranger"));
    }
}
