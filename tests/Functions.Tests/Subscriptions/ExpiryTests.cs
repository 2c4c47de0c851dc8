using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Billing;
using static Functions.Tests.Subscriptions.ExpiringFixture;

namespace Functions.Tests.Subscriptions;

/// <summary>Subscriptions end at midnight in Moscow, which is 21:00 UTC of the day before.</summary>
public sealed class ExpiryTests(ExpiringFixture fixture) : IClassFixture<ExpiringFixture>
{
    [Fact]
    public async Task A_customer_is_reminded_five_days_before_and_told_at_the_end_once_each()
    {
        var (customer, ends) = await fixture.NewPaidAsync("10000.00");

        await fixture.MidnightAsync(ends.AddDays(-6));
        Assert.Equal((0, 0), LettersOf(customer));
        await fixture.MidnightAsync(ends.AddDays(-5));
        var reminder = await customer.LetterAsync(IsReminder);
        Assert.Contains("3\u00a0000,00\u00a0₽", reminder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Не хватает", reminder.Text, StringComparison.Ordinal);
        var day = RussianText.Day(ends);
        Assert.Contains(day, reminder.Text, StringComparison.Ordinal);
        await fixture.MidnightAsync(ends);

        // The last evening in Moscow.
        fixture.PassUntil(new DateTimeOffset(ends, new TimeOnly(20, 50), TimeSpan.Zero));
        await fixture.RunTimerAsync("ExpireSubscriptions");
        await fixture.QuietAsync();
        Assert.Equal("Оплачено", (await customer.ConnectionsAsync())["connections.0.statusText"]);
        Assert.Equal("paid", await fixture.StatusAsync(customer));

        await fixture.MidnightAsync(ends.AddDays(1));
        Assert.Equal("Истекла", (await customer.ConnectionsAsync())["connections.0.statusText"]);
        Assert.Equal("expired", await fixture.StatusAsync(customer));
        await fixture.MidnightAsync(ends.AddDays(2));
        Assert.Equal((1, 1), LettersOf(customer));
    }

    [Fact]
    public async Task Several_numbers_that_end_on_one_day_are_in_one_letter_with_one_sum()
    {
        var (customer, ends) = await fixture.NewPaidAsync("4000.00", "+79007770001", "+79007770002");

        await fixture.MidnightAsync(ends.AddDays(-5));

        Assert.Equal((1, 0), LettersOf(customer));
        var reminder = await customer.LetterAsync(IsReminder);
        Assert.Contains("Всего: 9\u00a0000,00\u00a0₽", reminder.Text, StringComparison.Ordinal);
        Assert.Contains("Не хватает: 5\u00a0000,00\u00a0₽", reminder.Text, StringComparison.Ordinal);
        Assert.All(
            [Customer.Phone, "+79007770001", "+79007770002"],
            phone => Assert.Contains(RussianText.Phone(phone), reminder.Text, StringComparison.Ordinal));

        await fixture.MidnightAsync(ends.AddDays(1));
        Assert.Equal((1, 1), LettersOf(customer));
        var end = await customer.LetterAsync(IsEnd);
        Assert.Contains(RussianText.Phone("+79007770002"), end.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reminder_names_a_tariff_that_was_chosen_as_the_next_one()
    {
        var (customer, ends) = await fixture.NewPaidAsync("10000.00");
        (await customer.ChooseAsync(tariff: "extended")).Is(200);

        await fixture.MidnightAsync(ends.AddDays(-5));

        var reminder = await customer.LetterAsync(IsReminder);
        Assert.Contains("\nСледующий тариф: Расширенный\n", reminder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\nТариф: ", reminder.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_late_by_days_catches_up()
    {
        var (late, ends) = await fixture.NewPaidAsync("10000.00");
        await fixture.MidnightAsync(ends.AddDays(-2));
        await late.LetterAsync(IsReminder);

        await fixture.System.StopFunctionsAsync();
        fixture.PassUntil(new DateTimeOffset(ends.AddDays(9), new TimeOnly(6, 0), TimeSpan.Zero));
        await fixture.System.StartFunctionsAsync(cancellationToken: TestContext.Current.CancellationToken);

        await late.LetterAsync(IsEnd);
        await fixture.RunTimerAsync("ExpireSubscriptions");
        await fixture.DrainAsync();
        Assert.Equal("expired", await fixture.StatusAsync(late));
        Assert.Equal((1, 1), LettersOf(late));
    }

    [Fact]
    public async Task A_renewal_moves_the_end()
    {
        var (customer, ends) = await fixture.NewPaidAsync("20000.00");
        await fixture.MidnightAsync(ends.AddDays(-5));
        await customer.LetterAsync(IsReminder);
        var renewed = DayOf((await customer.PayAsync()).Is(201));
        await fixture.DrainAsync();

        await fixture.MidnightAsync(ends.AddDays(1));
        Assert.Equal("Оплачено", (await customer.ConnectionsAsync())["connections.0.statusText"]);
        Assert.Equal((1, 0), LettersOf(customer));

        await fixture.MidnightAsync(renewed.AddDays(-5));
        Assert.Equal((2, 0), LettersOf(customer));
        await fixture.MidnightAsync(renewed.AddDays(1));
        Assert.Equal((2, 1), LettersOf(customer));
    }

    [Fact]
    public async Task A_subscription_that_was_renewed_early_is_not_reminded_of_before_its_new_end()
    {
        var (customer, ends) = await fixture.NewPaidAsync("20000.00");
        var renewed = DayOf((await customer.PayAsync()).Is(201));
        await fixture.DrainAsync();

        await fixture.MidnightAsync(ends.AddDays(-5));
        Assert.Equal((0, 0), LettersOf(customer));
        await fixture.MidnightAsync(renewed.AddDays(-5));
        Assert.Equal((1, 0), LettersOf(customer));
    }

    [Fact]
    public async Task Who_has_just_paid_is_not_reminded_in_the_same_night_nor_in_the_next()
    {
        var (_, ends) = await fixture.NewPaidAsync("0.00");

        // Half past midnight in Moscow; the timer runs at five past one.
        fixture.PassUntil(new DateTimeOffset(ends.AddDays(-6), new TimeOnly(21, 30), TimeSpan.Zero));
        var customer = await fixture.NewCustomerAsync("10000.00");
        Assert.Equal(ends, DayOf((await customer.PayAsync()).Is(201)));
        await fixture.DrainAsync();
        fixture.PassUntil(new DateTimeOffset(ends.AddDays(-6), new TimeOnly(22, 5), TimeSpan.Zero));
        await fixture.RunTimerAsync("ExpireSubscriptions");
        await fixture.QuietAsync();
        await fixture.MidnightAsync(ends.AddDays(-4));
        Assert.Equal((0, 0), LettersOf(customer));

        await fixture.MidnightAsync(ends.AddDays(-3));
        Assert.Equal((1, 0), LettersOf(customer));
    }

    [Fact]
    public async Task Neither_a_client_nor_a_note_that_cannot_be_read_keeps_others_waiting()
    {
        var (damaged, _) = await fixture.NewPaidAsync("10000.00");
        await SetStatusAsync(damaged, "nonsense");
        var (other, ends) = await fixture.NewPaidAsync("10000.00");
        var day = ends.ToString("O", CultureInfo.InvariantCulture);
        await fixture.Rows.Table("Expiries").UpsertEntityAsync(
            new TableEntity(day, "0000") { ["Day"] = "nonsense" },
            TableUpdateMode.Replace,
            TestContext.Current.CancellationToken);

        await fixture.MidnightAsync(ends.AddDays(1));

        Assert.Equal("expired", await fixture.StatusAsync(other));
        Assert.Equal((0, 1), LettersOf(other));
        Assert.NotEmpty(await fixture.FailuresAsync(damaged));

        // Mended, it is next: its note was kept.
        await SetStatusAsync(damaged, "paid");
        await fixture.MidnightAsync(ends.AddDays(2));
        Assert.Equal("expired", await fixture.StatusAsync(damaged));
        Assert.Equal((0, 1), LettersOf(damaged));
    }

    [Fact]
    public async Task A_client_whom_the_storage_withholds_is_put_back_and_the_others_end_now()
    {
        var (withheld, _) = await fixture.NewPaidAsync("10000.00");
        var other = await fixture.NewCustomerAsync("10000.00");
        var ends = DayOf((await other.PayAsync()).Is(201));
        await fixture.DrainAsync();

        // The queue itself is there: the message is put back into it, however long the others take.
        fixture.Storage.Plan(
            StorageFault.Busy,
            request => Invocation.Current?.Function == "ExpireClient"
                && request.Kind != "send"
                && request.Text.Contains(withheld.ClientId, StringComparison.Ordinal),
            int.MaxValue);
        fixture.PassUntil(new DateTimeOffset(ends, new TimeOnly(21, 10), TimeSpan.Zero));

        await other.LetterAsync(IsEnd);
        Assert.Equal("paid", await fixture.StatusAsync(withheld));

        fixture.Storage.Work();
        await withheld.LetterAsync(IsEnd);
        Assert.Empty(await fixture.FailuresAsync(withheld));
    }

    [Fact]
    public async Task A_run_that_dies_half_way_is_finished_by_the_next()
    {
        var (customer, ends) = await fixture.NewPaidAsync("10000.00");
        fixture.Storage.Plan(
            StorageFault.DieAfter,
            request => Invocation.Current?.Function == "ExpireClient" && request.IsCommitOf(customer.ClientId));
        fixture.PassUntil(new DateTimeOffset(ends.AddDays(1), new TimeOnly(6, 0), TimeSpan.Zero));
        await Eventually.IsAsync(() => fixture.Storage.Dead, "The process died.");
        await fixture.RestartAsync();

        await fixture.RunTimerAsync("ExpireSubscriptions");
        await fixture.DrainAsync();

        Assert.Equal("expired", await fixture.StatusAsync(customer));
        Assert.Equal((0, 1), LettersOf(customer));
    }

    [Fact]
    public async Task Messages_that_come_twice_do_no_harm()
    {
        var (customer, ends) = await fixture.NewPaidAsync("10000.00");
        fixture.Storage.Copies = 2;
        await fixture.MidnightAsync(ends.AddDays(-5));
        await fixture.MidnightAsync(ends.AddDays(1));
        var day = ends.ToString("O", CultureInfo.InvariantCulture);
        await fixture.SendAsync("expire-client", $$"""{"clientId":"{{customer.ClientId}}","day":"{{day}}"}""", 4);
        await fixture.QuietAsync();
        fixture.Storage.Copies = 1;

        Assert.Equal((1, 1), LettersOf(customer));
        Assert.Equal("expired", await fixture.StatusAsync(customer));
    }

    private Task SetStatusAsync(Customer customer, string status) => fixture.Rows.Table("Clients").UpdateEntityAsync(
        new TableEntity(customer.ClientId, RowOf(Customer.Phone)) { ["Status"] = status },
        ETag.All,
        TableUpdateMode.Merge,
        TestContext.Current.CancellationToken);
}
