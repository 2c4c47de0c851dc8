using System.Globalization;
using Azure.Data.Tables;

namespace Functions.Tests.Clients;

public sealed class CredentialsTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task A_new_password_comes_by_letter_and_the_old_one_and_its_sessions_end()
    {
        var customer = await fixture.NewCustomerAsync();
        var old = customer.Password;
        (await customer.LogInAsync()).Is(200);

        var asked = (await customer.AskForCredentialsAsync()).Is(202);
        await customer.WaitForCredentialsAsync();

        Assert.Equal((customer.ClientId, "cabinet-created"), (asked["clientId"], asked["status"]));
        (await customer.CabinetAsync("GET", "account")).IsProblem(401, "unauthorized");
        (await customer.LogInAsync(old)).IsProblem(401, "wrong-credentials");
        (await customer.LogInAsync()).Is(200);
    }

    [Fact]
    public async Task Passwords_can_be_asked_for_every_two_minutes()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.AskForCredentialsAsync()).Is(202);
        await customer.WaitForCredentialsAsync();
        await fixture.QuietAsync();

        var refused = (await fixture.UnchangedByAsync(customer.AskForCredentialsAsync)).IsProblem(429, "too-many-requests");

        var wait = int.Parse(refused.Headers["Retry-After"], CultureInfo.InvariantCulture);
        Assert.InRange(wait, 1, 120);
        fixture.System.Clock.Advance(TimeSpan.FromSeconds(wait + 1));
        (await customer.AskForCredentialsAsync()).Is(202);
        await customer.WaitForCredentialsAsync();
    }

    [Fact]
    public async Task Passwords_asked_for_many_times_at_once_are_one()
    {
        var customer = await fixture.NewCustomerAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => customer.AskForCredentialsAsync()));
        await customer.WaitForCredentialsAsync();

        Assert.Single(replies, reply => reply.Status == 202);
        Assert.All(replies.Where(reply => reply.Status != 202), reply => reply.IsProblem(429, "too-many-requests"));
        (await customer.LogInAsync()).Is(200);
    }

    [Fact]
    public async Task While_there_is_no_cabinet_there_is_nothing_to_ask_of_it()
    {
        var customer = await fixture.NewCustomerAsync();
        var taken = (await fixture.Rows.OfAsync(customer.ClientId))["state-client"];
        customer.ClientId = Guid.NewGuid().ToString("N");
        await fixture.Rows.Table("Clients").AddEntityAsync(
            new TableEntity(taken) { PartitionKey = customer.ClientId, ["Status"] = "Submitted" }, TestContext.Current.CancellationToken);

        var client = (await customer.ReadAsync()).Is(200);

        Assert.Equal("submitted", client["status"]);
        Assert.Null(client.At("cabinet"));
        (await customer.AskForCredentialsAsync()).IsProblem(409, "cabinet-not-ready");
        (await customer.PayAsync(password: "any password")).IsProblem(409, "cabinet-not-ready");
        (await customer.ChooseAsync()).Is(201);
    }
}
