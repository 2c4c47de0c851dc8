using Functions.Tests.Promises;
using Local;

namespace Functions.Tests.Letters;

/// <summary>The mail service limits, fails, loses answers and refuses.</summary>
public sealed class LetterTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Fact]
    public async Task A_limit_delays_a_letter_as_long_as_the_service_asks_and_does_not_lose_it()
    {
        var customer = await DelayedAsync();

        fixture.Pass(TimeSpan.FromMinutes(55));
        await fixture.RunTimerAsync("FinishPending");
        Assert.Empty(customer.Letters);

        fixture.Pass(TimeSpan.FromMinutes(10));
        await customer.WaitForCredentialsAsync();
        await fixture.SettleAsync();
        Assert.Single(customer.Letters);
        Assert.Empty(await fixture.FailuresAsync(customer));
    }

    [Fact]
    public async Task How_an_older_credentials_letter_ended_is_not_told_of_the_newer_one()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();
        Plan(new MailFault.TooManyRequests(TimeSpan.FromHours(1)), customer);
        (await customer.AskForCredentialsAsync()).Is(202);
        await fixture.DrainAsync();
        var older = (await fixture.RowsAsync(customer, "letter-password-1")).Single();
        older["Status"] = "Accepted";
        await fixture.Rows.Table("Clients").UpsertEntityAsync(older, Azure.Data.Tables.TableUpdateMode.Replace, TestContext.Current.CancellationToken);

        await fixture.SendAsync("send-letter", new Functions.Storage.Work("202601010000", "send-letter", customer.ClientId, "password-1").ToString());
        await Eventually.IsAsync(async () => (string)(await fixture.RowsAsync(customer, "letter-password-1")).Single()["Status"] == "Sent", "The older letter is known to have arrived.");

        Assert.Equal("cabinet-created", (await customer.ReadAsync())["status"]);
        await fixture.SettleAsync();
        Assert.Equal("credentials-sent", (await customer.ReadAsync())["status"]);
    }

    [Fact]
    public async Task Many_letters_over_the_limit_all_come()
    {
        var customers = await fixture.NewCustomersAsync(3);
        foreach (var customer in customers)
        {
            Plan(new MailFault.TooManyRequests(TimeSpan.FromSeconds(90)), customer, times: 4);
        }

        await Task.WhenAll(customers.SelectMany(customer => Enumerable.Range(1, 4).Select(i => customer.TopUpAsync($"{i}.00"))));

        await fixture.SettleAsync();
        foreach (var customer in customers)
        {
            await fixture.HasLedgerAsync(customer, [100, 200, 300, 400], []);
            Assert.Empty(await fixture.FailuresAsync(customer));
        }
    }

    [Fact]
    public async Task A_limit_on_questions_does_not_send_a_letter_twice()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();
        fixture.Mail.RefuseQuestions(2);

        (await customer.TopUpAsync("900.00")).Is(201);

        await fixture.SettleAsync();
        Assert.Equal(1, customer.Count("Деньги поступили"));
        Assert.Empty(await fixture.FailuresAsync(customer));
        Assert.Equal("Sent", (await fixture.RowsAsync(customer, "letter-money-"))[0]["Status"]);
    }

    [Fact]
    public async Task A_service_that_fails_is_tried_again()
    {
        var customer = await fixture.NewCustomerAsync();
        Plan(new MailFault.ServerError(), customer, times: 2);

        (await customer.TopUpAsync("900.00")).Is(201);

        await fixture.SettleAsync();
        Assert.Equal(1, customer.Count("Деньги поступили"));
    }

    [Fact]
    public async Task A_storage_that_fails_is_left_to_the_queue_which_tries_again()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();
        fixture.Storage.Plan(StorageFault.Busy, request => Invocation.Current?.Function == "SendLetter" && request.Kind == "update", times: 8);

        (await customer.TopUpAsync("900.00")).Is(201);

        // No time passes: nothing but the queue brings the letter back.
        await customer.LetterAsync("Деньги поступили");
        await fixture.SettleAsync();
        Assert.Equal(1, customer.Count("Деньги поступили"));
        Assert.Empty(await fixture.FailuresAsync(customer));
    }

    [Fact]
    public async Task A_letter_that_fails_every_try_is_recorded_and_can_be_sent_later()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();
        fixture.Storage.Plan(StorageFault.Busy, _ => Invocation.Current?.Function == "SendLetter", int.MaxValue);
        (await customer.TopUpAsync("900.00")).Is(201);
        await Eventually.IsAsync(async () => (await fixture.FailuresAsync(customer)).Length == 1, "The failure is recorded.");
        fixture.Storage.Work();

        await RetryAsync(customer);

        await customer.LetterAsync("Деньги поступили");
        await fixture.SettleAsync();
        Assert.Equal(1, customer.Count("Деньги поступили"));
    }

    [Fact]
    public async Task A_letter_whose_answer_was_lost_is_asked_for_and_not_sent_twice()
    {
        await fixture.SettleAsync();
        var customer = fixture.NewCustomer();
        var sent = fixture.Mail.Sent;
        Plan(new MailFault.LostAnswer(), customer);

        (await customer.SubmitAsync()).Is(202);

        await customer.WaitForCredentialsAsync();
        await fixture.SettleAsync();
        Assert.Single(customer.Letters);
        Assert.Equal(sent + 1, fixture.Mail.Sent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refused_recipient_is_told_to_the_widget_and_to_operators_and_can_be_tried_again(bool afterAccepting)
    {
        var customer = fixture.NewCustomer();
        Plan(afterAccepting ? new MailFault.DeliveryFailed() : new MailFault.RecipientRefused(), customer);

        (await customer.SubmitAsync()).Is(202);

        await Eventually.IsAsync(async () => (await customer.ReadAsync())["status"] == "failed", "The status is failed.");
        await fixture.SettleAsync();
        var failure = Assert.Single(await fixture.FailuresAsync(customer));
        Assert.DoesNotContain(customer.Email, failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(customer.Letters);

        await RetryAsync(customer);
        await customer.WaitForCredentialsAsync();
        (await customer.LogInAsync()).Is(200);
    }

    [Fact]
    public async Task A_sealed_password_is_kept_until_its_letter_is_accepted_and_then_erased()
    {
        var customer = await DelayedAsync();
        var waiting = await fixture.RowAsync(customer, "letter-password-1");
        Assert.NotNull(waiting.GetString("Sealed"));

        await fixture.SettleAsync();
        await customer.WaitForCredentialsAsync();

        Assert.False((await fixture.RowAsync(customer, "letter-password-1")).ContainsKey("Sealed"));
        Assert.DoesNotContain(await fixture.StoredAsync(), row => row.Contains(customer.Password, StringComparison.Ordinal));
        Assert.DoesNotContain(customer.Password, waiting.GetString("Sealed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_again_makes_a_new_password_and_the_older_letter_is_not_sent_later()
    {
        var customer = await DelayedAsync();

        (await customer.AskForCredentialsAsync()).Is(202);
        await customer.WaitForCredentialsAsync();
        await fixture.SettleAsync();

        Assert.Single(customer.Letters);
        (await customer.LogInAsync()).Is(200);
        Assert.DoesNotContain(await fixture.RowsAsync(customer, "letter-"), row => row.ContainsKey("Sealed"));
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
    public async Task A_link_that_somebody_asks_for_does_not_take_the_place_of_the_first_password()
    {
        var customer = await DelayedAsync();
        var login = (await customer.ReadAsync())["cabinet.login"];
        (await customer.CabinetAsync("POST", "password-reset", new { login })).Is(202);

        await fixture.SettleAsync();

        await customer.WaitForCredentialsAsync();
        Assert.Equal(1, customer.Count("Восстановление"));
        (await customer.LogInAsync()).Is(200);
    }

    /// <summary>Somebody whose first letter the service would not take for an hour.</summary>
    private async Task<Customer> DelayedAsync()
    {
        var customer = fixture.NewCustomer();
        var played = fixture.System.World.MailFaults.Played;
        Plan(new MailFault.TooManyRequests(TimeSpan.FromHours(1)), customer);
        (await customer.SubmitAsync()).Is(202);
        await Eventually.IsAsync(
            async () => fixture.System.World.MailFaults.Played > played && (await fixture.RowAsync(customer, "letter-password-1")).GetString("Status") == "Queued",
            "The letter waits.");
        return customer;
    }

    private void Plan(MailFault fault, Customer customer, int times = 1) => fixture.System.World.MailFaults.Plan(fault, customer.Email, times);

    private async Task RetryAsync(Customer customer) =>
        (await fixture.Api.AutomateAsync("POST", $"failures/{(await fixture.FailuresAsync(customer))[0].GetProperty("id").GetString()}/retry")).Is(202);
}
