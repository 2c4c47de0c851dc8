using System.Text.Json.Nodes;
using Functions.Storage;
using Local;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Cabinets;

public sealed class LogInTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    private MovableClock Clock => fixture.System.Clock;

    [Fact]
    public async Task The_cabinet_opens_with_login_and_password_and_shows_the_account()
    {
        var customer = await fixture.NewCustomerAsync("12.34");

        var session = (await customer.LogInAsync()).Is(200);
        var account = (await customer.CabinetAsync("GET", "account")).Is(200);

        var expiresIn = DateTimeOffset.Parse(session["expiresAt"]!, null) - Clock.GetUtcNow();
        Assert.InRange(expiresIn, TimeSpan.FromMinutes(28), TimeSpan.FromMinutes(30));
        Assert.NotNull(session["passwordExpiresAt"]);
        Assert.Equal(
            (customer.Login, customer.AccountNumber, "ООО «Ромашка»"),
            (account["login"], account["accountNumber"], account["name"]));
        Assert.Equal(("12.34", "RUB"), (account["balance.amount"], account["balance.currency"]));
        Assert.Equal(session["passwordExpiresAt"], account["passwordExpiresAt"]);
    }

    [Fact]
    public async Task A_login_may_be_typed_in_capitals_and_with_spaces_around()
    {
        var customer = await fixture.NewCustomerAsync();

        (await LogInAsync($" {customer.Login.ToUpperInvariant()} ", customer.Password)).Is(200);
    }

    [Fact]
    public async Task A_session_ends_by_itself()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.LogInAsync()).Is(200);

        Clock.Advance(TimeSpan.FromMinutes(31));

        (await customer.CabinetAsync("GET", "account")).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task A_session_goes_on_for_a_working_day_after_its_log_in()
    {
        var customer = await fixture.NewCustomerAsync();
        var began = Clock.GetUtcNow();
        (await customer.LogInAsync()).Is(200);

        var ends = began;
        for (var renewals = 0; renewals < 20; renewals++)
        {
            Clock.Advance(TimeSpan.FromMinutes(24));
            var session = (await customer.CabinetAsync("POST", "session/renewal")).Is(200);
            customer.Session = session["token"]!;
            ends = DateTimeOffset.Parse(session["expiresAt"]!, null);
            Assert.InRange(ends - Clock.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromMinutes(30));
            if (ends - began < TimeSpan.FromMinutes(475))
            {
                Assert.InRange(ends - Clock.GetUtcNow(), TimeSpan.FromMinutes(28), TimeSpan.FromMinutes(30));
            }
            else if (Clock.GetUtcNow() + TimeSpan.FromMinutes(24) > ends)
            {
                break;
            }
        }

        Assert.InRange(ends - began, TimeSpan.FromMinutes(479), TimeSpan.FromMinutes(482));
        Clock.Advance(ends - Clock.GetUtcNow());
        (await customer.CabinetAsync("POST", "session/renewal")).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task A_new_password_ends_what_could_go_on()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.LogInAsync()).Is(200);
        var form = new { currentPassword = customer.Password, newPassword = "a password of my own" };
        (await customer.CabinetAsync("POST", "password", form)).Is(200);

        (await customer.CabinetAsync("POST", "session/renewal")).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task A_look_up_that_leads_to_another_client_lets_nobody_in()
    {
        var customers = await fixture.NewCustomersAsync(2);
        var tables = fixture.System.Services.GetRequiredService<Tables>();
        await tables.Lookups.UpsertAsync(
            $"login-{customers[0].Login[2..]}",
            "client",
            new ClientLookup(customers[1].ClientId, Clock.GetUtcNow()),
            TestContext.Current.CancellationToken);

        (await LogInAsync(customers[0].Login, customers[0].Password)).IsProblem(401, "wrong-credentials");
        (await LogInAsync(customers[0].Login, customers[1].Password)).IsProblem(401, "wrong-credentials");
        (await customers[1].LogInAsync()).Is(200);
    }

    [Fact]
    public async Task An_unknown_login_is_answered_like_one_that_exists()
    {
        var customer = await fixture.NewCustomerAsync();
        var unusedLogin = Enumerable.Range(0, 1000)
            .Select(i => "id" + Billing.AccountNumber.From(i))
            .First(login => login != customer.Login);

        foreach (var login in new[] { unusedLogin, "nobody@example.com", "😀" })
        {
            for (var i = 0; i < 7; i++)
            {
                var expected = await LogInAsync(Spelling(customer.Login, i), "wrong password");
                var actual = await LogInAsync(Spelling(login, i), "wrong password");

                Assert.Equal(i < 5 ? "wrong-credentials" : "cabinet-locked", expected.Code);
                Assert.Equal((expected.Status, expected.Code), (actual.Status, actual.Code));
                Assert.Equal((expected["title"], expected["detail"]), (actual["title"], actual["detail"]));
                Assert.Equal(Names(expected.Json), Names(actual.Json));
                Assert.Equal(expected.Headers.Keys.Order(), actual.Headers.Keys.Order());
            }

            Clock.Advance(TimeSpan.FromDays(40));
            (await customer.AskForCredentialsAsync()).Is(202);
            await customer.WaitForCredentialsAsync();
        }

        // Capitals and spaces around do not make another login.
        static string Spelling(string login, int i) => i % 2 == 0 ? login : $" {login.ToUpperInvariant()} ";
    }

    [Fact]
    public async Task The_first_password_expires_after_fourteen_days()
    {
        var customer = await fixture.NewCustomerAsync("20000.00");
        (await customer.PayAsync("+79007654321")).Is(201);
        var form = Forms.Payment("+79007654321", "base", 1, "3000.00", customer.Password);
        var payment = (await customer.PayAsync(form, "before-expiry")).Is(201);
        Clock.Advance(TimeSpan.FromDays(14) - TimeSpan.FromMinutes(5));
        (await customer.LogInAsync()).Is(200);

        Clock.Advance(TimeSpan.FromMinutes(10));

        (await fixture.UnchangedByAsync(() => customer.LogInAsync())).IsProblem(403, "password-expired");
        (await customer.LogInAsync("wrong password")).IsProblem(401, "wrong-credentials");
        (await customer.PayAsync()).IsProblem(403, "password-expired");
        Assert.Equal(payment["paymentId"], (await customer.PayAsync(form, "before-expiry")).Is(200)["paymentId"]);
        Assert.Equal(payment["balanceAfter.amount"], await customer.BalanceAsync());

        (await customer.AskForCredentialsAsync()).Is(202);
        await customer.WaitForCredentialsAsync();
        (await customer.LogInAsync()).Is(200);
    }

    [Fact]
    public async Task A_log_in_without_login_and_password_says_what_is_missing()
    {
        var withoutFields = await fixture.Api.SendAsync("POST", "cabinet/session", new { });
        var emptyFields = await LogInAsync("", "");
        var longFields = await LogInAsync(new string('l', 65), new string('p', 129));

        Assert.All(
            [withoutFields, emptyFields, longFields],
            reply => reply.IsProblem(422, "validation-failed", "login", "password"));
    }

    private Task<Reply> LogInAsync(string login, string password) =>
        fixture.Api.SendAsync("POST", "cabinet/session", new { login, password });

    private static IEnumerable<string> Names(JsonNode json) => json.AsObject().Select(field => field.Key);
}
