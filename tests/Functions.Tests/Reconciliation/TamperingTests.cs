using System.Collections.Concurrent;
using Functions.Tests.Promises;

namespace Functions.Tests.Reconciliation;

/// <summary>Somebody changes rows past the functions.</summary>
public sealed class TamperingTests(ReconciledFixture fixture) : IClassFixture<ReconciledFixture>
{
    private const string AnotherPhone = "+79005550000";

    // Most of a case is waiting for queues.
    private const int AtOnce = 12;

    private int _phones;

    /// <summary>
    /// Each change is found by the whole check; those which the hourly check finds, by that one before.
    /// </summary>
    [Fact]
    public async Task Every_change_is_found_and_reported_once_and_over_when_undone_and_checked_again()
    {
        Assert.True(Changes.All.Count > 40, "There are changes.");
        var problems = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            Changes.All,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (change, _) =>
            {
                try
                {
                    await CheckAsync(change.Value);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    problems.Enqueue($"{change.Key}: {error}");
                }
            });
        Assert.Empty(problems);
    }

    /// <summary>The changes are made to rows that are there, and to nothing else.</summary>
    [Fact]
    public async Task Without_a_change_nothing_is_found()
    {
        var (_, customer) = await PreparedAsync(isChecked: false);

        await fixture.ReconcileAsync(customer, isWhole: false);
        await fixture.ReconcileAsync(customer, isWhole: true);

        Assert.Empty(await fixture.FailuresAsync(customer));
        Assert.False(await fixture.IsFrozenAsync(customer));
    }

    [Fact]
    public async Task An_operator_who_has_it_checked_before_it_is_undone_is_told_again()
    {
        var (tampering, customer) = await PreparedAsync(isChecked: true);
        await Changes.All["an entry: deleted"].RunAsync(tampering);
        await fixture.ReconcileAsync(customer, isWhole: true);

        await fixture.RetryAsync(customer);

        Assert.Equal(2, (await fixture.FailuresAsync(customer)).Length);
        Assert.True(await fixture.IsFrozenAsync(customer));
    }

    [Fact]
    public async Task A_note_of_what_was_booked_that_was_changed_stops_its_own_client_alone()
    {
        var (tampering, customer) = await PreparedAsync(isChecked: false);
        var key = $"{customer.ClientId}-{5:D19}";
        await tampering.SetAsync("Reconciliation", "changed", key, "Hash", new string('0', 64));
        (await fixture.Other.TopUpAsync("1.00")).Is(201);
        await fixture.DrainAsync();

        await fixture.RunTimerAsync("ReconcileBalances");
        await fixture.DrainAsync();

        Assert.True(await fixture.IsFrozenAsync(customer));
        Assert.Single(await fixture.FailuresAsync(customer));
        Assert.False(await fixture.IsFrozenAsync(fixture.Other));
        await tampering.UndoAsync();
        await fixture.RetryAsync(customer);
        Assert.False(await fixture.IsFrozenAsync(customer));
    }

    private async Task CheckAsync(Change change)
    {
        var (tampering, customer) = await PreparedAsync(isChecked: !change.IsFoundHourly);
        var amount = (await customer.QuoteAsync(AnotherPhone)).Is(200)["amount.amount"]!;
        if (change.IsFoundHourly)
        {
            await FindAsync(change, tampering, isWhole: false, failures: 1);
        }

        await FindAsync(change, tampering, isWhole: true, failures: change.IsFoundHourly ? 2 : 1);
        await ReadsAreAnsweredAsync(customer);
        var payment = await customer.PayAsync(AnotherPhone, amount: amount);
        _ = change.Freezes ? payment.IsProblem(409, "account-under-review") : payment.Is(201);
        (await fixture.Other.PayAsync($"+7901{Interlocked.Increment(ref _phones):0000000}")).Is(201);
        Assert.Empty(await fixture.FailuresAsync(fixture.Other));

        await UndoAsync(tampering);
        (await customer.PayAsync("+79005550001")).Is(201);
    }

    /// <summary>Makes a change, which is found and reported once.</summary>
    private async Task FindAsync(Change change, Tampering tampering, bool isWhole, int failures)
    {
        if (failures > 1)
        {
            await UndoAsync(tampering);
        }

        var customer = tampering.Customer;
        await change.RunAsync(tampering);
        await fixture.ReconcileAsync(customer, isWhole);
        Assert.Equal(failures, (await fixture.FailuresAsync(customer)).Length);
        await fixture.ReconcileAsync(customer, isWhole: true);
        Assert.Equal(failures, (await fixture.FailuresAsync(customer)).Length);
    }

    /// <summary>All is as it was: an operator who has it checked again is told nothing more.</summary>
    private async Task UndoAsync(Tampering tampering)
    {
        var failures = (await fixture.FailuresAsync(tampering.Customer)).Length;
        await tampering.UndoAsync();
        await fixture.RetryAsync(tampering.Customer);
        Assert.Equal(failures, (await fixture.FailuresAsync(tampering.Customer)).Length);
    }

    /// <summary>A client with five entries: three were checked, or all.</summary>
    private async Task<(Tampering Tampering, Customer Customer)> PreparedAsync(bool isChecked)
    {
        var customer = await fixture.NewCustomerAsync("100000.00");
        (await customer.LogInAsync()).Is(200);
        (await customer.ChooseAsync(Changes.UnpaidPhone)).Is(201);
        (await customer.PayAsync(months: 2)).Is(201);
        (await customer.TopUpAsync("500.00")).Is(201);
        await fixture.SettleAsync(customer);
        await fixture.ReconcileAsync(customer, isWhole: false);
        (await customer.TopUpAsync("300.00")).Is(201);
        var tampering = new Tampering(fixture.Rows, customer, fixture.Other);
        await tampering.RememberAsync();
        (await customer.PayAsync(tariff: "extended")).Is(201);
        await fixture.SettleAsync(customer);
        if (isChecked)
        {
            await fixture.ReconcileAsync(customer, isWhole: false);
        }

        return (tampering, customer);
    }

    /// <summary>Every read of widget and cabinet is answered, with what is asked for or with a problem.</summary>
    private static async Task ReadsAreAnsweredAsync(Customer customer)
    {
        Reply[] replies =
        [
            await customer.ReadAsync(),
            await customer.WidgetAsync("GET", "clients"),
            await customer.ConnectionsAsync(),
            await customer.QuoteAsync(),
            await customer.OwnAsync("GET", "payments"),
            await customer.OwnAsync("GET", "payments/2"),
            await customer.CabinetAsync("GET", "account"),
            await customer.CabinetAsync("GET", "entries"),
            await customer.LogInAsync(),
        ];
        Assert.All(replies, reply => Assert.True(
            reply.Status is 200 or 401 or 404 || reply is { Status: 409, Code: "account-under-review" },
            $"{reply.Status}: {reply.Text}"));
    }
}
