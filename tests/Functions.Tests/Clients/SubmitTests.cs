using System.Text.Json.Nodes;

namespace Functions.Tests.Clients;

public sealed class SubmitTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task Requisites_are_accepted_and_login_and_password_come_by_letter()
    {
        var customer = fixture.NewCustomer();

        var reply = (await customer.SubmitAsync()).Is(202);
        Assert.Equal($"/api/clients/{customer.ClientId}", reply.Headers["Location"]);
        Assert.Equal("submitted", reply["status"]);

        var letter = await customer.WaitForCredentialsAsync();
        var client = (await customer.ReadAsync()).Is(200);
        Assert.Equal((customer.ClientId, "credentials-sent"), (client["clientId"], client["status"]));
        Assert.Equal(
            (customer.Login, customer.AccountNumber),
            (client["cabinet.login"], client["cabinet.accountNumber"]));
        Assert.Equal(("0.00", "RUB"), (client["cabinet.balance.amount"], client["cabinet.balance.currency"]));
        Assert.True(JsonNode.DeepEquals(Forms.Organization(customer.Email), client.At("requisites")), client.Text);
        Assert.Contains(client["links.restorePassword"]!, letter.Text, StringComparison.Ordinal);
        Assert.Contains(client["links.cabinet"]!, letter.Text, StringComparison.Ordinal);
        Assert.True(Billing.AccountNumber.IsValid(customer.AccountNumber));

        // Widget and cabinet tell the same about a transfer.
        Assert.EndsWith(customer.AccountNumber, client["cabinet.payee.purpose"], StringComparison.Ordinal);
        (await customer.LogInAsync()).Is(200);
        var account = (await customer.CabinetAsync("GET", "account")).Is(200);
        Assert.True(JsonNode.DeepEquals(client.At("cabinet.payee"), account.At("payee")), account.Text);
    }

    /// <summary>Else all tests of calls that change nothing would show nothing.</summary>
    [Fact]
    public async Task A_call_that_writes_is_told_from_one_that_does_not() =>
        await Assert.ThrowsAsync<Xunit.Sdk.TrueException>(() =>
            fixture.UnchangedByAsync(() => fixture.NewCustomer().SubmitAsync()));

    [Fact]
    public async Task A_widget_account_gets_its_own_clients_only_newest_first()
    {
        var first = fixture.NewCustomer();
        Assert.Empty((await first.WidgetAsync("GET", "clients")).Is(200).At("clients")!.AsArray());
        (await first.SubmitAsync()).Is(202);
        fixture.System.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = fixture.NewCustomer(first.Account);
        (await second.SubmitAsync(Forms.Entrepreneur(second.Email))).Is(202);
        (await fixture.NewCustomer().SubmitAsync()).Is(202);

        var list = (await first.WidgetAsync("GET", "clients")).Is(200).At("clients")!.AsArray();

        Assert.Equal([second.ClientId, first.ClientId], list.Select(client => (string)client!["clientId"]!));
    }

    [Fact]
    public async Task The_first_password_is_good_for_fourteen_days()
    {
        var customer = await fixture.NewCustomerAsync();

        var expires = DateTimeOffset.Parse((await customer.ReadAsync())["cabinet.passwordExpiresAt"]!, null);

        Assert.InRange(expires - fixture.System.Clock.GetUtcNow(), TimeSpan.FromDays(13.9), TimeSpan.FromDays(14));
    }

    [Fact]
    public async Task An_entrepreneur_has_neither_kpp_nor_bank()
    {
        var customer = fixture.NewCustomer();

        (await customer.SubmitAsync(Forms.Entrepreneur(customer.Email))).Is(202);
        await customer.WaitForCredentialsAsync();

        var requisites = (await customer.ReadAsync()).At("requisites")!;
        Assert.Equal(("entrepreneur", "773370857141"), ((string)requisites["kind"]!, (string)requisites["inn"]!));
        Assert.Equal("+79001234567", (string)requisites["contact"]!["phone"]!);
        Assert.Null(requisites["kpp"]);
        Assert.Null(requisites["bank"]);
    }

    [Fact]
    public async Task The_same_requisites_again_are_the_same_client()
    {
        var customer = await fixture.NewCustomerAsync();
        var clientId = customer.ClientId;
        var sameRequisites = Forms.Organization($" {customer.Email} ")
            .With("name", "ООО   «Ромашка» ")
            .With("contact.phone", "8 (495) 123-45-67");

        var reply = (await fixture.UnchangedByAsync(() => customer.SubmitAsync(sameRequisites))).Is(200);

        Assert.Equal((clientId, "credentials-sent"), (reply["clientId"], reply["status"]));
        Assert.Single(customer.Letters);
    }

    [Fact]
    public async Task Other_data_for_the_same_inn_and_kpp_is_refused()
    {
        var customer = await fixture.NewCustomerAsync();

        (string, JsonNode?)[] changes =
            [("name", "ООО «Другая»"), ("contact.email", "other@example.com"), ("bank", null)];
        foreach (var (path, value) in changes)
        {
            var other = Forms.Organization(customer.Email).With(path, value);
            var refusal = await fixture.UnchangedByAsync(() => customer.SubmitAsync(other));
            refusal.IsProblem(409, "client-exists");
            Assert.Equal(customer.ClientId, refusal["clientId"]);
        }
    }

    [Fact]
    public async Task Another_branch_of_an_organisation_is_another_client()
    {
        var customer = fixture.NewCustomer();
        var branch = Forms.Organization(customer.Email).With("kpp", "780101001");

        var first = (await customer.SubmitAsync()).Is(202);
        var second = (await customer.SubmitAsync(branch)).Is(202);

        Assert.NotEqual(first["clientId"], second["clientId"]);
    }

    [Fact]
    public async Task Two_widget_accounts_may_serve_the_same_organisation()
    {
        var (one, other) = (fixture.NewCustomer(), fixture.NewCustomer());

        (await one.SubmitAsync(Forms.Organization(one.Email))).Is(202);
        (await other.SubmitAsync(Forms.Organization(one.Email))).Is(202);

        Assert.NotEqual(one.ClientId, other.ClientId);
    }

    [Fact]
    public async Task Requisites_sent_many_times_at_once_are_one_client_with_one_cabinet_and_one_letter()
    {
        var customer = fixture.NewCustomer();

        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => customer.SubmitAsync()));
        await customer.WaitForCredentialsAsync();
        await fixture.QuietAsync();

        Assert.All(replies, reply => Assert.True(reply.Status is 200 or 202, reply.Text));
        Assert.Single(replies.Select(reply => reply["clientId"]).Distinct());
        Assert.Single(replies, reply => reply.Status == 202);
        Assert.Single(customer.Letters);
    }

    [Fact]
    public async Task A_bank_whose_fields_are_empty_is_no_bank()
    {
        var customer = fixture.NewCustomer();
        var bank = new JsonObject { ["bic"] = "", ["account"] = " ", ["correspondentAccount"] = null };

        (await customer.SubmitAsync(Forms.Organization(customer.Email).With("bank", bank))).Is(202);

        Assert.Null((await customer.ReadAsync()).At("requisites.bank"));
    }
}
