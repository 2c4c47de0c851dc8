using System.Globalization;
using System.Text.Json.Nodes;
using Local;

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

        Assert.InRange(DateTimeOffset.Parse(session["expiresAt"]!, null) - Clock.GetUtcNow(), TimeSpan.FromMinutes(28), TimeSpan.FromMinutes(30));
        Assert.NotNull(session["passwordExpiresAt"]);
        Assert.Equal(
            (customer.Login, customer.AccountNumber, "ООО «Ромашка»", "12.34", "RUB"),
            (account["login"], account["accountNumber"], account["name"], account["balance.amount"], account["balance.currency"]));
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
    public async Task Five_wrong_passwords_lock_the_cabinet_and_the_right_one_does_not_open_it()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var amount = (await customer.QuoteAsync())["amount.amount"]!;
        await GuessAsync(customer, 3);
        Assert.Equal("1", (await customer.PayAsync(amount: amount, password: "wrong password")).IsProblem(403, "wrong-password")["attemptsLeft"]);
        Assert.Equal("0", (await customer.PayAsync(amount: amount, password: "wrong password")).IsProblem(403, "wrong-password")["attemptsLeft"]);
        await fixture.QuietAsync();

        var locked = (await fixture.UnchangedByAsync(() => customer.LogInAsync())).IsProblem(423, "cabinet-locked");
        Assert.InRange(Seconds(locked), 60 * 13, 60 * 15);
        (await fixture.UnchangedByAsync(() => customer.LogInAsync("wrong password"))).IsProblem(423, "cabinet-locked");
        Assert.InRange(Seconds((await fixture.UnchangedByAsync(() => customer.PayAsync(amount: amount))).IsProblem(423, "cabinet-locked")), 60 * 13, 60 * 15);
        Assert.Equal("10000.00", await customer.BalanceAsync());

        Clock.Advance(TimeSpan.FromMinutes(15));
        (await customer.PayAsync()).Is(201);
    }

    [Fact]
    public async Task Each_lock_is_twice_as_long_as_the_one_before_until_a_right_password_comes()
    {
        var customer = await fixture.NewCustomerAsync();

        foreach (var minutes in new[] { 15, 30, 60, 120 })
        {
            await GuessAsync(customer, 5);
            Assert.InRange(Seconds((await customer.LogInAsync()).IsProblem(423, "cabinet-locked")), (60 * minutes) - 120, 60 * minutes);
            Clock.Advance(TimeSpan.FromMinutes(minutes));
        }

        (await customer.LogInAsync()).Is(200);
        await GuessAsync(customer, 5);
        Assert.InRange(Seconds((await customer.LogInAsync()).IsProblem(423, "cabinet-locked")), 60 * 13, 60 * 15);
    }

    [Fact]
    public async Task A_right_password_starts_the_count_anew()
    {
        var customer = await fixture.NewCustomerAsync();
        await GuessAsync(customer, 4);
        (await customer.LogInAsync()).Is(200);

        await GuessAsync(customer, 4);

        (await customer.LogInAsync()).Is(200);
    }

    [Fact]
    public async Task A_lock_of_one_cabinet_is_no_lock_of_another()
    {
        var customers = await fixture.NewCustomersAsync(2);
        await GuessAsync(customers[0], 5);

        (await customers[0].LogInAsync()).IsProblem(423, "cabinet-locked");
        (await customers[1].LogInAsync()).Is(200);
    }

    [Fact]
    public async Task A_login_that_there_is_not_is_answered_as_one_that_there_is()
    {
        var customer = await fixture.NewCustomerAsync();
        var nobodys = Enumerable.Range(0, 1000).Select(i => "id" + Billing.AccountNumber.From(i)).First(login => login != customer.Login);

        foreach (var login in new[] { nobodys, "nobody@example.com", "😀" })
        {
            for (var i = 0; i < 7; i++)
            {
                var (one, other) = (await LogInAsync(Typed(customer.Login, i), "wrong password"), await LogInAsync(Typed(login, i), "wrong password"));

                Assert.Equal(i < 5 ? "wrong-credentials" : "cabinet-locked", one.Code);
                Assert.Equal((one.Status, one.Code, one["title"], one["detail"]), (other.Status, other.Code, other["title"], other["detail"]));
                Assert.Equal(Names(one.Json), Names(other.Json));
                Assert.Equal(one.Headers.Keys.Order(), other.Headers.Keys.Order());
            }

            Clock.Advance(TimeSpan.FromDays(40));
            (await customer.AskForCredentialsAsync()).Is(202);
            await customer.WaitForCredentialsAsync();
        }

        // However it is typed, it is the same login.
        static string Typed(string login, int times) => times % 2 == 0 ? login : $" {login.ToUpperInvariant()} ";
    }

    [Fact]
    public async Task The_first_password_expires_after_fourteen_days()
    {
        var customer = await fixture.NewCustomerAsync("20000.00");
        (await customer.PayAsync("+79007654321")).Is(201);
        var form = Forms.Payment("+79007654321", "base", 1, "3000.00", customer.Password);
        var paid = (await customer.PayAsync(form, "while-it-was-good")).Is(201);
        Clock.Advance(TimeSpan.FromDays(14) - TimeSpan.FromMinutes(5));
        (await customer.LogInAsync()).Is(200);

        Clock.Advance(TimeSpan.FromMinutes(10));
        await fixture.QuietAsync();

        (await fixture.UnchangedByAsync(() => customer.LogInAsync())).IsProblem(403, "password-expired");
        (await customer.LogInAsync("wrong password")).IsProblem(401, "wrong-credentials");
        (await customer.PayAsync()).IsProblem(403, "password-expired");
        Assert.Equal(paid["paymentId"], (await customer.PayAsync(form, "while-it-was-good")).Is(200)["paymentId"]);
        Assert.Equal(paid["balanceAfter.amount"], await customer.BalanceAsync());

        (await customer.AskForCredentialsAsync()).Is(202);
        await customer.WaitForCredentialsAsync();
        (await customer.LogInAsync()).Is(200);
    }

    [Fact]
    public async Task A_log_in_without_anything_says_what_is_missing()
    {
        (await fixture.Api.SendAsync("POST", "cabinet/session", new { })).IsProblem(422, "validation-failed", "login", "password");
        (await LogInAsync("", "")).IsProblem(422, "validation-failed", "login", "password");
        (await LogInAsync(new string('l', 65), new string('p', 129))).IsProblem(422, "validation-failed", "login", "password");
    }

    private Task<Reply> LogInAsync(string login, string password) => fixture.Api.SendAsync("POST", "cabinet/session", new { login, password });

    private static async Task GuessAsync(Customer customer, int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await customer.LogInAsync("wrong password")).IsProblem(401, "wrong-credentials");
        }
    }

    private static int Seconds(Reply reply) => int.Parse(reply.Headers["Retry-After"], CultureInfo.InvariantCulture);

    private static IEnumerable<string> Names(JsonNode json) => json.AsObject().Select(field => field.Key);
}
