using Functions.Tests.Promises;
using Local;

namespace Functions.Tests.Letters;

/// <summary>The mail service is down, for longer than the queue tries.</summary>
public sealed class OutageTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>, IDisposable
{
    /// <summary>What a service that is down looks like.</summary>
    public static TheoryData<string> Outages => [.. Faults.Keys];

    private static readonly Dictionary<string, MailFault> Faults = new()
    {
        ["an error of its own"] = new MailFault.ServerError(),
        ["no connection"] = new MailFault.NoConnection(),
        ["no answer in time"] = new MailFault.Silence(),
        ["nobody let in"] = new MailFault.NoAccess(),
    };

    private MailFaults Mail => fixture.System.World.MailFaults;

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task It_delays_a_letter_that_then_comes_once(string outage)
    {
        var customer = await WaitingAsync(Faults[outage]);

        // More often than the queue would.
        for (var i = 0; i < 6; i++)
        {
            await PassAndTryAsync(TimeSpan.FromMinutes(65));
        }

        Assert.Equal(0, customer.Count("Деньги поступили"));
        Mail.Outage = null;
        await fixture.SettleAsync();
        Assert.Equal(1, customer.Count("Деньги поступили"));
        Assert.Equal("Sent", (await LetterAsync(customer))["Status"]);
        Assert.Empty(await fixture.FailuresAsync(customer));
        Assert.Contains("The mail service is down", fixture.Logs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_is_asked_more_and_more_seldom_but_once_an_hour()
    {
        await WaitingAsync(new MailFault.ServerError());
        var before = Mail.Played;

        for (var minute = 0; minute < 120; minute += 5)
        {
            await fixture.PassAsync(TimeSpan.FromMinutes(5));
        }

        // After about 5, 10, 20, 40 and 80 minutes.
        Assert.InRange(Mail.Played - before, 4, 7);
        await PassAndTryAsync(TimeSpan.FromMinutes(65));
        await PassAndTryAsync(TimeSpan.FromMinutes(65));
    }

    [Fact]
    public async Task One_of_more_than_two_days_is_told_to_an_operator_once_and_to_the_widget_and_the_letter_can_be_sent_later()
    {
        var customer = fixture.NewCustomer();
        Mail.Outage = new MailFault.ServerError();
        (await customer.SubmitAsync()).Is(202);
        await WaitsAsync(customer);

        await PassAndTryAsync(TimeSpan.FromHours(47));
        Assert.Equal("cabinet-created", (await customer.ReadAsync())["status"]);
        Assert.Empty(await fixture.FailuresAsync(customer));

        await PassAndTryAsync(TimeSpan.FromMinutes(65));
        var failure = Assert.Single(await fixture.FailuresAsync(customer));
        Assert.Equal("failed", (await customer.ReadAsync())["status"]);
        Assert.Equal("The mail service has been down for 2 days (500 InternalServerError); letter password-1 was given up.", failure.GetProperty("reason").GetString());

        // A late copy of the message finds that it is over.
        await fixture.SendAsync("send-letter", fixture.Invocations.Of("SendLetter")[^1].Message!);
        await fixture.SettleAsync();
        Mail.Outage = null;
        await fixture.SettleAsync();
        Assert.Single(await fixture.FailuresAsync(customer));
        Assert.Empty(customer.Letters);

        await RetryAsync(customer);
        await customer.WaitForCredentialsAsync();
        (await customer.LogInAsync()).Is(200);
        await fixture.SettleAsync();
        Assert.Single(customer.Letters);
    }

    [Fact]
    public async Task A_letter_that_was_taken_before_anybody_could_be_told_is_not_sent_twice_even_by_hand()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();
        var sent = fixture.Mail.Sent;
        Mail.Outage = new MailFault.LostAnswer();
        (await customer.TopUpAsync("900.00")).Is(201);
        await WaitsAsync(customer);
        await PassAndTryAsync(TimeSpan.FromDays(3));
        Assert.Single(await fixture.FailuresAsync(customer));
        Mail.Outage = null;

        await RetryAsync(customer);

        await Eventually.IsAsync(async () => (string?)(await LetterAsync(customer))["Status"] == "Sent", "The letter is found to be sent.");
        Assert.Equal(1, customer.Count("Деньги поступили"));
        Assert.Equal(sent + 1, fixture.Mail.Sent);
    }

    [Fact]
    public async Task What_became_of_a_letter_that_was_taken_is_asked_as_long_as_it_takes()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();
        fixture.Mail.RefuseQuestions(1);
        (await customer.TopUpAsync("900.00")).Is(201);
        await Eventually.IsAsync(async () => await fixture.RowsAsync(customer, "letter-money-") is [var letter] && letter.GetString("Status") == "Accepted", "The letter is taken.");
        Mail.Outage = new MailFault.ServerError();

        await PassAndTryAsync(TimeSpan.FromDays(1));
        await PassAndTryAsync(TimeSpan.FromDays(3));
        Assert.Empty(await fixture.FailuresAsync(customer));

        Mail.Outage = null;
        await fixture.SettleAsync();
        Assert.Equal("Sent", (await LetterAsync(customer))["Status"]);
        Assert.Equal(1, customer.Count("Деньги поступили"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_outage_begins_anew_when_the_service_answered_in_between(bool questions)
    {
        var customer = await WaitingAsync(new MailFault.ServerError());
        await PassAndTryAsync(TimeSpan.FromHours(40));
        var limit = new MailFault.TooManyRequests(TimeSpan.FromMinutes(1));
        Mail.Outage = questions ? limit : null;
        Mail.Plan(limit, customer.Email);
        await PassAndTryAsync(TimeSpan.FromMinutes(65));
        Mail.Outage = new MailFault.ServerError();

        await PassAndTryAsync(TimeSpan.FromHours(40));
        await PassAndTryAsync(TimeSpan.FromHours(40));

        Assert.Empty(await fixture.FailuresAsync(customer));
    }

    [Fact]
    public async Task A_link_has_its_hour_from_when_its_letter_is_sent()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();
        Mail.Outage = new MailFault.ServerError();
        (await customer.CabinetAsync("POST", "password-reset", new { login = customer.Login })).Is(202);
        await WaitsAsync(customer);
        await fixture.PassAsync(TimeSpan.FromMinutes(65));
        Mail.Outage = null;
        await fixture.SettleAsync();

        var letter = await customer.LetterAsync("Восстановление");
        Assert.Equal(1, customer.Count("Восстановление"));
        Assert.DoesNotContain(await fixture.RowsAsync(customer, "letter-link-1"), row => row.ContainsKey("Sealed"));
        var token = letter.Text.Split("#token=")[1].Split('\n')[0].Trim();
        (await customer.CabinetAsync("POST", "password-reset/confirm", new { token, newPassword = "restored-password-of-mine" })).Is(204);
    }

    [Fact]
    public async Task Many_letters_are_each_tried_by_one_request_and_three_rows()
    {
        await fixture.SettleAsync();
        var customers = await fixture.NewCustomersAsync(4);
        await fixture.SettleAsync();
        Mail.Outage = new MailFault.ServerError();
        await Task.WhenAll(customers.Select(customer => customer.TopUpAsync("1.00")));
        foreach (var customer in customers)
        {
            await WaitsAsync(customer);
        }

        var (runs, asked) = (fixture.Invocations.Of("SendLetter").Count, Mail.Played);
        await fixture.PassAsync(TimeSpan.FromMinutes(65));

        Assert.Equal(4, Mail.Played - asked);
        Assert.All(
            fixture.Invocations.Of("SendLetter").Skip(runs),
            run => Assert.Equal(["read Clients", "query Clients", "update Clients", "upsert Pending", "delete Pending"], run.Kinds));
    }

    public void Dispose() => Mail.Clear();

    /// <summary>Somebody whose letter meets the outage.</summary>
    private async Task<Customer> WaitingAsync(MailFault outage)
    {
        await fixture.SettleAsync();
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();
        Mail.Outage = outage;
        (await customer.TopUpAsync("900.00")).Is(201);
        await WaitsAsync(customer);
        return customer;
    }

    private async Task PassAndTryAsync(TimeSpan time)
    {
        var before = Mail.Played;
        await fixture.PassAsync(time);
        Assert.NotEqual(before, Mail.Played);
    }

    /// <summary>The letter met the outage, and the queue's second try too.</summary>
    private async Task WaitsAsync(Customer customer)
    {
        await Eventually.IsAsync(async () => (await fixture.RowsAsync(customer, "letter-")).Any(letter => letter.ContainsKey("DownSince")), "The letter waits.");
        await fixture.DrainAsync();
    }

    private async Task<Azure.Data.Tables.TableEntity> LetterAsync(Customer customer) => (await fixture.RowsAsync(customer, "letter-money-")).Single();

    private async Task RetryAsync(Customer customer) =>
        (await fixture.Api.AutomateAsync("POST", $"failures/{(await fixture.FailuresAsync(customer))[0].GetProperty("id").GetString()}/retry")).Is(202);
}
