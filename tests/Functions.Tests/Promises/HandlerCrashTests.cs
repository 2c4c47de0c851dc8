using System.Globalization;
using static Functions.Tests.Promises.CustomerFacts;

namespace Functions.Tests.Promises;

/// <summary>
/// The process dies before and after every request that a queue's handler makes of storage and queues, each time for
/// another customer; then it starts again, and the message is delivered again. The work is done once.
/// </summary>
public sealed class HandlerCrashTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    private readonly Lock _clock = new();

    [Fact]
    public async Task A_cabinet_is_made_once_and_its_password_is_the_one_in_the_letter() => await DieAsync(
        "CreateCabinet",
        () => Task.FromResult(fixture.NewCustomer()),
        async customer => (await customer.SubmitAsync()).Is(202),
        async customer =>
        {
            await customer.WaitForCredentialsAsync();
            await fixture.HasOneCabinetAsync(customer);
        });

    [Fact]
    public async Task An_event_is_followed_once() => await DieAsync(
        "FollowEvent",
        () => MoneyCall.NewAsync(fixture, MoneyCall.Payment),
        PayPatientlyAsync,
        call => call.IsDoneAsync(fixture));

    [Fact]
    public async Task A_notice_is_sent_once() => await DieAsync(
        "SendEmail",
        () => MoneyCall.NewAsync(fixture, MoneyCall.TopUp),
        async call => (await call.SendAsync()).Is(201),
        call => call.IsDoneAsync(fixture));

    [Fact]
    public async Task A_password_is_sent_once() => await DieAsync(
        "SendCredentialsEmail",
        () => Task.FromResult(fixture.NewCustomer()),
        async customer => (await customer.SubmitAsync()).Is(202),
        async customer =>
        {
            await customer.WaitForCredentialsAsync();
            await fixture.HasOneCabinetAsync(customer);
        });

    [Fact]
    public async Task A_link_is_made_once() => await DieAsync(
        "MakeResetLink",
        () => fixture.NewCustomerAsync(),
        async customer =>
        {
            var form = new { login = customer.Login };
            (await customer.CabinetAsync("POST", "password-reset", form)).Is(202);
        },
        async customer =>
        {
            Assert.Equal(1, customer.Count("Восстановление"));
            Assert.Equal(1, (await fixture.RowAsync(customer, "state-cabinet")).GetInt64("LinksMade"));
        });

    [Fact]
    public async Task A_top_up_from_the_queue_is_booked_once() => await DieAsync(
        "BookTopUp",
        () => fixture.NewCustomerAsync(),
        customer => fixture.SendAsync("topups", Forms.TopUp(
            customer.AccountNumber,
            "900.00",
            $"bank-{customer.ClientId}",
            fixture.System.Clock.GetUtcNow()).ToJsonString()),
        customer => fixture.HasLedgerAsync(customer, [90000], []));

    [Fact]
    public async Task Subscriptions_end_once_and_their_letter_comes()
    {
        await DieAsync("ExpireClient", PaidCustomerAsync, EndAsync, IsEndedAsync);

        // A whole check that read them before they ended may have noted their day again: the next run finds that.
        await fixture.RunTimerAsync("ExpireSubscriptions");
        await fixture.SettleAsync();
        Assert.Empty(await fixture.StoredAsync("Expiries"));

        async Task<Customer> PaidCustomerAsync()
        {
            var call = await MoneyCall.NewAsync(fixture, MoneyCall.Payment);
            (await call.SendAsync()).Is(201);
            await fixture.SettleAsync(call.Customer);

            // The timer must not send a second message: two at once make each other decide again.
            var day = (string)(await fixture.RowsAsync(call.Customer, "state-subscription-"))[0]["PaidThrough"];
            await fixture.Rows.Table("Expiries").DeleteEntityAsync(
                day,
                call.Customer.ClientId,
                cancellationToken: TestContext.Current.CancellationToken);
            return call.Customer;
        }

        async Task EndAsync(Customer customer)
        {
            var day = (string)(await fixture.RowsAsync(customer, "state-subscription-"))[0]["PaidThrough"];
            var end = DateTimeOffset.Parse(day, CultureInfo.InvariantCulture).AddDays(1.5);
            lock (_clock)
            {
                if (fixture.System.Clock.GetUtcNow() < end)
                {
                    fixture.PassUntil(end);
                }
            }

            await fixture.SendAsync("expire-client", $$"""{"clientId":"{{customer.ClientId}}","day":"{{day}}"}""");
        }

        async Task IsEndedAsync(Customer customer)
        {
            Assert.Equal("expired", (await fixture.RowsAsync(customer, "state-subscription-"))[0]["Status"]);
            Assert.Equal(1, customer.Count("Подписка на"));
            var ended = Assert.Single(await fixture.RowsAsync(customer, "event-ended-"));
            Assert.Equal(true, ended["IsFollowed"]);
        }
    }

    // More pay at once than passwords may wait to be verified: some are asked to repeat.
    private static async Task PayPatientlyAsync(MoneyCall call) => await Eventually.IsAsync(
        async () => (await call.SendAsync()).Status is 200 or 201,
        "It is paid.");

    private async Task DieAsync<T>(
        string function,
        Func<Task<T>> prepare,
        Func<T, Task> start,
        Func<T, Task> check)
    {
        var before = fixture.Invocations.Of(function).Count;
        var sample = await prepare();
        await start(sample);
        await fixture.SettleAsync();
        await check(sample);
        var requests = fixture.Invocations.Of(function).Skip(before).Max(run => run.Requests.Count);
        var deaths = Death.AtEvery(requests);
        var cases = await Task.WhenAll(deaths.Select(_ => prepare()));
        await fixture.SettleAsync();

        fixture.Invocations.Deal(function, deaths);
        await Task.WhenAll(cases.Select(start));
        await Eventually.IsAsync(
            () => deaths.Count(death => death.IsDone) >= deaths.Count - 1,
            "The process died everywhere.");
        await fixture.RestartAsync();
        await fixture.SettleAsync();

        // It would have come after all requests: so the others cover all of them.
        Assert.False(deaths[^1].IsDone);
        fixture.Invocations.Deal("", []);
        foreach (var item in cases)
        {
            await check(item);
        }
    }
}
