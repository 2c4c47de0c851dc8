using Local;

namespace Functions.Tests.Emails;

/// <summary>
/// E-mails with a password or a link: what they carry is kept no longer than needed, and is the newest.
/// </summary>
public sealed class SecretTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>, IAsyncLifetime
{
    public ValueTask InitializeAsync() => fixture.BeginAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_encrypted_password_is_kept_until_its_email_is_accepted_and_then_erased()
    {
        var customer = await DelayedAsync();
        var waiting = (await fixture.EmailAsync(customer, "password-1")).GetString("EncryptedSecret");
        Assert.NotNull(waiting);

        await fixture.SettleAsync();
        await customer.WaitForCredentialsAsync();

        Assert.False((await fixture.EmailAsync(customer, "password-1")).ContainsKey("EncryptedSecret"));
        Assert.DoesNotContain(
            (await fixture.Rows.OfAsync(customer.ClientId)).Values.SelectMany(row => row),
            column => column.Value is string text && text.Contains(customer.Password, StringComparison.Ordinal));
        Assert.DoesNotContain(customer.Password, waiting, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_again_makes_a_new_password_and_the_older_email_is_not_sent_later()
    {
        var customer = await DelayedAsync();

        (await customer.AskForCredentialsAsync()).Is(202);
        await fixture.SettleAsync();
        await customer.WaitForCredentialsAsync();

        Assert.Single(customer.Letters);
        (await customer.LogInAsync()).Is(200);
        Assert.Equal("superseded", (await fixture.EmailAsync(customer, "password-1"))["Status"]);
        Assert.All(await fixture.EmailsAsync(customer), email => Assert.False(email.ContainsKey("EncryptedSecret")));
    }

    [Fact]
    public async Task Asking_again_ends_the_password_before()
    {
        var customer = await fixture.NewCustomerAsync();
        var before = customer.Password;
        (await customer.AskForCredentialsAsync()).Is(202);
        await customer.WaitForCredentialsAsync();

        (await customer.LogInAsync(before)).IsProblem(401, "wrong-credentials");
        (await customer.LogInAsync()).Is(200);
    }

    [Fact]
    public async Task How_an_older_email_ended_is_not_told_of_the_newer_one()
    {
        var customer = fixture.NewCustomer();
        fixture.Mail.RefuseQuestions(1);
        (await customer.SubmitAsync()).Is(202);
        await fixture.HasStatusAsync(customer, "password-1", "accepted");
        fixture.Plan(new MailFault.TooManyRequests(TimeSpan.FromHours(1)), customer);
        (await customer.AskForCredentialsAsync()).Is(202);
        await fixture.IsLimitedAsync(customer, "password-2");

        fixture.Pass(TimeSpan.FromMinutes(2));
        await fixture.HasStatusAsync(customer, "password-1", "sent");

        Assert.Equal("cabinet-created", (await customer.ReadAsync())["status"]);
        await fixture.SettleAsync();
        Assert.Equal("credentials-sent", (await customer.ReadAsync())["status"]);
    }

    [Fact]
    public async Task A_link_that_somebody_asks_for_does_not_take_the_place_of_the_first_password()
    {
        var customer = await DelayedAsync();
        var login = (await customer.ReadAsync())["cabinet.login"];
        (await customer.CabinetAsync("POST", "password-reset", new { login })).Is(202);

        await fixture.SettleAsync();

        await customer.WaitForCredentialsAsync();
        Assert.Equal(1, customer.CountOf("Восстановление"));
        (await customer.LogInAsync()).Is(200);
    }

    [Fact]
    public async Task A_newer_link_takes_the_place_of_one_that_waits()
    {
        var customer = await fixture.NewCustomerAsync();
        fixture.Plan(new MailFault.TooManyRequests(TimeSpan.FromHours(1)), customer);
        await AskForLinkAsync(customer, "link-1");
        await fixture.IsLimitedAsync(customer, "link-1");
        fixture.Pass(TimeSpan.FromMinutes(20));
        await AskForLinkAsync(customer, "link-2");

        await fixture.SettleAsync();

        Assert.Equal(1, customer.CountOf("Восстановление"));
        Assert.Equal("superseded", (await fixture.EmailAsync(customer, "link-1"))["Status"]);
        Assert.Equal("sent", (await fixture.EmailAsync(customer, "link-2"))["Status"]);
        Assert.All(await fixture.EmailsAsync(customer), email => Assert.False(email.ContainsKey("EncryptedSecret")));
    }

    [Fact]
    public async Task A_link_has_its_hour_from_when_its_email_is_sent()
    {
        var customer = await fixture.NewCustomerAsync();
        fixture.Plan(new MailFault.TooManyRequests(TimeSpan.FromHours(2)), customer);
        await AskForLinkAsync(customer, "link-1");
        await fixture.IsLimitedAsync(customer, "link-1");
        fixture.Pass(TimeSpan.FromMinutes(121));
        var letter = await customer.LetterAsync("Восстановление");
        await fixture.HasStatusAsync(customer, "link-1", "sent");

        fixture.Pass(TimeSpan.FromMinutes(55));
        var token = letter.Text.Split("#token=")[1].Split('\n')[0].Trim();
        var form = new { token, newPassword = "restored-password-of-mine" };
        (await customer.CabinetAsync("POST", "password-reset/confirm", form)).Is(204);
        Assert.Equal(1, customer.CountOf("Восстановление"));
    }

    private async Task AskForLinkAsync(Customer customer, string email)
    {
        (await customer.CabinetAsync("POST", "password-reset", new { login = customer.Login })).Is(202);
        await fixture.HasStatusAsync(customer, email, "queued");
    }

    /// <summary>A customer whose first e-mail the service does not take for an hour.</summary>
    private async Task<Customer> DelayedAsync()
    {
        var customer = fixture.NewCustomer();
        fixture.Plan(new MailFault.TooManyRequests(TimeSpan.FromHours(1)), customer);
        (await customer.SubmitAsync()).Is(202);
        await fixture.IsLimitedAsync(customer, "password-1");
        return customer;
    }
}
