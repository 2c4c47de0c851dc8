using Local;

namespace Functions.Tests.Emails;

/// <summary>The mail service takes only so many e-mails in a time.</summary>
public sealed class LimitTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>, IAsyncLifetime
{
    public ValueTask InitializeAsync() => fixture.BeginAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task It_delays_an_email_as_long_as_the_service_asks_and_does_not_lose_it()
    {
        var customer = fixture.NewCustomer();
        fixture.Plan(new MailFault.TooManyRequests(TimeSpan.FromHours(1)), customer);
        (await customer.SubmitAsync()).Is(202);
        await fixture.IsLimitedAsync(customer, "password-1");

        fixture.Pass(TimeSpan.FromMinutes(55));
        await fixture.TriedAgainAsync("SendCredentialsEmail");
        Assert.Empty(customer.Letters);

        fixture.Pass(TimeSpan.FromMinutes(10));
        await customer.WaitForCredentialsAsync();
        await fixture.SettleAsync();
        Assert.Single(customer.Letters);
        Assert.Empty(await fixture.FailuresAsync(customer));
    }

    [Fact]
    public async Task One_email_finds_out_for_all_others()
    {
        var customers = await fixture.NewCustomersAsync(3);
        await fixture.DrainAsync();
        var (first, newcomer) = (customers[0], fixture.NewCustomer());
        fixture.Plan(new MailFault.TooManyRequests(TimeSpan.FromHours(1)), first);
        (await first.TopUpAsync("1.00")).Is(201);
        var played = fixture.System.World.MailFaults.Played;
        await fixture.IsLimitedAsync(first, "entry-1");
        var sent = fixture.Mail.Sent;

        await Task.WhenAll(customers[1..].Select(customer => customer.TopUpAsync("1.00")));
        (await newcomer.SubmitAsync()).Is(202);
        await fixture.HasStatusAsync(customers[1], "entry-1", "queued");
        await fixture.HasStatusAsync(newcomer, "password-1", "queued");
        await fixture.TriedAgainAsync("SendEmail");
        await fixture.TriedAgainAsync("SendCredentialsEmail");
        Assert.Equal(sent, fixture.Mail.Sent);

        fixture.Pass(TimeSpan.FromMinutes(61));
        await fixture.SettleAsync();
        Assert.Equal(sent + 4, fixture.Mail.Sent);
        Assert.All(customers, customer => Assert.Equal(1, customer.CountOf(MailCases.MoneyArrived)));
        Assert.Single(newcomer.Letters);
        Assert.InRange(fixture.System.World.MailFaults.Played, played, played + 1);
    }

    [Fact]
    public async Task Many_emails_over_the_limit_all_come_once()
    {
        var customers = await fixture.NewCustomersAsync(3);
        foreach (var customer in customers)
        {
            fixture.Plan(new MailFault.TooManyRequests(TimeSpan.FromSeconds(90)), customer, times: 2);
        }

        await Task.WhenAll(customers.SelectMany(customer =>
            Enumerable.Range(1, 4).Select(i => customer.TopUpAsync($"{i}.00"))));

        await fixture.SettleAsync();
        foreach (var customer in customers)
        {
            Assert.Equal(4, customer.CountOf(MailCases.MoneyArrived));
            Assert.Equal(5, customer.Letters.Select(letter => letter.Subject).Distinct().Count());
            Assert.Empty(await fixture.FailuresAsync(customer));
        }
    }

    [Fact]
    public async Task One_on_questions_does_not_send_an_email_twice()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.DrainAsync();
        var sent = fixture.Mail.Sent;
        fixture.Mail.RefuseQuestions(2);

        (await customer.TopUpAsync("900.00")).Is(201);

        await fixture.SettleAsync();
        Assert.Equal(sent + 1, fixture.Mail.Sent);
        Assert.Equal(1, customer.CountOf(MailCases.MoneyArrived));
        Assert.Empty(await fixture.FailuresAsync(customer));
        Assert.Equal("sent", (await fixture.EmailAsync(customer, "entry-1"))["Status"]);
    }
}
