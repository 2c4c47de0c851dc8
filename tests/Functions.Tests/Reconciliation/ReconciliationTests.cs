using Azure.Data.Tables;

namespace Functions.Tests.Reconciliation;

/// <summary>What is checked when, and what is no mismatch.</summary>
public sealed class ReconciliationTests(ReconciledFixture fixture) : IClassFixture<ReconciledFixture>
{
    [Fact]
    public async Task The_timer_has_what_was_booked_since_checked_once()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        await fixture.DrainAsync();
        await fixture.RunTimerAsync("ReconcileBalances");
        await fixture.DrainAsync();
        Assert.Single(ChecksOf(customer, isWhole: false));

        await fixture.RunTimerAsync("ReconcileBalances");
        await fixture.DrainAsync();

        Assert.Single(ChecksOf(customer, isWhole: false));
    }

    [Fact]
    public async Task Every_client_has_a_whole_check_within_a_week_and_a_freeze_stays_until_an_operator_lifts_it()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.PayAsync()).Is(201);
        await fixture.DrainAsync();
        await fixture.ReconcileAsync(customer, isWhole: true);
        var tampering = new Tampering(fixture.Rows, customer, fixture.Other);
        await tampering.ChangeAsync(Tampering.Entry(2), "Amount");

        await AllSlicesAsync();
        Assert.True(await fixture.IsFrozenAsync(customer));
        Assert.Single(await fixture.FailuresAsync(customer));

        await tampering.UndoAsync();
        await fixture.ReconcileAsync(customer, isWhole: true);
        Assert.True(await fixture.IsFrozenAsync(customer));
        Assert.Single(await fixture.FailuresAsync(customer));
        Assert.False(await fixture.IsFrozenAsync(fixture.Other));

        await fixture.RetryAsync(customer);
        Assert.False(await fixture.IsFrozenAsync(customer));
    }

    [Fact]
    public async Task A_frozen_account_takes_money_in()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        await fixture.DrainAsync();
        await new Tampering(fixture.Rows, customer, fixture.Other).ChangeAsync(Tampering.Entry(1), "Amount");
        await fixture.ReconcileAsync(customer, isWhole: false);

        (await customer.PayAsync()).IsProblem(409, "account-under-review");
        (await customer.TopUpAsync("2.00")).Is(201);
        Assert.Equal("10002.00", await customer.BalanceAsync());
    }

    [Fact]
    public async Task An_account_that_changes_all_the_time_is_not_frozen()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        using var stop = new CancellationTokenSource();
        var booking = BookAsync(stop.Token);

        for (var i = 0; i < 10; i++)
        {
            await fixture.SendAsync(
                "reconcile-account",
                $$"""{"clientId":"{{customer.ClientId}}","isWhole":{{(i % 2 == 0 ? "true" : "false")}}}""");
        }

        await Eventually.IsAsync(
            () => ChecksOf(customer, isWhole: true).Count(run => run.Ended) >= 5
                && ChecksOf(customer, isWhole: false).Count(run => run.Ended) >= 5,
            "All checks ended.");
        await stop.CancelAsync();
        Assert.InRange(await booking, 2, int.MaxValue);
        await fixture.DrainAsync();

        Assert.False(await fixture.IsFrozenAsync(customer));
        Assert.Empty(await fixture.FailuresAsync(customer));
        await fixture.ReconcileAsync(customer, isWhole: true);
        Assert.False(await fixture.IsFrozenAsync(customer));

        async Task<int> BookAsync(CancellationToken stopping)
        {
            var count = 0;
            for (; !stopping.IsCancellationRequested; count++)
            {
                (await customer.TopUpAsync("1.00")).Is(201);
            }

            return count;
        }
    }

    [Fact]
    public async Task A_storage_that_fails_is_no_mismatch_and_the_check_is_made_when_it_works()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        await fixture.DrainAsync();
        fixture.Storage.Plan(
            StorageFault.Busy,
            request => Invocation.Current?.Message?.Contains(customer.ClientId, StringComparison.Ordinal) == true
                && request.Kind == "query",
            times: 12);

        await fixture.ReconcileAsync(customer, isWhole: true);
        fixture.Storage.Work();

        Assert.InRange(ChecksOf(customer, isWhole: true).Count, 2, 10);
        Assert.False(await fixture.IsFrozenAsync(customer));
        Assert.Empty(await fixture.FailuresAsync(customer));
    }

    [Fact]
    public async Task A_slice_skips_from_client_to_client()
    {
        var customers = await fixture.NewCustomersAsync(3, "1.00");
        await fixture.DrainAsync();
        var prefix = customers[0].ClientId[..2];
        var count = (await ClientsAsync()).Count(id => id.StartsWith(prefix, StringComparison.Ordinal));

        await fixture.SendAsync("reconcile-account", $$"""{"slice":"clients-{{prefix}}"}""");
        await fixture.DrainAsync();

        // One query for each client, and one that finds no more; a message for each.
        var run = fixture.Invocations.Of("ReconcileAccount").Last(run =>
            run.Message!.Contains($"clients-{prefix}", StringComparison.Ordinal));
        Assert.Equal(count + 1, run.Kinds.Count(kind => kind == "query Clients"));
        Assert.Equal(count, run.Kinds.Count(kind => kind == "send reconcile-account"));
        Assert.NotEmpty(ChecksOf(customers[0], isWhole: true));
    }

    [Fact]
    public async Task A_slice_of_look_ups_finds_an_account_that_is_gone_and_one_that_was_changed()
    {
        var (gone, changed) = (await fixture.NewCustomerAsync("1.00"), await fixture.NewCustomerAsync("1.00"));
        await fixture.DrainAsync();
        fixture.Pass(TimeSpan.FromDays(2));
        await fixture.QuietAsync();
        var before = (await fixture.FailuresAsync()).Length;
        var (first, second) = (
            new Tampering(fixture.Rows, gone, fixture.Other),
            new Tampering(fixture.Rows, changed, fixture.Other));
        foreach (var row in (await fixture.Rows.OfAsync(gone.ClientId)).Keys)
        {
            await first.DeleteAsync(row);
        }

        await second.ChangeLookupAsync("account", isDeleted: false);
        await CheckAsync();
        await CheckAsync();

        // The checks of clients find more.
        var reasons = (await fixture.FailuresAsync())[..^before]
            .Where(each => !each.TryGetProperty("clientId", out var id)
                || id.GetString() is null
                || id.GetString() == gone.ClientId)
            .Select(each => each.GetProperty("reason").GetString()!)
            .Where(reason => reason.StartsWith("The look-up", StringComparison.Ordinal));
        Assert.Equal(
            new[]
            {
                $"The look-up of account {gone.AccountNumber} leads to a client that does not have it.",
                $"The look-up of account {changed.AccountNumber} was changed past the app.",
            }.Order(),
            reasons.Order());
        await first.UndoAsync();
        await second.UndoAsync();

        async Task CheckAsync()
        {
            foreach (var customer in new[] { gone, changed }.DistinctBy(each => each.AccountNumber[..2]))
            {
                var text = $$"""{"slice":"accounts-{{customer.AccountNumber[..2]}}"}""";
                await fixture.SendAsync("reconcile-account", text);
            }

            await fixture.DrainAsync();
        }
    }

    [Fact]
    public async Task A_note_of_a_slice_that_was_changed_has_the_slice_checked()
    {
        await AllSlicesAsync();
        await fixture.Rows.Table("Reconciliation").UpdateEntityAsync(
            new TableEntity("slices", "clients-00") { ["CheckedAt"] = "2999-01-01T00:00:00+00:00" },
            Azure.ETag.All,
            TableUpdateMode.Merge,
            TestContext.Current.CancellationToken);

        var run = await fixture.RunTimerAsync("ReconcileBalances");
        await fixture.DrainAsync();

        Assert.Contains(run.Requests, request =>
            request.Kind == "send" && request.Text.Contains("clients-00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_check_that_finds_nothing_changes_nothing()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.PayAsync()).Is(201);
        await fixture.DrainAsync();
        var before = await VersionsAsync();

        await fixture.ReconcileAsync(customer, isWhole: false);
        await fixture.ReconcileAsync(customer, isWhole: true);

        Assert.Equal(before, await VersionsAsync());
        Assert.Empty(await fixture.FailuresAsync(customer));

        async Task<IEnumerable<string>> VersionsAsync() =>
            (await fixture.Rows.OfAsync(customer.ClientId)).Select(row => $"{row.Key} {row.Value.ETag}");
    }

    /// <summary>A week passes, and the timer runs as often as all slices take.</summary>
    private async Task AllSlicesAsync()
    {
        fixture.Pass(TimeSpan.FromDays(7.1));
        for (var i = 0; i < 6; i++)
        {
            await fixture.RunTimerAsync("ReconcileBalances");
        }

        await fixture.QuietAsync();
    }

    private List<Invocation> ChecksOf(Customer customer, bool isWhole) =>
        [.. fixture.Invocations.Of("ReconcileAccount").Where(run =>
            run.Message!.Contains(customer.ClientId, StringComparison.Ordinal)
            && run.Message.Contains("\"isWhole\":true", StringComparison.Ordinal) == isWhole)];

    private async Task<IReadOnlyList<string>> ClientsAsync()
    {
        var rows = fixture.Rows.Table("Clients").QueryAsync<TableEntity>(
            "RowKey eq 'state-client'",
            cancellationToken: TestContext.Current.CancellationToken);
        return await rows.Select(row => row.PartitionKey).ToListAsync(TestContext.Current.CancellationToken);
    }
}
