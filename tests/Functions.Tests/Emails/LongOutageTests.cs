using Local;

namespace Functions.Tests.Emails;

/// <summary>The mail service is down for days, and an operator comes.</summary>
public sealed class LongOutageTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>, IAsyncLifetime
{
    private MailFaults Mail => fixture.System.World.MailFaults;

    public ValueTask InitializeAsync() => fixture.BeginAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task One_of_more_than_two_days_is_told_to_an_operator_once_and_to_the_widget()
    {
        var customer = fixture.NewCustomer();
        Mail.Outage = new MailFault.ServerError();
        (await customer.SubmitAsync()).Is(202);
        await fixture.IsDownAsync(customer);

        await fixture.PassAndTryAsync(TimeSpan.FromHours(47));
        Assert.Equal("cabinet-created", (await customer.ReadAsync())["status"]);
        Assert.Empty(await fixture.FailuresAsync(customer));

        await fixture.PassAndTryAsync(TimeSpan.FromMinutes(65));
        await fixture.HasStatusAsync(customer, "password-1", "given-up");
        await fixture.DrainAsync();
        var failure = Assert.Single(await fixture.FailuresAsync(customer));
        Assert.Equal("failed", (await customer.ReadAsync())["status"]);
        Assert.Equal(
            "The mail service has been down for 2 days (500 InternalServerError); e-mail password-1 was given up.",
            failure.GetProperty("reason").GetString());

        // A late copy of the message finds that it is over.
        var message = fixture.Invocations.Of("SendCredentialsEmail")[^1].Message!;
        await fixture.SendAsync("send-credentials", message);
        await fixture.DrainAsync();
        Mail.Outage = null;
        await fixture.SettleAsync();
        Assert.Single(await fixture.FailuresAsync(customer));
        Assert.Empty(customer.Letters);

        await fixture.RetryAsync(customer);
        await customer.WaitForCredentialsAsync();
        (await customer.LogInAsync()).Is(200);
        await fixture.SettleAsync();
        Assert.Single(customer.Letters);
    }

    [Fact]
    public async Task An_email_that_was_taken_before_it_was_given_up_is_not_sent_twice_even_by_an_operator()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.DrainAsync();
        var sent = fixture.Mail.Sent;
        Mail.Outage = new MailFault.LostAnswer();
        (await customer.TopUpAsync("900.00")).Is(201);
        await fixture.IsDownAsync(customer);
        await fixture.PassAndTryAsync(TimeSpan.FromDays(3));
        await fixture.HasStatusAsync(customer, "entry-1", "given-up");
        Assert.Single(await fixture.FailuresAsync(customer));
        Mail.Outage = null;

        await fixture.RetryAsync(customer);

        await fixture.HasStatusAsync(customer, "entry-1", "sent");
        Assert.Equal(1, customer.CountOf(MailCases.MoneyArrived));
        Assert.Equal(sent + 1, fixture.Mail.Sent);
    }

    [Fact]
    public async Task What_became_of_an_email_that_was_taken_is_asked_as_long_as_it_takes()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.DrainAsync();
        fixture.Mail.RefuseQuestions(1);
        (await customer.TopUpAsync("900.00")).Is(201);
        await fixture.HasStatusAsync(customer, "entry-1", "accepted");
        Mail.Outage = new MailFault.ServerError();

        await fixture.PassAndTryAsync(TimeSpan.FromDays(1));
        await fixture.PassAndTryAsync(TimeSpan.FromDays(3));
        Assert.Empty(await fixture.FailuresAsync(customer));

        Mail.Outage = null;
        await fixture.SettleAsync();
        Assert.Equal("sent", (await fixture.EmailAsync(customer, "entry-1"))["Status"]);
        Assert.Equal(1, customer.CountOf(MailCases.MoneyArrived));
    }
}
