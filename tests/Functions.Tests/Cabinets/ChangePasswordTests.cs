namespace Functions.Tests.Cabinets;

public sealed class ChangePasswordTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    private const string NewPassword = "очень длинный пароль";

    [Fact]
    public async Task A_chosen_password_replaces_the_first_one_and_does_not_expire()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.LogInAsync()).Is(200);
        var (firstPassword, firstSession) = (customer.Password, customer.Session);

        var change = (await ChangeAsync(customer, firstPassword, NewPassword)).Is(200);

        (customer.Password, customer.Session) = (NewPassword, change["token"]!);
        Assert.Null((await customer.CabinetAsync("GET", "account")).Is(200)["passwordExpiresAt"]);
        foreach (var path in new[] { "cabinet/account", "cabinet/entries" })
        {
            (await fixture.Api.SendAsync("GET", path, bearer: firstSession)).IsProblem(401, "unauthorized");
        }

        (await customer.LogInAsync(firstPassword)).IsProblem(401, "wrong-credentials");
        fixture.System.Clock.Advance(TimeSpan.FromDays(15));
        (await customer.LogInAsync()).Is(200);
        (await customer.PayAsync()).Is(201);
    }

    [Fact]
    public async Task A_session_from_before_the_change_changes_nothing()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.LogInAsync()).Is(200);
        (await ChangeAsync(customer, customer.Password, NewPassword)).Is(200);

        (await fixture.UnchangedByAsync(() => ChangeAsync(customer, NewPassword, "something else")))
            .IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task A_change_needs_the_current_password_and_wrong_ones_count_as_at_payments()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.LogInAsync()).Is(200);

        foreach (var attemptsLeft in new[] { "4", "3", "2", "1", "0" })
        {
            var refusal = await ChangeAsync(customer, "wrong password", NewPassword);
            Assert.Equal(attemptsLeft, refusal.IsProblem(403, "wrong-password")["attemptsLeft"]);
        }

        (await ChangeAsync(customer, customer.Password, NewPassword)).IsProblem(423, "cabinet-locked");
        (await customer.PayAsync()).IsProblem(423, "cabinet-locked");
        (await customer.LogInAsync()).Is(200);
        fixture.System.Clock.Advance(TimeSpan.FromMinutes(15));
        (await customer.LogInAsync()).Is(200);
        (await ChangeAsync(customer, customer.Password, NewPassword)).Is(200);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("ПарольПароль")]
    [InlineData("account number")]
    public async Task A_password_that_is_easily_guessed_is_refused(string? password)
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.LogInAsync()).Is(200);

        password = password == "account number" ? customer.Login : password;
        (await fixture.UnchangedByAsync(() => ChangeAsync(customer, customer.Password, password)))
            .IsProblem(422, "validation-failed", "newPassword");
    }

    [Fact]
    public async Task The_new_password_has_to_differ_and_may_not_be_too_long()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.LogInAsync()).Is(200);
        var longPassword = string.Concat(Enumerable.Repeat("ab", 65));

        (await ChangeAsync(customer, customer.Password, customer.Password))
            .IsProblem(422, "validation-failed", "newPassword");
        (await ChangeAsync(customer, customer.Password, longPassword))
            .IsProblem(422, "validation-failed", "newPassword");
        (await ChangeAsync(customer, null, NewPassword))
            .IsProblem(422, "validation-failed", "currentPassword");
        (await customer.CabinetAsync("POST", "password", new { }))
            .IsProblem(422, "validation-failed", "currentPassword", "newPassword");
    }

    private static Task<Reply> ChangeAsync(Customer customer, string? currentPassword, string? newPassword) =>
        customer.CabinetAsync("POST", "password", new { currentPassword, newPassword });
}
