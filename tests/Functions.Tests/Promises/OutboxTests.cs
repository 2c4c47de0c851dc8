using System.Diagnostics;
using Billing;
using Functions.Outbox;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Promises;

/// <summary>
/// The message that goes before a commit is lost, doubled, early or late: money is booked once, and followed once.
/// </summary>
public sealed class OutboxTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    private const string Events = "events";

    public static TheoryData<string> Functions => [MoneyCall.Payment, MoneyCall.TopUp];

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_message_that_is_lost_is_made_good_by_the_next_whole_check(string function)
    {
        var call = await LoseMessageAsync(function);

        fixture.Pass(TimeSpan.FromHours(2));
        await fixture.SendAsync(
            "reconcile-account",
            $$"""{"clientId":"{{call.Customer.ClientId}}","isWhole":true}""");

        await fixture.SettleAsync();
        await call.IsDoneAsync(fixture);
    }

    [Fact]
    public async Task A_queue_that_was_purged_is_made_good_within_a_week()
    {
        MoneyCall[] calls =
            [await LoseMessageAsync(MoneyCall.Payment), await LoseMessageAsync(MoneyCall.TopUp)];

        // Hands out some slices of clients at a time, as it does every hour.
        fixture.Pass(TimeSpan.FromDays(7));
        for (var i = 0; i < 6; i++)
        {
            await fixture.RunTimerAsync("ReconcileBalances");
        }

        await fixture.SettleAsync();
        await calls[0].IsDoneAsync(fixture);
        await calls[1].IsDoneAsync(fixture);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_message_that_is_doubled_is_followed_once(string function)
    {
        var call = await MoneyCall.NewAsync(fixture, function);
        fixture.Storage.Copies = 3;

        (await call.SendAsync()).Is(201);

        await fixture.SettleAsync();
        fixture.Storage.Copies = 1;
        Assert.True(call.TimesHandled(fixture) >= 3, "All copies were handled.");
        await call.IsDoneAsync(fixture);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_message_that_is_seen_before_the_commit_waits_for_it(string function)
    {
        var call = await MoneyCall.NewAsync(fixture, function);

        (await call.SendWithAsync(fixture, () => HandledAsync(call))).Is(201);

        await fixture.SettleAsync();
        await call.IsDoneAsync(fixture);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task Nothing_is_taken_for_abandoned_because_the_clock_was_moved(string function)
    {
        var call = await MoneyCall.NewAsync(fixture, function);
        var commits = 0;

        (await call.SendWithAsync(fixture, async () =>
        {
            commits++;
            fixture.Pass(TimeSpan.FromDays(31));
            await HandledAsync(call);
        })).Is(201);

        Assert.Equal(1, commits);
        await fixture.SettleAsync();
        await call.IsDoneAsync(fixture);
    }

    [Fact]
    public async Task The_message_of_a_payment_that_is_refused_is_taken_back()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        await fixture.SettleAsync();

        (await customer.PayAsync(password: "wrong")).IsProblem(403, "wrong-password");

        Assert.Equal(
            ["query Clients", "send events", "transaction", "read Clients", "take back events"],
            fixture.Invocations.Of(MoneyCall.Payment)[^1].Kinds);
        Assert.True(await fixture.Rows.IsEmptyAsync(Events), "No message is left.");
        Assert.Empty(await fixture.RowsAsync(customer, "event-payment-"));
    }

    [Fact]
    public async Task The_message_of_a_payment_that_is_refused_late_is_given_up_by_itself()
    {
        var right = await MoneyCall.NewAsync(fixture, MoneyCall.Payment);
        var wrong = right with { SendAsync = () => right.Customer.PayAsync(password: "wrong", key: "key") };

        // Whoever handles the message puts it back: it can be taken back no longer.
        (await wrong.SendWithAsync(fixture, () => HandledAsync(wrong))).IsProblem(403, "wrong-password");

        await fixture.SettleAsync();
        var tombstone = await fixture.RowAsync(right.Customer, $"event-{right.EventId}");
        Assert.Equal("abandoned", tombstone["Kind"]);
        (await right.SendAsync()).Is(201);
        await fixture.SettleAsync();
        await right.IsDoneAsync(fixture);
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(61, true)]
    public void No_attempt_begins_more_than_a_minute_after_its_message(int seconds, bool isLate)
    {
        var sent = Stopwatch.GetTimestamp() - (seconds * Stopwatch.Frequency);
        var outbox = new EventOutbox(queues: null!, new CommitTimes());

        var error = Record.Exception(() => outbox.ThrowIfLate(new OutboxMessage(Receipt: null!, sent)));

        Assert.Equal(isLate, error is BusyException);
    }

    [Fact]
    public async Task A_top_up_that_the_balance_cannot_hold_sends_no_message_and_earlier_ones_are_repeated()
    {
        var call = await MoneyCall.NewAsync(fixture, MoneyCall.TopUp);
        (await call.SendAsync()).Is(201);
        await fixture.SettleAsync();
        var states = fixture.System.Services.GetRequiredService<ClientStates>();
        var state = await states.LoadAsync(call.Customer.ClientId, TestContext.Current.CancellationToken);
        var full = state.Account! with { Balance = new Money(long.MaxValue) };
        Assert.True(await states.TryCommitAsync(
            new Commit(state).Save(full),
            TestContext.Current.CancellationToken));

        (await call.Customer.TopUpAsync("0.01")).IsProblem(422, "validation-failed", "amount.amount");

        Assert.DoesNotContain("send events", fixture.Invocations.Of(MoneyCall.TopUp)[^1].Kinds);
        Assert.True(await fixture.Rows.IsEmptyAsync(Events), "No message is left.");
        (await call.SendAsync()).Is(200);
    }

    /// <summary>Makes the call; its message is lost.</summary>
    private async Task<MoneyCall> LoseMessageAsync(string function)
    {
        var call = await MoneyCall.NewAsync(fixture, function);
        await fixture.SettleAsync();
        fixture.Storage.Plan(StorageFault.Lose, request => request is { Kind: "send", Table: Events });
        (await call.SendAsync()).Is(201);
        fixture.Storage.Work();
        await fixture.SettleAsync();
        Assert.Equal(false, (await fixture.RowAsync(call.Customer, $"event-{call.EventId}"))["IsFollowed"]);
        return call;
    }

    private Task HandledAsync(MoneyCall call)
    {
        var before = call.TimesHandled(fixture);
        return Eventually.IsAsync(() => call.TimesHandled(fixture) > before, "The message was handled.");
    }
}
