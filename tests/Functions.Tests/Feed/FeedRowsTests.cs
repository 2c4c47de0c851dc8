using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Billing;
using Functions.Feed;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Functions.Tests.Feed.FeedReader;

namespace Functions.Tests.Feed;

/// <summary>The feed's rows have no gaps, whoever writes them, and however often.</summary>
public sealed class FeedRowsTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_instances_that_write_at_once_never_take_the_same_number()
    {
        await using var second = await fixture.StartSecondAsync();
        FeedRows[] writers = [Feed(fixture.System.Services), Feed(second.Services)];
        var partition = FeedRows.PartitionOf("two");
        var told = Enumerable.Range(1, 40).Select(i => NewEvent(i)).ToArray();

        var added = await Task.WhenAll(told.Select((each, i) => AppendAsync(writers[i % 2], partition, each)));

        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), added.Select(each => each.Number).Order());
        var read = await writers[0].AfterAsync(partition, 0, 100, CancellationToken).ToListAsync(CancellationToken);
        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), read.Select(each => each.Number));
        Assert.Equal(
            Enumerable.Range(1, 40).Select(i => (long)i),
            read.Select(each => each.Sequence).Order());
    }

    [Fact]
    public async Task An_event_that_is_told_again_keeps_its_number_and_its_payload()
    {
        var feed = Feed(fixture.System.Services);
        var partition = FeedRows.PartitionOf("again");
        var first = await feed.AppendAsync(partition, NewEvent(1), CancellationToken);
        await feed.AppendAsync(partition, NewEvent(2), CancellationToken);

        var again = await feed.AppendAsync(partition, NewEvent(1) with { Payload = [9] }, CancellationToken);

        Assert.Equal(first.Number, again.Number);
        Assert.Equal(first.Payload, again.Payload);
        Assert.Equal(2, await feed.AfterAsync(partition, 0, 100, CancellationToken).CountAsync(CancellationToken));
    }

    [Theory]
    [InlineData(StorageFault.LoseAnswer)]
    [InlineData(StorageFault.Unreachable)]
    [InlineData(StorageFault.Conflict)]
    public async Task An_event_is_in_both_feeds_once_when_a_write_of_either_fails(StorageFault fault)
    {
        foreach (var partition in new[] { "all", "account-" })
        {
            var customer = await fixture.NewCustomerAsync();
            await fixture.SettleAsync();
            fixture.Storage.Plan(fault, request =>
                request.Kind == "transaction"
                && request.Text.Contains("/Events(", StringComparison.Ordinal)
                && request.Text.Contains($"PartitionKey='{partition}", StringComparison.Ordinal));

            (await customer.ChooseAsync()).Is(201);

            await fixture.SettleAsync();
            fixture.Storage.Work();
            var told = await fixture.ToldAsync(customer);
            Assert.Equal([1, 2], told.Select(SequenceOf));
            Assert.Empty(await fixture.FailuresAsync(customer));
        }
    }

    [Fact]
    public async Task An_event_whose_work_is_done_again_is_told_once()
    {
        var customer = await fixture.NewCustomerAsync("1.00");
        var before = await fixture.ToldAsync(customer);
        var clients = fixture.Rows.Table("Clients");
        var services = fixture.System.Services;
        var states = services.GetRequiredService<ClientStates>();
        var tables = services.GetRequiredService<Tables>();
        await foreach (var row in clients.QueryAsync<TableEntity>(
            row => row.PartitionKey == customer.ClientId,
            cancellationToken: CancellationToken))
        {
            if (row.RowKey.StartsWith("event-", StringComparison.Ordinal))
            {
                var id = row.RowKey["event-".Length..];
                var stored = await states.FindEventAsync(customer.ClientId, id, CancellationToken);
                var unfollowed = stored!.Value with { IsFollowed = false };
                Assert.NotNull(await tables.Clients.TryUpdateAsync(stored, unfollowed, CancellationToken));
                var at = DateTimeOffset.UtcNow.ToString("O");
                await fixture.SendAsync(
                    "events",
                    $$"""{"clientId":"{{customer.ClientId}}","eventId":"{{id}}","sentAt":"{{at}}"}""",
                    times: 2);
            }
        }

        await fixture.SettleAsync();

        Assert.Equal(
            before.Select(each => each.ToJsonString()),
            (await fixture.ToldAsync(customer)).Select(each => each.ToJsonString()));
    }

    [Fact]
    public async Task A_snapshot_of_as_many_numbers_as_there_can_be_fits_whatever_they_are_called()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.PayAsync()).Is(201);
        await fixture.SettleAsync();
        await AddNumbersAsync(customer, Subscription.MaxPerClient - 1);

        (await customer.TopUpAsync("1.00")).Is(201);

        await fixture.SettleAsync();
        Assert.Empty(await fixture.FailuresAsync(customer));
        var told = (await fixture.ToldAsync(customer)).MaxBy(SequenceOf)!;
        Assert.Equal("money-arrived", TypeOf(told));
        Assert.Equal(Subscription.MaxPerClient, DataOf(told)["connections"]!.AsArray().Count);
        var stored = await Feed(fixture.System.Services)
            .AfterAsync(FeedRows.PartitionOf(customer.Account), 0, 100, CancellationToken)
            .LastAsync(CancellationToken);
        Assert.InRange(stored.Payload.Length, 10_000, 60_000);
        Assert.InRange(EventPayload.Unpack(stored).Length, 100_000, 300_000);
    }

    // Labels that no compression makes much shorter.
    private async Task AddNumbersAsync(Customer customer, int count)
    {
        var states = fixture.System.Services.GetRequiredService<ClientStates>();
        var state = await states.LoadAsync(customer.ClientId, CancellationToken);
        var paid = state.Subscriptions[Customer.Phone];
        var day = paid.PaidThrough!.Value;
        foreach (var chunk in Enumerable.Range(0, count).Chunk(100))
        {
            var commit = new Commit(state).Save(chunk.Select(i => paid with
            {
                Phone = $"+79{RandomNumberGenerator.GetInt32(1_000_000):D6}{i:D3}",
                Label = NewLabel(),
                NextTariffId = "extended",
                EarlierPeriods = [new("extended", day.AddDays(-i % 20)), new("base", day.AddDays(-1))],
            }));
            Assert.True(await states.TryCommitAsync(commit, CancellationToken));
        }
    }

    private static string NewLabel()
    {
        var label = new StringBuilder();
        while (label.Length < Subscription.MaxLabel)
        {
            label.Append((char)RandomNumberGenerator.GetInt32('\u4e00', '\u9fa5'));
        }

        return label.ToString();
    }

    // Two instances race each other: one that lost too often is asked again by its queue.
    private static async Task<FeedEvent> AppendAsync(FeedRows feed, string partition, FeedEvent told)
    {
        while (true)
        {
            try
            {
                return await feed.AppendAsync(partition, told, CancellationToken);
            }
            catch (BusyException)
            {
                await Task.Yield();
            }
        }
    }

    private static FeedRows Feed(IServiceProvider services) => services.GetRequiredService<FeedRows>();

    private static FeedEvent NewEvent(long sequence) => new(
        0,
        DateTimeOffset.UnixEpoch,
        FeedEventType.ClientChanged,
        "client",
        "account",
        "0000000018",
        sequence,
        EventPayload.Pack("{}"u8));
}
