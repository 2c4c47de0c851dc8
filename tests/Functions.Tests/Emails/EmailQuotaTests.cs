using Local;

namespace Functions.Tests.Emails;

/// <summary>
/// E-mails with a password or a link are limited by widget account, by address and by day, whoever asks for them.
/// </summary>
public sealed class EmailQuotaTests(EmailQuotaTests.Fixture fixture) : IClassFixture<EmailQuotaTests.Fixture>
{
    private const int PerAccount = 3;
    private const int PerAddress = 2;

    public sealed class Fixture(AzuriteFixture azurite) : SystemFixture(azurite)
    {
        protected override Dictionary<string, string?> Settings => new(base.Settings)
        {
            ["EmailLimits:PerAccountAndDay"] = $"{PerAccount}",
            ["EmailLimits:PerAddressAndDay"] = $"{PerAddress}",
        };
    }

    [Fact]
    public async Task An_address_gets_so_many_in_a_day_whatever_accounts_ask_and_however_it_is_written()
    {
        var customer = await fixture.NewCustomerAsync();
        (await SubmitAsync(customer.Email.ToUpperInvariant())).Is(202);

        var refused = await SubmitAsync(customer.Email.Replace("@", "+1@", StringComparison.Ordinal));

        refused.IsProblem(429, "too-many-requests");
        Assert.InRange(int.Parse(refused.Headers["Retry-After"], null), 1, 24 * 60 * 60);
        await fixture.Rows.QuietAsync();
        Assert.Equal(
            PerAddress,
            fixture.System.World.Mailbox.Letters.Count(IsToCustomer));
        Assert.Contains("Завтра", refused.Text, StringComparison.OrdinalIgnoreCase);
        (await SubmitAsync($"{Guid.NewGuid():N}@example.com")).Is(202);

        bool IsToCustomer(Letter letter) => letter.To.Equals(customer.Email, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_account_gets_so_many_in_a_day_to_whatever_addresses()
    {
        var account = $"widget-{Guid.NewGuid():N}";
        for (var i = 0; i < PerAccount; i++)
        {
            (await SubmitAsync($"{Guid.NewGuid():N}@example.com", account, kpp: i)).Is(202);
        }

        var refused = await SubmitAsync($"{Guid.NewGuid():N}@example.com", account, kpp: PerAccount);
        refused.IsProblem(429, "too-many-requests");

        // What is known already is answered as before, and costs no e-mail.
        var known = await fixture.NewCustomer(account).WidgetAsync("GET", "clients");
        Assert.Equal(PerAccount, known.Is(200).At("clients")!.AsArray().Count);
    }

    [Fact]
    public async Task Those_who_come_at_the_same_moment_are_counted_one_by_one()
    {
        var address = $"{Guid.NewGuid():N}@example.com";

        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => SubmitAsync(address)));

        Assert.Equal(PerAddress, replies.Count(reply => reply.Status == 202));
        Assert.All(replies, reply => Assert.True(reply.Status is 202 or 429, reply.Text));
    }

    [Fact]
    public async Task A_new_password_and_a_link_count_as_well_and_the_next_day_begins_anew()
    {
        var customer = await fixture.NewCustomerAsync();
        fixture.System.Clock.Advance(TimeSpan.FromMinutes(3));
        (await customer.AskForCredentialsAsync()).Is(202);
        await customer.WaitForCredentialsAsync();
        fixture.System.Clock.Advance(TimeSpan.FromMinutes(3));

        (await customer.AskForCredentialsAsync()).IsProblem(429, "too-many-requests");
        (await AskForResetAsync(customer)).Is(202);
        await fixture.Rows.QuietAsync();
        Assert.Equal(PerAddress, customer.Letters.Count);

        fixture.System.Clock.Advance(TimeSpan.FromDays(1));
        (await AskForResetAsync(customer)).Is(202);
        await customer.LetterAsync("Восстановление");
    }

    private static Task<Reply> AskForResetAsync(Customer customer) =>
        customer.CabinetAsync("POST", "password-reset", new { login = customer.Login });

    private Task<Reply> SubmitAsync(string address, string? account = null, int kpp = 0) =>
        fixture.NewCustomer(account).SubmitAsync(Forms.Organization(address).With("kpp", $"77250100{kpp}"));
}
