using System.Globalization;
using Billing;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Clients;

public sealed class CredentialsTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task A_new_password_comes_by_letter_and_the_old_one_and_its_sessions_end()
    {
        var customer = await fixture.NewCustomerAsync();
        var oldPassword = customer.Password;
        (await customer.LogInAsync()).Is(200);

        var reply = (await customer.AskForCredentialsAsync()).Is(202);
        await customer.WaitForCredentialsAsync();

        Assert.Equal((customer.ClientId, "cabinet-created"), (reply["clientId"], reply["status"]));
        (await customer.CabinetAsync("GET", "account")).IsProblem(401, "unauthorized");
        (await customer.LogInAsync(oldPassword)).IsProblem(401, "wrong-credentials");
        (await customer.LogInAsync()).Is(200);
    }

    [Fact]
    public async Task A_new_password_can_be_requested_every_two_minutes()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.AskForCredentialsAsync()).Is(202);
        await customer.WaitForCredentialsAsync();
        await fixture.QuietAsync();

        var refusal = await fixture.UnchangedByAsync(customer.AskForCredentialsAsync);

        refusal.IsProblem(429, "too-many-requests");
        var seconds = int.Parse(refusal.Headers["Retry-After"], CultureInfo.InvariantCulture);
        Assert.InRange(seconds, 1, 120);
        fixture.System.Clock.Advance(TimeSpan.FromSeconds(seconds + 1));
        (await customer.AskForCredentialsAsync()).Is(202);
        await customer.WaitForCredentialsAsync();
    }

    [Fact]
    public async Task Many_requests_at_once_make_one_new_password()
    {
        var customer = await fixture.NewCustomerAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => customer.AskForCredentialsAsync()));
        await customer.WaitForCredentialsAsync();

        Assert.Single(replies, reply => reply.Status == 202);
        Assert.All(replies.Where(reply => reply.Status != 202), reply => reply.IsProblem(429, "too-many-requests"));
        (await customer.LogInAsync()).Is(200);
    }

    [Fact]
    public async Task Without_a_cabinet_credentials_and_payments_are_refused()
    {
        var customer = await fixture.NewCustomerAsync();
        var clients = fixture.System.Services.GetRequiredService<Tables>().Clients;
        var stopping = TestContext.Current.CancellationToken;
        var stored = await clients.FindAsync<Client>(customer.ClientId, "state-client", stopping);
        customer.ClientId = Guid.NewGuid().ToString("N");
        var submitted = stored!.Value with { Status = ClientStatus.Submitted };
        Assert.True(await clients.TryAddAsync(customer.ClientId, "state-client", submitted, stopping));

        var client = (await customer.ReadAsync()).Is(200);

        Assert.Equal("submitted", client["status"]);
        Assert.Null(client.At("cabinet"));
        (await customer.AskForCredentialsAsync()).IsProblem(409, "cabinet-not-ready");
        (await customer.PayAsync(password: "any password")).IsProblem(409, "cabinet-not-ready");
        (await customer.ChooseAsync()).Is(201);
    }
}
