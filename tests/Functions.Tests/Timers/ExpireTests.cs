using Azure;
using Azure.Data.Tables;
using Functions.Tests.Promises;
using Local;

namespace Functions.Tests.Timers;

/// <summary>Subscriptions end at midnight in Moscow, which is 21:00 UTC of the day before.</summary>
public sealed class ExpireTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Fact]
    public async Task A_customer_is_reminded_five_days_before_and_told_at_the_end_once_each()
    {
        var (customer, ends) = await PaidAsync("10000.00");

        await MidnightAsync(ends.AddDays(-6));
        Assert.Equal(0, customer.Count("Подписка"));
        await MidnightAsync(ends.AddDays(-5));
        var reminder = await customer.LetterAsync(letter => letter.Subject.Contains("заканчивается", StringComparison.Ordinal));
        Assert.Contains("3\u00a0000,00\u00a0₽", reminder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Не хватает", reminder.Text, StringComparison.Ordinal);
        Assert.Contains(ends.ToString("dd.MM.yyyy", System.Globalization.CultureInfo.InvariantCulture), reminder.Text, StringComparison.Ordinal);
        for (var day = ends.AddDays(-4); day <= ends; day = day.AddDays(1))
        {
            await MidnightAsync(day);
        }

        // The last evening in Moscow.
        fixture.PassUntil(new DateTimeOffset(ends, new TimeOnly(20, 50), TimeSpan.Zero));
        await fixture.RunTimerAsync("ExpireSubscriptions");
        Assert.Equal("Оплачено", (await customer.ConnectionsAsync())["connections.0.statusText"]);
        Assert.Equal("Paid", (await fixture.RowAsync(customer, "state-connection-79001234567"))["Status"]);

        await MidnightAsync(ends.AddDays(1));
        Assert.Equal("Истекла", (await customer.ConnectionsAsync())["connections.0.statusText"]);
        Assert.Equal("Expired", (await fixture.RowAsync(customer, "state-connection-79001234567"))["Status"]);
        await MidnightAsync(ends.AddDays(2));
        Assert.Equal(1, customer.Letters.Count(IsReminder));
        Assert.Equal(1, customer.Letters.Count(IsEnd));
    }

    [Fact]
    public async Task The_reminder_says_what_is_missing_on_the_balance()
    {
        var (customer, ends) = await PaidAsync(balance: null);
        (await customer.TopUpAsync("1000.00")).Is(201);

        await MidnightAsync(ends.AddDays(-5));

        var reminder = await customer.LetterAsync(IsReminder);
        Assert.Contains("Не хватает: 2\u00a0000,00\u00a0₽", reminder.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_who_cannot_be_read_does_not_keep_the_others_waiting()
    {
        var (unreadable, _) = await PaidAsync("10000.00");
        await SetStatusAsync(unreadable, "nonsense");
        var (other, ends) = await PaidAsync("10000.00");

        await MidnightAsync(ends.AddDays(1));

        await other.LetterAsync(IsEnd);
        Assert.Equal("Истекла", (await other.ConnectionsAsync())["connections.0.statusText"]);

        // Mended, he is next: his note was kept.
        await SetStatusAsync(unreadable, "Paid");
        await MidnightAsync(ends.AddDays(2));
        await unreadable.LetterAsync(IsEnd);
    }

    [Fact]
    public async Task A_run_that_is_late_by_days_catches_up()
    {
        var (late, ends) = await PaidAsync("10000.00");
        await MidnightAsync(ends.AddDays(-2));
        await late.LetterAsync(IsReminder);

        await fixture.System.StopFunctionsAsync();
        fixture.PassUntil(new DateTimeOffset(ends.AddDays(9), new TimeOnly(6, 0), TimeSpan.Zero));
        await fixture.System.StartFunctionsAsync(stop: TestContext.Current.CancellationToken);

        await late.LetterAsync(IsEnd);
        await fixture.RunTimerAsync("ExpireSubscriptions");
        await fixture.SettleAsync();
        Assert.Equal("Expired", (await fixture.RowAsync(late, "state-connection-79001234567"))["Status"]);
        Assert.Equal((1, 1), (late.Letters.Count(IsReminder), late.Letters.Count(IsEnd)));
    }

    [Fact]
    public async Task A_renewal_moves_the_end()
    {
        var (customer, ends) = await PaidAsync("20000.00");
        await MidnightAsync(ends.AddDays(-5));
        await customer.LetterAsync(IsReminder);
        var renewed = DateOnly.Parse((await customer.PayAsync()).Is(201)["paidThrough"]!, System.Globalization.CultureInfo.InvariantCulture);
        await fixture.SettleAsync();

        await MidnightAsync(ends.AddDays(1));
        Assert.Equal("Оплачено", (await customer.ConnectionsAsync())["connections.0.statusText"]);
        Assert.Equal((1, 0), (customer.Letters.Count(IsReminder), customer.Letters.Count(IsEnd)));

        await MidnightAsync(renewed.AddDays(-5));
        Assert.Equal((2, 0), (customer.Letters.Count(IsReminder), customer.Letters.Count(IsEnd)));
        await MidnightAsync(renewed.AddDays(1));
        Assert.Equal((2, 1), (customer.Letters.Count(IsReminder), customer.Letters.Count(IsEnd)));
    }

    [Fact]
    public async Task A_subscription_that_was_renewed_early_is_not_reminded_of_before_its_new_end()
    {
        var (customer, ends) = await PaidAsync("20000.00");
        var renewed = DateOnly.Parse((await customer.PayAsync()).Is(201)["paidThrough"]!, System.Globalization.CultureInfo.InvariantCulture);
        await fixture.SettleAsync();

        await MidnightAsync(ends.AddDays(-5));
        Assert.Equal(0, customer.Letters.Count(IsReminder));
        await MidnightAsync(renewed.AddDays(-5));
        Assert.Equal(1, customer.Letters.Count(IsReminder));
    }

    [Fact]
    public async Task A_client_whose_state_the_storage_withholds_is_looked_at_again_within_the_hour_and_the_others_now()
    {
        var (withheld, ends) = await PaidAsync("10000.00");
        var others = new List<Customer>();
        for (var i = 0; i < 2; i++)
        {
            var other = await fixture.NewCustomerAsync("10000.00");
            (await other.PayAsync()).Is(201);
            others.Add(other);
        }

        await fixture.SettleAsync();
        fixture.Storage.Plan(
            StorageFault.Busy,
            request => Invocation.Current?.Function == "ExpireSubscriptions" && request.Kind == "query" && request.Text.Contains(withheld.ClientId, StringComparison.Ordinal),
            int.MaxValue);
        await MidnightAsync(ends.AddDays(1));
        Assert.Equal("Paid", (await fixture.RowAsync(withheld, "state-connection-79001234567"))["Status"]);
        foreach (var other in others)
        {
            Assert.Equal("Expired", (await fixture.RowAsync(other, "state-connection-79001234567"))["Status"]);
        }

        fixture.Storage.Work();
        fixture.Pass(TimeSpan.FromHours(1));
        await Eventually.IsAsync(async () => (string)(await fixture.RowAsync(withheld, "state-connection-79001234567"))["Status"] == "Expired", "The next run ends it.");
    }

    [Fact]
    public async Task A_run_that_dies_half_way_is_finished_by_the_next()
    {
        var (customer, ends) = await PaidAsync("10000.00");
        fixture.Storage.Plan(StorageFault.DieAfter, request => Invocation.Current?.Function == "ExpireSubscriptions" && request.IsCommitOf(customer.ClientId));
        fixture.PassUntil(new DateTimeOffset(ends.AddDays(1), new TimeOnly(6, 0), TimeSpan.Zero));
        await Eventually.IsAsync(() => Task.FromResult(fixture.Storage.Dead), "The process died.");
        await fixture.RestartAsync();

        await fixture.RunTimerAsync("ExpireSubscriptions");
        await fixture.SettleAsync();

        Assert.Equal("Expired", (await fixture.RowAsync(customer, "state-connection-79001234567"))["Status"]);
        Assert.Equal(1, customer.Letters.Count(IsEnd));
    }

    private static bool IsReminder(Letter letter) => letter.Subject.Contains("заканчивается", StringComparison.Ordinal);

    private static bool IsEnd(Letter letter) => letter.Subject.Contains("закончилась", StringComparison.Ordinal);

    /// <summary>Somebody who paid one month on the tenth; without a balance he has just what it costs.</summary>
    private async Task<(Customer Customer, DateOnly Ends)> PaidAsync(string? balance)
    {
        var next = fixture.System.Clock.GetUtcNow().AddMonths(1);
        fixture.PassUntil(new DateTimeOffset(next.Year, next.Month, 10, 6, 0, 0, TimeSpan.Zero));
        var customer = await fixture.NewCustomerAsync();

        // A generated password would expire before the subscription.
        (await customer.LogInAsync()).Is(200);
        (await customer.CabinetAsync("POST", "password", new { currentPassword = customer.Password, newPassword = "a password of my own" })).Is(200);
        customer.Password = "a password of my own";
        (await customer.TopUpAsync(balance ?? (await customer.QuoteAsync()).Is(200)["amount.amount"]!)).Is(201);
        var paid = (await customer.PayAsync()).Is(201);
        await fixture.SettleAsync();
        return (customer, DateOnly.Parse(paid["paidThrough"]!, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Ten minutes past midnight in Moscow, at which the day begins; the timer runs by itself and once more.</summary>
    private async Task SetStatusAsync(Customer customer, string status)
    {
        var row = new TableEntity(customer.ClientId, "state-connection-79001234567") { ["Status"] = status };
        await fixture.Rows.Table("Clients").UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, TestContext.Current.CancellationToken);
    }

    private async Task MidnightAsync(DateOnly day)
    {
        fixture.PassUntil(new DateTimeOffset(day.AddDays(-1), new TimeOnly(21, 10), TimeSpan.Zero));
        await fixture.RunTimerAsync("ExpireSubscriptions");
        await fixture.RunTimerAsync("ExpireSubscriptions");
        await fixture.SettleAsync();
    }
}
