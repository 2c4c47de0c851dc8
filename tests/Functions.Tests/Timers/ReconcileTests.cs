using Azure.Data.Tables;
using Functions.Ledgers;
using Functions.Tests.Promises;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Timers;

/// <summary>Somebody changes rows past the functions.</summary>
public sealed class ReconcileTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    private TableClient Clients => fixture.Rows.Table("Clients");

    /// <summary>Each way of tampering, by what it does to the rows of a client with a top-up, a payment and another top-up.</summary>
    public static TheoryData<string> Tamperings => [.. Changes.Keys];

    private static readonly Dictionary<string, Func<Tampering, Task>> Changes = new()
    {
        ["the amount of an entry"] = t => t.SetAsync(Entry(2), "Amount", 60000L),
        ["the description of an entry"] = t => t.SetAsync(Entry(1), "Description", "Пополнение: кто-то другой"),
        ["an entry without its description"] = t => t.SetAsync(Entry(2), "Description", null),
        ["an entry that is gone"] = t => t.DeleteAsync(Entry(2)),
        ["the last entry gone"] = t => t.DeleteAsync(Entry(3)),
        ["an entry that cannot be read"] = t => t.SetAsync(Entry(2), "Amount", "many"),
        ["the balance of the account"] = t => t.SetAsync("state-account", "Balance", 10L),
        ["an account as it was before its last entry"] = async t =>
        {
            var before = await t.ReadAsync(Entry(2));
            await t.SetAsync("state-account", "Balance", before.GetInt64("BalanceAfter"));
            await t.SetAsync("state-account", "LastEntry", 2L);
            await t.SetAsync("state-account", "LastHash", before.GetString("Hash"));
        },
        ["the amount of a payment"] = async t => await t.SetAsync(await t.PaymentAsync(), "Amount", 100L),
        ["a payment that is gone"] = async t => await t.DeleteAsync(await t.PaymentAsync()),
        ["a payment without an entry"] = async t => await t.CopyAsync(await t.PaymentAsync(), "payment-ffffffffffffffffffffffffffffffff"),
        ["the amount of a top-up"] = async t => await t.SetAsync(await t.TopUpAsync(), "Amount", 100L),
        ["the balance after a top-up"] = async t => await t.SetAsync(await t.TopUpAsync(), "BalanceAfter", 100L),
        ["a top-up that is gone"] = async t => await t.DeleteAsync(await t.TopUpAsync()),
        ["a top-up that cannot be read"] = async t => await t.SetAsync(await t.TopUpAsync(), "Amount", "many"),
        ["a top-up without an entry"] = async t => await t.CopyAsync(await t.TopUpAsync(), "topup-ffffffffffffffffffffffffffffffff"),
        ["a subscription that is shorter than was paid"] = t => t.SetAsync("state-connection-79001234567", "PaidThrough", "2026-11-01"),
        ["a subscription that is longer than was paid"] = t => t.SetAsync("state-connection-79001234567", "PaidThrough", "2099-12-31"),
        ["a subscription that nobody paid"] = t => t.SetAsync("state-connection-79007654321", "PaidThrough", "2099-12-31"),
    };

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task The_account_is_frozen_and_reported_once_and_released_when_the_rows_are_right_again(string what)
    {
        var customer = await PaidUpAsync();
        var other = await fixture.NewCustomerAsync("10000.00");
        await fixture.SettleAsync();
        await fixture.RunTimerAsync("ReconcileBalances");
        Assert.Empty(await fixture.FailuresAsync(customer));
        var tampering = new Tampering(Clients, customer.ClientId);
        await Changes[what](tampering);

        // Nothing was paid since: the daily sweep finds it.
        fixture.Pass(TimeSpan.FromDays(1));
        await fixture.RunTimerAsync("ReconcileBalances");
        await Eventually.IsAsync(async () => await IsFrozenAsync(customer), "The account is under review.");
        (await customer.PayAsync("+79005550000")).IsProblem(409, "account-under-review");
        (await other.PayAsync()).Is(201);
        fixture.Pass(TimeSpan.FromDays(1));
        await fixture.RunTimerAsync("ReconcileBalances");
        await fixture.RunTimerAsync("ReconcileBalances");
        var failure = Assert.Single(await fixture.FailuresAsync(customer));
        Assert.Equal("reconciliation", failure.GetProperty("queue").GetString());
        Assert.Empty(await fixture.FailuresAsync(other));

        // Run again before anything was put right, it stays as it is.
        await RetryAsync();
        await fixture.RunTimerAsync("ReconcileBalances");
        Assert.True(await IsFrozenAsync(customer));

        await tampering.UndoAsync();
        await RetryAsync();
        await fixture.RunTimerAsync("ReconcileBalances");
        Assert.False(await IsFrozenAsync(customer));
        (await customer.PayAsync("+79005550000")).Is(201);

        async Task RetryAsync() => (await fixture.Api.AutomateAsync("POST", $"failures/{failure.GetProperty("id").GetString()}/retry")).Is(202);
    }

    [Fact]
    public async Task A_change_is_checked_within_the_hour_and_money_still_comes_in_to_a_frozen_account()
    {
        var customer = await PaidUpAsync();
        await fixture.SettleAsync();
        await fixture.RunTimerAsync("ReconcileBalances");
        await new Tampering(Clients, customer.ClientId).SetAsync("state-account", "Balance", 999999900L);

        (await customer.TopUpAsync("1.00")).Is(201);
        await fixture.SettleAsync();
        await fixture.RunTimerAsync("ReconcileBalances");

        Assert.True(await IsFrozenAsync(customer));
        (await customer.PayAsync("+79005550000")).IsProblem(409, "account-under-review");
        (await customer.TopUpAsync("2.00")).Is(201);
        Assert.Equal("10000002.00", await customer.BalanceAsync());
    }

    [Fact]
    public async Task A_top_up_that_tells_another_sum_than_its_entry_is_found_within_the_hour()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();
        (await customer.TopUpAsync("900.00")).Is(201);
        var tampering = new Tampering(Clients, customer.ClientId);
        await tampering.SetAsync(await tampering.TopUpAsync(), "Amount", 100L);

        await fixture.SettleAsync();
        await fixture.RunTimerAsync("ReconcileBalances");

        Assert.True(await IsFrozenAsync(customer));
        Assert.Equal("Entry 1 and its top-up tell different sums.", Assert.Single(await fixture.FailuresAsync(customer)).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_client_whose_requisites_cannot_be_read_is_reported_and_the_others_are_checked()
    {
        var (unreadable, other) = (await PaidUpAsync(), await PaidUpAsync());
        await fixture.SettleAsync();
        await fixture.RunTimerAsync("ReconcileBalances");
        var tampering = new Tampering(Clients, unreadable.ClientId);
        await tampering.SetAsync("state-client", "Requisites", "{}");
        await new Tampering(Clients, other.ClientId).SetAsync("state-account", "Balance", 10L);

        fixture.Pass(TimeSpan.FromDays(1));
        await fixture.RunTimerAsync("ReconcileBalances");

        await Eventually.IsAsync(() => IsFrozenAsync(other), "The other is checked.");
        await Eventually.IsAsync(async () => (await fixture.FailuresAsync(unreadable)).Length > 0, "It is reported.");
        await tampering.UndoAsync();
    }

    [Fact]
    public async Task A_clean_run_changes_and_reports_nothing()
    {
        var customer = await PaidUpAsync();
        await fixture.SettleAsync();
        var before = await fixture.Rows.OfAsync(customer.ClientId);

        await fixture.RunTimerAsync("ReconcileBalances");
        fixture.Pass(TimeSpan.FromDays(1));
        await fixture.RunTimerAsync("ReconcileBalances");

        var after = await fixture.Rows.OfAsync(customer.ClientId);
        Assert.Equal(Versions(before), Versions(after));
        Assert.Empty(await fixture.FailuresAsync(customer));
    }

    [Fact]
    public async Task Its_cost_grows_with_the_changed_accounts_and_not_with_all()
    {
        var customers = await fixture.NewCustomersAsync(6);
        await fixture.SettleAsync();
        await PassDayAsync();

        var nothing = (await ReconcileAsync()).Requests.Count;
        var one = await CostOfAsync(customers[..1]);
        var all = await CostOfAsync(customers);

        Assert.InRange(nothing, 1, 2);
        Assert.InRange(one - nothing, 1, 8);
        Assert.Equal(nothing + (6 * (one - nothing)), all);
        Assert.Equal(one, await CostOfAsync(customers[..1]));

        async Task<int> CostOfAsync(Customer[] changed)
        {
            await Task.WhenAll(changed.Select(customer => customer.TopUpAsync("1.00")));
            await Eventually.IsAsync(
                async () =>
                {
                    var noted = 0;
                    await foreach (var row in fixture.Rows.Table("Pending").QueryAsync<TableEntity>("PartitionKey eq 'changed'", cancellationToken: TestContext.Current.CancellationToken))
                    {
                        noted++;
                    }

                    return noted == changed.Length;
                },
                "The changes are noted.");
            return (await ReconcileAsync()).Requests.Count;
        }
    }

    [Fact]
    public async Task The_daily_sweep_goes_on_where_it_was_interrupted()
    {
        // Accounts of clients that there are not: enough of them for the sweep to note where it stands.
        var index = fixture.Rows.Table("Index");
        await Task.WhenAll(Enumerable.Range(0, 150).Select(i => index.UpsertEntityAsync(
            new TableEntity($"account-00000{i:D5}", "client") { ["ClientId"] = $"nobody-{i}" }, cancellationToken: TestContext.Current.CancellationToken)));
        var looked = 0;
        fixture.Storage.Plan(request => Task.FromResult(
            Invocation.Current?.Function == "ReconcileBalances" && IsOfNobody(request) && Interlocked.Increment(ref looked) > 120
                ? StorageFault.Busy : StorageFault.None));
        await PassDayAsync();
        Assert.True(looked > 120);
        fixture.Storage.Work();

        var resumed = await ReconcileAsync();

        // Of these accounts; what the real ones of other tests cost is another matter.
        Assert.InRange(resumed.Requests.Count(IsOfNobody), 1, 149);
        Assert.DoesNotContain(resumed.Requests, request => request.Text.Contains("'nobody-20'", StringComparison.Ordinal));
        Assert.Contains(resumed.Requests, request => request.Text.Contains("'nobody-149'", StringComparison.Ordinal));

        static bool IsOfNobody(StorageRequest request) => request is { Kind: "query", Table: "Clients" } && request.Text.Contains("'nobody-", StringComparison.Ordinal);
    }

    /// <summary>A day passes, and the timer's run that became due ends.</summary>
    private async Task PassDayAsync()
    {
        var runs = fixture.Invocations.Of("ReconcileBalances").Count;
        fixture.Pass(TimeSpan.FromDays(1));
        await Eventually.IsAsync(() => Task.FromResult(fixture.Invocations.Of("ReconcileBalances") is var all && all.Count > runs && all.All(run => run.Ended)), "It ran.");
    }

    /// <summary>A run that is surely this one: the timer may run too.</summary>
    private async Task<Invocation> ReconcileAsync()
    {
        var run = Invocation.Current = new("ReconcileBalances", null);
        await fixture.System.Services.GetRequiredService<ReconcileBalances>().RunAsync(TestContext.Current.CancellationToken);
        return run;
    }

    private static string Entry(long number) => $"entry-{long.MaxValue - number:D19}";

    private static IEnumerable<(string Row, Azure.ETag Version)> Versions(Dictionary<string, TableEntity> rows) =>
        rows.Where(row => row.Key != "checkpoint").Select(row => (row.Key, row.Value.ETag));

    private async Task<Customer> PaidUpAsync()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.ChooseAsync("+79007654321")).Is(201);
        (await customer.PayAsync(months: 2)).Is(201);
        (await customer.TopUpAsync("500.00")).Is(201);
        return customer;
    }

    private async Task<bool> IsFrozenAsync(Customer customer) => (await fixture.RowAsync(customer, "state-account")).GetBoolean("UnderReview") == true;

    /// <summary>Changes rows of a client's partition, and can put them back.</summary>
    private sealed class Tampering(TableClient clients, string clientId)
    {
        private readonly Dictionary<string, TableEntity> _before = [];
        private readonly List<string> _added = [];

        public async Task<TableEntity> ReadAsync(string rowKey) =>
            (await clients.GetEntityAsync<TableEntity>(clientId, rowKey, cancellationToken: TestContext.Current.CancellationToken)).Value;

        public Task<string> PaymentAsync() => FirstAsync("payment");

        public Task<string> TopUpAsync() => FirstAsync("topup");

        public async Task CopyAsync(string rowKey, string copy)
        {
            var row = await ReadAsync(rowKey);
            row.RowKey = copy;
            await clients.AddEntityAsync(row, TestContext.Current.CancellationToken);
            _added.Add(copy);
        }

        public async Task SetAsync(string rowKey, string name, object? value)
        {
            var row = await ReadAsync(rowKey);
            _before.TryAdd(rowKey, await ReadAsync(rowKey));
            row[name] = value;
            await clients.UpsertEntityAsync(row, TableUpdateMode.Replace, TestContext.Current.CancellationToken);
        }

        public async Task DeleteAsync(string rowKey)
        {
            _before.TryAdd(rowKey, await ReadAsync(rowKey));
            await clients.DeleteEntityAsync(clientId, rowKey, cancellationToken: TestContext.Current.CancellationToken);
        }

        public async Task UndoAsync()
        {
            foreach (var (key, row) in _before)
            {
                // The account stays under review until it is found to be right.
                row["UnderReview"] = key == "state-account" ? true : null;
                await clients.UpsertEntityAsync(row, TableUpdateMode.Replace, TestContext.Current.CancellationToken);
            }

            foreach (var key in _added)
            {
                await clients.DeleteEntityAsync(clientId, key, cancellationToken: TestContext.Current.CancellationToken);
            }
        }

        private async Task<string> FirstAsync(string kind)
        {
            await foreach (var row in clients.QueryAsync<TableEntity>($"PartitionKey eq '{clientId}' and RowKey ge '{kind}-' and RowKey lt '{kind}.'", cancellationToken: TestContext.Current.CancellationToken))
            {
                return row.RowKey;
            }

            throw new InvalidOperationException($"There is no {kind}.");
        }
    }
}
