using System.Text.RegularExpressions;
using Local;

namespace Functions.Tests.Cabinets;

public sealed partial class PasswordTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    private const string Chosen = "очень длинный пароль";

    private MovableClock Clock => fixture.System.Clock;

    [Fact]
    public async Task A_chosen_password_takes_the_place_of_the_first_one_and_does_not_expire()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.LogInAsync()).Is(200);
        var (first, old) = (customer.Password, customer.Session);

        var changed = (await ChangeAsync(customer, first, Chosen)).Is(200);

        (customer.Password, customer.Session) = (Chosen, changed["token"]!);
        Assert.Null((await customer.CabinetAsync("GET", "account")).Is(200)["passwordExpiresAt"]);
        (await fixture.Api.SendAsync("GET", "cabinet/account", bearer: old)).IsProblem(401, "unauthorized");
        (await fixture.Api.SendAsync("GET", "cabinet/entries", bearer: old)).IsProblem(401, "unauthorized");
        (await customer.LogInAsync(first)).IsProblem(401, "wrong-credentials");
        Clock.Advance(TimeSpan.FromDays(15));
        (await customer.LogInAsync()).Is(200);
        (await customer.PayAsync()).Is(201);
    }

    [Fact]
    public async Task A_session_of_the_password_before_changes_nothing()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.LogInAsync()).Is(200);
        (await ChangeAsync(customer, customer.Password, Chosen)).Is(200);
        await fixture.QuietAsync();

        (await fixture.UnchangedByAsync(() => ChangeAsync(customer, Chosen, "something else"))).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task Changing_the_password_needs_the_current_one_and_locks_like_a_log_in()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.LogInAsync()).Is(200);

        foreach (var left in new[] { "4", "3", "2", "1", "0" })
        {
            Assert.Equal(left, (await ChangeAsync(customer, "wrong password", Chosen)).IsProblem(403, "wrong-password")["attemptsLeft"]);
        }

        (await ChangeAsync(customer, customer.Password, Chosen)).IsProblem(423, "cabinet-locked");
        (await customer.LogInAsync()).IsProblem(423, "cabinet-locked");
        Clock.Advance(TimeSpan.FromMinutes(15));
        (await customer.LogInAsync()).Is(200);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("aaaaaaaaaaaa")]
    public async Task A_password_that_is_easily_guessed_is_refused(string? password)
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.LogInAsync()).Is(200);
        var token = await LinkAsync(customer);

        (await fixture.UnchangedByAsync(() => ChangeAsync(customer, customer.Password, password))).IsProblem(422, "validation-failed", "newPassword");
        (await fixture.UnchangedByAsync(() => ConfirmAsync(token, password))).IsProblem(422, "validation-failed", "newPassword");
        (await ConfirmAsync(token, Chosen)).Is(204);
    }

    [Fact]
    public async Task The_new_password_is_another_one_and_no_novel()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.LogInAsync()).Is(200);

        (await ChangeAsync(customer, customer.Password, customer.Password)).IsProblem(422, "validation-failed", "newPassword");
        (await ChangeAsync(customer, customer.Password, string.Concat(Enumerable.Repeat("ab", 65)))).IsProblem(422, "validation-failed", "newPassword");
        (await ChangeAsync(customer, null, Chosen)).IsProblem(422, "validation-failed", "currentPassword");
        (await customer.CabinetAsync("POST", "password", new { })).IsProblem(422, "validation-failed", "currentPassword", "newPassword");
    }

    [Fact]
    public async Task A_forgotten_password_is_restored_by_the_link_in_a_letter()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.LogInAsync()).Is(200);
        for (var i = 0; i < 5; i++)
        {
            await customer.LogInAsync("wrong password");
        }

        var token = await LinkAsync(customer);
        (await ConfirmAsync(token, Chosen)).Is(204);

        (await customer.CabinetAsync("GET", "account")).IsProblem(401, "unauthorized");
        (await customer.LogInAsync()).IsProblem(401, "wrong-credentials");
        customer.Password = Chosen;
        Assert.Null((await customer.LogInAsync()).Is(200)["passwordExpiresAt"]);
        (await customer.PayAsync()).Is(201);
    }

    [Fact]
    public async Task A_link_works_once()
    {
        var customer = await fixture.NewCustomerAsync();
        var token = await LinkAsync(customer);
        (await ConfirmAsync(token, Chosen)).Is(204);

        (await fixture.UnchangedByAsync(() => ConfirmAsync(token, "something else"))).IsProblem(403, "reset-link-invalid");
    }

    [Fact]
    public async Task A_link_used_many_times_at_once_works_once()
    {
        var customer = await fixture.NewCustomerAsync();
        var token = await LinkAsync(customer);

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => ConfirmAsync(token, $"{Chosen} {i}")));

        Assert.Single(replies, reply => reply.Status == 204);
        Assert.All(replies.Where(reply => reply.Status != 204), reply => reply.IsProblem(403, "reset-link-invalid"));
    }

    [Fact]
    public async Task A_link_works_for_an_hour()
    {
        var customers = await fixture.NewCustomersAsync(2);
        var tokens = new[] { await LinkAsync(customers[0]), await LinkAsync(customers[1]) };

        Clock.Advance(TimeSpan.FromMinutes(50));
        (await ConfirmAsync(tokens[0], Chosen)).Is(204);
        Clock.Advance(TimeSpan.FromMinutes(11));

        (await fixture.UnchangedByAsync(() => ConfirmAsync(tokens[1], Chosen))).IsProblem(403, "reset-link-invalid");
    }

    [Fact]
    public async Task Only_the_newest_link_works()
    {
        var customer = await fixture.NewCustomerAsync();
        var old = await LinkAsync(customer);
        Clock.Advance(TimeSpan.FromMinutes(16));
        var newest = await LinkAsync(customer, old);

        (await ConfirmAsync(old, Chosen)).IsProblem(403, "reset-link-invalid");
        (await ConfirmAsync(newest, Chosen)).Is(204);
    }

    [Fact]
    public async Task Whoever_else_asks_for_links_does_not_end_the_customers()
    {
        var customer = await fixture.NewCustomerAsync();
        var link = await LinkAsync(customer);
        for (var i = 0; i < 3; i++)
        {
            Clock.Advance(TimeSpan.FromMinutes(4));
            (await AskAsync(customer.Login)).Is(202);
            await fixture.QuietAsync();
        }

        Assert.Single(customer.Letters, letter => Link().IsMatch(letter.Text));
        (await ConfirmAsync(link, Chosen)).Is(204);
    }

    [Fact]
    public async Task A_link_of_one_client_opens_no_other()
    {
        var customers = await fixture.NewCustomersAsync(2);
        var token = await LinkAsync(customers[0]);
        await LinkAsync(customers[1]);

        (await ConfirmAsync($"{customers[1].ClientId}.{token.Split('.')[1]}", Chosen)).IsProblem(403, "reset-link-invalid");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("' or '1'='1.x")]
    [InlineData("nobody-0000.0")]
    [InlineData("😀.😀")]
    public async Task What_is_no_link_is_refused(string? token) =>
        (await fixture.UnchangedByAsync(() => ConfirmAsync(token, Chosen))).IsProblem(403, "reset-link-invalid");

    [Fact]
    public async Task A_login_that_there_is_not_is_answered_as_one_that_there_is()
    {
        var customer = await fixture.NewCustomerAsync();

        var known = (await AskAsync(customer.Login)).Is(202);
        var letters = customer.Letters.Count;

        foreach (var login in new[] { "id" + Billing.AccountNumber.From(1), "id0000000001", "nobody@example.com", "' or '1'='1" })
        {
            var unknown = (await AskAsync(login)).Is(202);
            Assert.Equal((known.Text, known.MediaType), (unknown.Text, unknown.MediaType));
            Assert.Equal(known.Headers.Keys.Order(), unknown.Headers.Keys.Order());
        }

        await customer.LetterAsync("Восстановление пароля");
        await fixture.QuietAsync();
        Assert.InRange(customer.Letters.Count - letters, 0, 1);
    }

    [Fact]
    public async Task Links_asked_for_many_times_at_once_come_in_one_letter()
    {
        var customer = await fixture.NewCustomerAsync();

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync(customer.Login))), reply => reply.Is(202));
        await customer.LetterAsync("Восстановление пароля");
        await fixture.QuietAsync();

        Assert.Single(customer.Letters, letter => letter.Subject.StartsWith("Восстановление пароля", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_is_asked_for_with_a_login()
    {
        (await fixture.Api.SendAsync("POST", "cabinet/password-reset", new { })).IsProblem(422, "validation-failed", "login");
        (await AskAsync("")).IsProblem(422, "validation-failed", "login");
        (await AskAsync(new string('l', 65))).IsProblem(422, "validation-failed", "login");
    }

    private Task<Reply> AskAsync(string login) => fixture.Api.SendAsync("POST", "cabinet/password-reset", new { login });

    private Task<Reply> ConfirmAsync(string? token, string? newPassword) => fixture.Api.SendAsync("POST", "cabinet/password-reset/confirm", new { token, newPassword });

    private static Task<Reply> ChangeAsync(Customer customer, string? currentPassword, string? newPassword) =>
        customer.CabinetAsync("POST", "password", new { currentPassword, newPassword });

    private async Task<string> LinkAsync(Customer customer, string? before = null)
    {
        (await AskAsync(customer.Login)).Is(202);
        var letter = await customer.LetterAsync(letter => Link().Match(letter.Text) is { Success: true } match && match.Groups["token"].Value != before);
        await fixture.QuietAsync();
        var link = Link().Match(letter.Text);
        Assert.Equal((await customer.ReadAsync())["links.restorePassword"]!.Split('#')[0], link.Groups["page"].Value);
        Assert.Contains(link.Value, letter.Html, StringComparison.Ordinal);
        return link.Groups["token"].Value;
    }

    [GeneratedRegex(@"(?<page>http\S+)#token=(?<token>\S+)")]
    private static partial Regex Link();
}
