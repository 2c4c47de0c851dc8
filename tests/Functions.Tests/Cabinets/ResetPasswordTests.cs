using System.Text.RegularExpressions;
using Local;

namespace Functions.Tests.Cabinets;

public sealed partial class ResetPasswordTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    private const string NewPassword = "очень длинный пароль";

    private MovableClock Clock => fixture.System.Clock;

    [Fact]
    public async Task A_forgotten_password_is_restored_by_the_link_in_an_e_mail()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.LogInAsync()).Is(200);
        for (var i = 0; i < 5; i++)
        {
            await customer.LogInAsync("wrong password");
        }

        var token = await LinkAsync(customer);
        (await ConfirmAsync(token, NewPassword)).Is(204);

        (await customer.CabinetAsync("GET", "account")).IsProblem(401, "unauthorized");
        (await customer.LogInAsync()).IsProblem(401, "wrong-credentials");
        customer.Password = NewPassword;
        Assert.Null((await customer.LogInAsync()).Is(200)["passwordExpiresAt"]);
        (await customer.PayAsync()).Is(201);
    }

    [Fact]
    public async Task A_link_works_once()
    {
        var customer = await fixture.NewCustomerAsync();
        var token = await LinkAsync(customer);
        Assert.Equal(customer.Login, (await fixture.UnchangedByAsync(() => CheckAsync(token))).Is(200)["login"]);
        (await ConfirmAsync(token, NewPassword)).Is(204);

        (await fixture.UnchangedByAsync(() => ConfirmAsync(token, "something else")))
            .IsProblem(403, "reset-link-invalid");
        foreach (var wrong in new[] { token, token[..^1], customer.ClientId + ".", "", null })
        {
            (await fixture.UnchangedByAsync(() => CheckAsync(wrong))).IsProblem(403, "reset-link-invalid");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("ПарольПароль")]
    [InlineData("account number")]
    public async Task A_password_that_is_easily_guessed_is_refused_and_the_link_still_works(string? password)
    {
        var customer = await fixture.NewCustomerAsync();
        var token = await LinkAsync(customer);

        password = password == "account number" ? customer.AccountNumber : password;
        (await fixture.UnchangedByAsync(() => ConfirmAsync(token, password)))
            .IsProblem(422, "validation-failed", "newPassword");
        (await ConfirmAsync(token, NewPassword)).Is(204);
    }

    [Fact]
    public async Task A_link_used_many_times_at_once_works_once()
    {
        var customer = await fixture.NewCustomerAsync();
        var token = await LinkAsync(customer);

        var replies = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => ConfirmAsync(token, $"{NewPassword} {i}")));

        Assert.Single(replies, reply => reply.Status == 204);
        Assert.All(
            replies.Where(reply => reply.Status != 204),
            reply => reply.IsProblem(403, "reset-link-invalid"));
    }

    [Fact]
    public async Task A_link_works_for_an_hour()
    {
        var customers = await fixture.NewCustomersAsync(2);
        var tokens = new[] { await LinkAsync(customers[0]), await LinkAsync(customers[1]) };

        Clock.Advance(TimeSpan.FromMinutes(50));
        (await ConfirmAsync(tokens[0], NewPassword)).Is(204);
        Clock.Advance(TimeSpan.FromMinutes(11));

        (await fixture.UnchangedByAsync(() => ConfirmAsync(tokens[1], NewPassword)))
            .IsProblem(403, "reset-link-invalid");
    }

    [Fact]
    public async Task Only_the_newest_link_works()
    {
        var customer = await fixture.NewCustomerAsync();
        var oldToken = await LinkAsync(customer);
        Clock.Advance(TimeSpan.FromMinutes(16));
        var newToken = await LinkAsync(customer, oldToken);

        (await ConfirmAsync(oldToken, NewPassword)).IsProblem(403, "reset-link-invalid");
        (await ConfirmAsync(newToken, NewPassword)).Is(204);
    }

    [Fact]
    public async Task Links_that_others_ask_for_do_not_end_the_customers_link()
    {
        var customer = await fixture.NewCustomerAsync();
        var token = await LinkAsync(customer);
        for (var i = 0; i < 3; i++)
        {
            Clock.Advance(TimeSpan.FromMinutes(4));
            (await AskAsync(customer.Login)).Is(202);
            await fixture.QuietAsync();
        }

        Assert.Single(customer.Letters, email => Link().IsMatch(email.Text));
        (await ConfirmAsync(token, NewPassword)).Is(204);
    }

    [Fact]
    public async Task A_link_of_one_client_does_not_open_the_cabinet_of_another()
    {
        var customers = await fixture.NewCustomersAsync(2);
        var token = await LinkAsync(customers[0]);
        await LinkAsync(customers[1]);

        (await ConfirmAsync($"{customers[1].ClientId}.{token.Split('.')[1]}", NewPassword))
            .IsProblem(403, "reset-link-invalid");
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
    public async Task An_invalid_link_is_refused(string? token) =>
        (await fixture.UnchangedByAsync(() => ConfirmAsync(token, NewPassword)))
            .IsProblem(403, "reset-link-invalid");

    [Fact]
    public async Task An_unknown_login_is_answered_like_one_that_exists()
    {
        var customer = await fixture.NewCustomerAsync();
        var unusedLogin = "id" + Billing.AccountNumber.From(1);

        var expected = (await AskAsync(customer.Login)).Is(202);
        var emailCount = customer.Letters.Count;

        foreach (var login in new[] { unusedLogin, "id0000000001", "nobody@example.com", "' or '1'='1" })
        {
            var actual = (await AskAsync(login)).Is(202);
            Assert.Equal((expected.Text, expected.MediaType), (actual.Text, actual.MediaType));
            Assert.Equal(expected.Headers.Keys.Order(), actual.Headers.Keys.Order());
        }

        await customer.LetterAsync("Восстановление пароля");
        await fixture.QuietAsync();
        Assert.InRange(customer.Letters.Count - emailCount, 0, 1);
    }

    [Fact]
    public async Task A_link_asked_for_many_times_at_once_comes_in_one_e_mail()
    {
        var customer = await fixture.NewCustomerAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync(customer.Login)));
        await customer.LetterAsync("Восстановление пароля");
        await fixture.QuietAsync();

        Assert.All(replies, reply => reply.Is(202));
        Assert.Single(
            customer.Letters,
            email => email.Subject.StartsWith("Восстановление пароля", StringComparison.Ordinal));
    }

    [Fact]
    public async Task By_an_address_every_login_of_it_gets_a_link()
    {
        var customer = await fixture.NewCustomerAsync();
        var colleague = fixture.NewCustomer();
        (await colleague.SubmitAsync(Forms.Organization(customer.Email))).Is(202);
        await fixture.QuietAsync();
        string[] logins = [.. customer.Letters.Select(LoginOf)];

        (await AskAsync($" {customer.Email.ToUpperInvariant()}\u200B")).Is(202);
        await fixture.QuietAsync();

        var links = customer.Letters.Where(letter => letter.Subject.StartsWith("Восст", StringComparison.Ordinal));
        Assert.Equal(2, logins.Distinct().Count());
        Assert.Equal(logins.Order(), links.Select(LoginOf).Order());
    }

    [Fact]
    public async Task The_login_does_not_tell_the_account_number_nor_the_other_way_round()
    {
        var customer = await fixture.NewCustomerAsync();

        Assert.Matches("^id[0-9]{10}$", customer.Login);
        Assert.NotEqual("id" + customer.AccountNumber, customer.Login);
        (await fixture.Api.SendAsync(
            "POST",
            "cabinet/session",
            new { login = "id" + customer.AccountNumber, password = customer.Password }))
            .IsProblem(401, "wrong-credentials");
    }

    [Fact]
    public async Task A_link_is_asked_for_with_a_login()
    {
        (await fixture.Api.SendAsync("POST", "cabinet/password-reset", new { }))
            .IsProblem(422, "validation-failed", "login");
        (await AskAsync("")).IsProblem(422, "validation-failed", "login");
        (await AskAsync(new string('l', 255))).IsProblem(422, "validation-failed", "login");
    }

    private static string LoginOf(Letter letter) => LoginLine().Match(letter.Text).Groups[1].Value;

    private Task<Reply> AskAsync(string login) =>
        fixture.Api.SendAsync("POST", "cabinet/password-reset", new { login });

    private Task<Reply> CheckAsync(string? token) =>
        fixture.Api.SendAsync("POST", "cabinet/password-reset/check", new { token });

    private Task<Reply> ConfirmAsync(string? token, string? newPassword) =>
        fixture.Api.SendAsync("POST", "cabinet/password-reset/confirm", new { token, newPassword });

    /// <summary>Asks for a link and reads its token from the e-mail.</summary>
    /// <param name="customer">Whose password is to be restored.</param>
    /// <param name="oldToken">The token of an earlier link; null if there is none.</param>
    private async Task<string> LinkAsync(Customer customer, string? oldToken = null)
    {
        (await AskAsync(customer.Login)).Is(202);
        var email = await customer.LetterAsync(email =>
            Link().Match(email.Text) is { Success: true } match && match.Groups["token"].Value != oldToken);
        await fixture.QuietAsync();
        var link = Link().Match(email.Text);
        Assert.Equal((await customer.ReadAsync())["links.restorePassword"]!.Split('#')[0], link.Groups["page"].Value);
        Assert.Contains(link.Value, email.Html, StringComparison.Ordinal);
        return link.Groups["token"].Value;
    }

    [GeneratedRegex(@"(?<page>http\S+)#token=(?<token>\S+)")]
    private static partial Regex Link();

    [GeneratedRegex("Логин: (id[0-9]+)")]
    private static partial Regex LoginLine();
}
