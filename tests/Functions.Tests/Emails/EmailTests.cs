using Azure.Data.Tables;
using Local;

namespace Functions.Tests.Emails;

/// <summary>The mail service fails, loses answers and refuses; e-mails come all the same, and once.</summary>
public sealed class EmailTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>, IAsyncLifetime
{
    public ValueTask InitializeAsync() => fixture.BeginAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_service_that_fails_is_tried_again()
    {
        var customer = await fixture.NewCustomerAsync();
        fixture.Plan(new MailFault.ServerError(), customer, times: 2);

        (await customer.TopUpAsync("900.00")).Is(201);

        await fixture.SettleAsync();
        Assert.Equal(1, customer.CountOf(MailCases.MoneyArrived));
    }

    [Fact]
    public async Task A_storage_that_fails_is_left_to_the_queue_which_tries_again()
    {
        var customer = await fixture.NewCustomerAsync();
        fixture.Storage.Plan(
            StorageFault.Busy,
            request => Invocation.Current?.Function == "SendEmail" && request.Kind == "update",
            times: 8);

        (await customer.TopUpAsync("900.00")).Is(201);

        // No time passes: nothing but the queue brings the e-mail back.
        await customer.LetterAsync(MailCases.MoneyArrived);
        fixture.Storage.Work();
        await fixture.SettleAsync();
        Assert.Equal(1, customer.CountOf(MailCases.MoneyArrived));
        Assert.Empty(await fixture.FailuresAsync(customer));
    }

    [Fact]
    public async Task An_email_that_was_changed_past_the_app_is_recorded_and_can_be_sent_later()
    {
        var customer = await fixture.NewCustomerAsync();
        fixture.Plan(new MailFault.TooManyRequests(TimeSpan.FromHours(1)), customer);
        (await customer.TopUpAsync("900.00")).Is(201);
        await fixture.IsLimitedAsync(customer, "entry-1");
        await SetAsync("MoneyArrived");
        await Eventually.IsAsync(
            async () => (await fixture.FailuresAsync(customer)).Length == 1,
            "The failure is recorded.");
        await SetAsync("money-arrived");

        await fixture.RetryAsync(customer);

        await fixture.SettleAsync();
        Assert.Equal(1, customer.CountOf(MailCases.MoneyArrived));

        Task SetAsync(string kind) => fixture.Rows.Table("Clients").UpdateEntityAsync(
            new TableEntity(customer.ClientId, "email-entry-1") { ["Kind"] = kind },
            Azure.ETag.All,
            TableUpdateMode.Merge,
            TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_email_whose_answer_was_lost_is_asked_for_and_not_sent_twice()
    {
        var customer = fixture.NewCustomer();
        var sent = fixture.Mail.Sent;
        fixture.Plan(new MailFault.LostAnswer(), customer);

        (await customer.SubmitAsync()).Is(202);

        await fixture.SettleAsync();
        await customer.WaitForCredentialsAsync();
        Assert.Single(customer.Letters);
        Assert.Equal(sent + 1, fixture.Mail.Sent);
    }

    [Fact]
    public async Task An_email_whose_delivery_died_with_it_in_hand_is_asked_for_and_not_sent_twice()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.DrainAsync();
        var (sent, updates) = (fixture.Mail.Sent, 0);
        fixture.Storage.Plan(
            StorageFault.DieBefore,
            request => Invocation.Current?.Function == "SendEmail"
                && request.Kind == "update"
                && Interlocked.Increment(ref updates) == 2);
        (await customer.TopUpAsync("900.00")).Is(201);
        await Eventually.IsAsync(() => fixture.Storage.Dead, "The process died.");
        Assert.Equal(sent + 1, fixture.Mail.Sent);

        await fixture.RestartAsync();
        await fixture.SettleAsync();

        Assert.Equal("sent", (await fixture.EmailAsync(customer, "entry-1"))["Status"]);
        Assert.Equal(1, customer.CountOf(MailCases.MoneyArrived));
        Assert.Equal(sent + 1, fixture.Mail.Sent);
    }

    [Fact]
    public async Task An_email_whose_message_comes_twice_is_sent_once()
    {
        var customer = await fixture.NewCustomerAsync();
        var sent = fixture.Mail.Sent;
        fixture.Storage.Copies = 2;

        (await customer.TopUpAsync("900.00")).Is(201);

        await fixture.SettleAsync();
        Assert.Equal(sent + 1, fixture.Mail.Sent);
        Assert.Equal(1, customer.CountOf(MailCases.MoneyArrived));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refused_recipient_is_told_to_the_widget_and_to_operators_and_can_be_tried_again(
        bool afterAccepting)
    {
        var customer = fixture.NewCustomer();
        fixture.Plan(afterAccepting ? new MailFault.DeliveryFailed() : new MailFault.RecipientRefused(), customer);

        (await customer.SubmitAsync()).Is(202);

        await Eventually.IsAsync(
            async () => (await customer.ReadAsync())["status"] == "failed",
            "The status is failed.");
        await fixture.SettleAsync();
        var failure = Assert.Single(await fixture.FailuresAsync(customer));
        Assert.DoesNotContain(customer.Email, failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(customer.Letters);

        await fixture.RetryAsync(customer);
        await customer.WaitForCredentialsAsync();
        Assert.Equal(1, (await fixture.EmailAsync(customer, "password-1"))["Round"] is long round ? round : 0);
        (await customer.LogInAsync()).Is(200);

        // A late copy of the operator's message starts no further round.
        await fixture.RetryAsync(customer);
        await fixture.SettleAsync();
        Assert.Single(customer.Letters);
    }
}
