namespace Functions.Tests.Promises;

/// <summary>
/// A commit that does not come within ten minutes of its message is given up by a tombstone: what comes all the same is
/// booked once, and followed once.
/// </summary>
public sealed class TombstoneTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    private const string Events = "events";

    public static TheoryData<string> Functions => [MoneyCall.Payment, MoneyCall.TopUp];

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_commit_that_comes_after_ten_minutes_replaces_the_tombstone_and_is_followed(string function)
    {
        var call = await MoneyCall.NewAsync(fixture, function);
        var commits = 0;

        (await call.SendWithAsync(fixture, () => ++commits == 1 ? AbandonAsync(call) : Task.CompletedTask)).Is(201);

        Assert.Equal(2, commits);
        await fixture.SettleAsync();
        await call.IsDoneAsync(fixture);
        (await call.SendAsync()).Is(200);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_message_that_meets_the_tombstone_before_the_commit_does_waits_for_it(string function)
    {
        var call = await MoneyCall.NewAsync(fixture, function);
        var commits = 0;

        (await call.SendWithAsync(fixture, async () =>
        {
            if (++commits == 1)
            {
                await AbandonAsync(call);
            }
            else
            {
                // Until every message was handled, or found to wait.
                var before = call.TimesHandled(fixture);
                await Eventually.IsAsync(
                    async () => call.TimesHandled(fixture) > before + 3 || await fixture.Rows.IsQuietAsync(),
                    "The messages are handled.");
            }
        })).Is(201);

        Assert.Equal(2, commits);
        await fixture.SettleAsync();
        await call.IsDoneAsync(fixture);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_commit_that_is_given_up_a_second_time_sends_its_message_a_second_time(string function)
    {
        var call = await MoneyCall.NewAsync(fixture, function);
        var commits = 0;

        (await call.SendWithAsync(fixture, async () =>
        {
            if (++commits <= 2)
            {
                // All messages so far are ten minutes old by then.
                await fixture.Queue(Events).ClearMessagesAsync(TestContext.Current.CancellationToken);
                await AbandonAsync(call);
            }
        })).Is(201);

        Assert.Equal(3, commits);
        await fixture.SettleAsync();
        await call.IsDoneAsync(fixture);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_commit_that_never_came_leaves_a_tombstone_and_the_same_call_can_be_made_later(string function)
    {
        var call = await MoneyCall.NewAsync(fixture, function);
        fixture.Storage.Plan(StorageFault.Busy, call.IsCommit, int.MaxValue);
        (await call.SendAsync()).IsProblem(503, "service-unavailable");
        fixture.Storage.Work();

        await fixture.Queue(Events).ClearMessagesAsync(TestContext.Current.CancellationToken);
        await AbandonAsync(call);
        await fixture.SettleAsync();

        await call.IsDoneAsync(fixture, isDone: false);
        Assert.Empty(await fixture.FailuresAsync(call.Customer));
        (await call.SendAsync()).Is(201);
        await fixture.SettleAsync();
        await call.IsDoneAsync(fixture);
    }

    /// <summary>Delivers the message as it would be ten minutes later.</summary>
    private async Task AbandonAsync(MoneyCall call)
    {
        var key = $"event-{call.EventId}";
        var rows = await fixture.Rows.OfAsync(call.Customer.ClientId);
        var before = rows.GetValueOrDefault(key)?.ETag;
        var sentAt = DateTimeOffset.UtcNow.AddMinutes(-11);
        await fixture.SendAsync(
            Events,
            $$"""{"clientId":"{{call.Customer.ClientId}}","eventId":"{{call.EventId}}","sentAt":"{{sentAt:O}}"}""");
        await Eventually.IsAsync(
            async () => (await fixture.Rows.OfAsync(call.Customer.ClientId)).GetValueOrDefault(key) is { } row
                && (string)row["Kind"] == "abandoned"
                && row.ETag != before,
            "There is a new tombstone.");
    }
}
