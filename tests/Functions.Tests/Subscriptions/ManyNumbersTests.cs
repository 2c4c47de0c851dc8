using System.Collections.Concurrent;
using System.Globalization;
using Billing;
using Functions.Catalog;
using Functions.Renewals;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Functions.Tests.Subscriptions.ExpiringFixture;

namespace Functions.Tests.Subscriptions;

/// <summary>Many numbers of one client, and many clients, end in the same night.</summary>
public sealed class ManyNumbersTests(ExpiringFixture fixture) : IClassFixture<ExpiringFixture>
{
    [Fact]
    public async Task More_numbers_than_a_transaction_takes_end_on_one_day()
    {
        var (customer, ends) = await fixture.NewPaidAsync("0.00");
        await AddPaidNumbersAsync(customer, 219);

        await fixture.MidnightAsync(ends.AddDays(1));

        var rows = await fixture.Rows.OfAsync(customer.ClientId);
        var statuses = rows.Values
            .Where(row => row.RowKey.StartsWith("state-subscription-", StringComparison.Ordinal))
            .Select(row => row.GetString("Status"));
        Assert.Equal(Enumerable.Repeat("expired", 220), statuses);
        Assert.Equal((0, 1), LettersOf(customer));
        var end = await customer.LetterAsync(IsEnd);
        Assert.Contains(RussianText.Phone("+79020000218"), end.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_whose_tariff_was_withdrawn_is_reminded_of_without_a_price()
    {
        var (customer, ends) = await fixture.NewPaidAsync("0.00");
        await fixture.System.StopFunctionsAsync();
        var extended = new TariffSettings { Id = "extended", Name = "Расширенный", MonthlyPrice = "5500.00" };
        await fixture.System.StartFunctionsAsync(
            builder => builder.Services.AddSingleton(new Tariffs([extended], [])),
            TestContext.Current.CancellationToken);

        await fixture.MidnightAsync(ends.AddDays(-5));

        var reminder = await customer.LetterAsync(IsReminder);
        Assert.Contains("больше не продаётся", reminder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Не хватает", reminder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Пополните", reminder.Text, StringComparison.Ordinal);
        await fixture.System.StopFunctionsAsync();
        await fixture.System.StartFunctionsAsync(cancellationToken: TestContext.Current.CancellationToken);
        await fixture.MidnightAsync(ends.AddDays(1));
        Assert.Equal((1, 1), LettersOf(customer));
    }

    /// <summary>The timer only selects and enqueues: a query for a thousand notes, and a message for each.</summary>
    [Fact]
    public async Task Handing_out_takes_a_message_for_each_client_and_bounded_many_at_a_time()
    {
        const int Clients = 300;
        var day = BusinessDay.FromInstant(fixture.System.Clock.GetUtcNow()).AddDays(-1);
        await AddNotesAsync(Clients, day);
        var (now, most) = (0, 0);
        var messages = new ConcurrentBag<string>();
        fixture.Storage.Plan(async request =>
        {
            if (Invocation.Current?.Function == "ExpireSubscriptions" && request.Kind == "send")
            {
                messages.Add(request.Text);
                InterlockedMax(ref most, Interlocked.Increment(ref now));
                await Task.Delay(5, TestContext.Current.CancellationToken);
                Interlocked.Decrement(ref now);
            }

            return StorageFault.None;
        });

        var run = await fixture.RunTimerAsync("ExpireSubscriptions");
        fixture.Storage.Work();

        Assert.Equal(1, run.Kinds.Count(kind => kind == "query Expiries"));
        Assert.Equal(Clients, run.Kinds.Count(kind => kind == "send expire-client"));
        Assert.Equal(Clients + 1, run.Kinds.Count);
        Assert.Equal(Clients, messages.Distinct().Count());
        Assert.InRange(most, 2, 32);
        await fixture.DrainAsync();
        Assert.Equal(["query Expiries"], (await fixture.RunTimerAsync("ExpireSubscriptions")).Kinds);
    }

    // Clients that there are not cost as much to hand out as others.
    private async Task AddNotesAsync(int count, DateOnly day)
    {
        var index = fixture.System.Services.GetRequiredService<ExpiryIndex>();
        foreach (var chunk in Enumerable.Range(0, count).Chunk(30))
        {
            await Task.WhenAll(chunk.Select(i => index.AddAsync(
                i.ToString("x32", CultureInfo.InvariantCulture),
                day,
                TestContext.Current.CancellationToken)));
        }
    }

    private async Task AddPaidNumbersAsync(Customer customer, int count)
    {
        var states = fixture.System.Services.GetRequiredService<ClientStates>();
        var state = await states.LoadAsync(customer.ClientId, TestContext.Current.CancellationToken);
        var paid = state.Subscriptions[Customer.Phone];
        foreach (var chunk in Enumerable.Range(0, count).Chunk(100))
        {
            var commit = new Commit(state);
            foreach (var i in chunk)
            {
                commit.Save(paid with { Phone = $"+7902{i:D7}" });
            }

            Assert.True(await states.TryCommitAsync(commit, TestContext.Current.CancellationToken));
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; value > seen;)
        {
            seen = Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
