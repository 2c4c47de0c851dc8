using Functions.Tests.Promises;
using Local;

namespace Functions.Tests.Timers;

public sealed class FinishPendingTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Fact]
    public async Task Its_cost_grows_with_the_work_and_not_with_the_clients()
    {
        await fixture.SettleAsync();
        Assert.Equal(["query Pending"], (await fixture.RunTimerAsync("FinishPending")).Kinds);

        var customers = await fixture.NewCustomersAsync(6, "10000.00");
        await fixture.SettleAsync();
        Assert.Equal(["query Pending"], (await fixture.RunTimerAsync("FinishPending")).Kinds);

        foreach (var customer in customers)
        {
            fixture.System.World.MailFaults.Plan(new MailFault.TooManyRequests(TimeSpan.FromHours(2)), customer.Email);
        }

        var played = fixture.System.World.MailFaults.Played;
        await Task.WhenAll(customers.Select(customer => customer.TopUpAsync("1.00")));
        await Eventually.IsAsync(() => Task.FromResult(fixture.System.World.MailFaults.Played == played + 6), "All letters are refused.");
        await fixture.DrainAsync();
        fixture.Pass(TimeSpan.FromMinutes(125));

        // Whichever run comes first finds them all: each is put off by one request and its older marker taken away by another.
        var runs = fixture.Invocations.Of("FinishPending").Count;
        await fixture.RunTimerAsync("FinishPending");
        var kinds = fixture.Invocations.Of("FinishPending").Skip(runs - 1).SelectMany(run => run.Kinds).Where(kind => kind != "query Pending").ToArray();
        Assert.Equal(6, kinds.Count(kind => kind == "upsert Pending"));
        Assert.Equal(12, kinds.Length);
    }

    [Fact]
    public async Task Work_whose_messages_are_lost_again_and_again_is_tried_more_and_more_seldom_and_done_at_last()
    {
        await fixture.SettleAsync();
        var customer = fixture.NewCustomer();
        fixture.Invocations.DieAfter("SubmitClient");
        (await customer.SubmitAsync()).Is(500);
        fixture.Invocations.DieAfter("FinishPending");
        var runs = fixture.Invocations.Of("FinishPending").Count;

        for (var minute = 0; minute < 40; minute++)
        {
            fixture.Pass(TimeSpan.FromMinutes(1));
            await fixture.RunTimerAsync("FinishPending");
        }

        // Two minutes apart, then 4, 8 and 16.
        Assert.InRange(fixture.Invocations.Of("FinishPending").Skip(runs).SelectMany(run => run.Kinds).Count(kind => kind == "upsert Pending"), 3, 5);
        fixture.Invocations.Work();
        await fixture.SettleAsync();
        Assert.Equal(1, customer.Count("Доступ"));
    }
}
