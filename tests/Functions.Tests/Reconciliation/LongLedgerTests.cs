using Billing;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Reconciliation;

/// <summary>A ledger of many entries is checked in bounded parts.</summary>
public sealed class LongLedgerTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    private const string Phone = "+79001112233";

    [Fact]
    public async Task Requests_grow_with_chunks_and_not_with_entries()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        await fixture.DrainAsync();
        await AddPaymentsAsync(customer, 399);
        var one = await QueriesOfWholeCheckAsync(customer);
        await AddPaymentsAsync(customer, 800);
        var three = await QueriesOfWholeCheckAsync(customer);

        // Of each 500 entries, those and their checkpoints; of the 1,200 events a second page.
        Assert.InRange(three.Count - one.Count, 4, 6);
        Assert.Empty(await fixture.FailuresAsync(customer));

        // Entries that were checked are not read again; events are looked through, a thousand at a time.
        (await customer.TopUpAsync("1.00")).Is(201);
        await fixture.DrainAsync();
        var hourly = await ChecksAsync(customer, isWhole: false);
        Assert.InRange(hourly.Count(kind => kind.StartsWith("query", StringComparison.Ordinal)), 1, 9);

        await AssertPeriodsAreBoundedAsync(customer);

        // Only what is in the last part is wrong.
        var rows = await fixture.Rows.OfAsync(customer.ClientId);
        var tampering = new Tampering(fixture.Rows, customer, customer);
        await tampering.DeleteAsync(Tampering.Entry(1150));
        await fixture.ReconcileAsync(customer, isWhole: true);
        Assert.Single(await fixture.FailuresAsync(customer));
        Assert.True(rows.Count > 2400);
    }

    // The cabinet finds a period by halving the ledger, and sums up no more than a thousand entries.
    private async Task AssertPeriodsAreBoundedAsync(Customer customer)
    {
        (await customer.LogInAsync()).Is(200);
        var today = BusinessDay.FromInstant(fixture.System.Clock.GetUtcNow());
        var query = $"entries?limit=1&from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}";
        Assert.NotNull((await customer.CabinetAsync("GET", query)).Is(200)["next"]);
        Assert.InRange(fixture.Invocations.Of("GetEntries")[^1].Kinds.Count, 10, 14);
        (await customer.CabinetAsync("GET", "turnover")).IsProblem(422, "validation-failed", "from");
    }

    private async Task<IReadOnlyList<string>> QueriesOfWholeCheckAsync(Customer customer) =>
        [.. (await ChecksAsync(customer, isWhole: true)).Where(kind =>
            kind.StartsWith("query", StringComparison.Ordinal))];

    private async Task<IReadOnlyList<string>> ChecksAsync(Customer customer, bool isWhole)
    {
        await fixture.ReconcileAsync(customer, isWhole);
        var run = fixture.Invocations.Of("ReconcileAccount").Last(run =>
            run.Message!.Contains(customer.ClientId, StringComparison.Ordinal));
        return run.Kinds;
    }

    private async Task AddPaymentsAsync(Customer customer, int count)
    {
        var states = fixture.System.Services.GetRequiredService<ClientStates>();
        foreach (var chunk in Enumerable.Range(0, count).Chunk(40))
        {
            var state = await states.LoadAsync(customer.ClientId, TestContext.Current.CancellationToken);
            var (account, commit) = (state.Account!, new Commit(state));
            foreach (var _ in chunk)
            {
                var (eventId, at) = (Guid.NewGuid().ToString("N"), fixture.System.Clock.GetUtcNow());
                (account, var entry) = account.Append(new Money(-1), eventId, Details, at);
                commit.Add(entry).Add(eventId, new EventRecord(EventKind.Payment, at)
                {
                    Entry = entry.Number,
                    IsFollowed = true,
                });
            }

            var subscription = new Subscription(
                Phone,
                "base",
                "base",
                SubscriptionStatus.Paid,
                Details.PaidThrough,
                account.LastEntry);
            Assert.True(await states.TryCommitAsync(
                commit.Save(account).Save(subscription),
                TestContext.Current.CancellationToken));
        }
    }

    private static PaymentDetails Details { get; } =
        new(Phone, "base", "Базовый", 1, new(2030, 1, 1), new(2030, 1, 31));
}
