using System.Globalization;
using System.Text.Json.Nodes;
using static Functions.Tests.Subscriptions.ExpiringFixture;

namespace Functions.Tests.Subscriptions;

/// <summary>Subscriptions that go on by themselves.</summary>
public sealed class RenewalTests(ExpiringFixture fixture) : IClassFixture<ExpiringFixture>
{
    private const string Second = "+79007770001";
    private const string Third = "+79007770002";

    [Fact]
    public async Task What_is_renewed_goes_on_with_one_debit_once_and_nobody_is_told_that_it_ends()
    {
        var (customer, ends) = await fixture.NewPaidAsync("7000.00", Second);
        (await SwitchOnAsync(customer, [Customer.Phone, Second], password: "wrong")).IsProblem(403, "wrong-password");
        (await SwitchOnAsync(customer, [Customer.Phone, Second])).Is(200);
        (await SwitchOnAsync(customer, [Customer.Phone, Second])).Is(200);
        Assert.Equal("3000.00", (await customer.ConnectionsAsync())["connections.0.renewedFor.amount"]);

        await fixture.MidnightAsync(ends.AddDays(-5));
        var letter = await customer.LetterAsync("Продлим");
        Assert.Contains("6\u00a0000,00", letter.Subject, StringComparison.Ordinal);
        await fixture.MidnightAsync(ends.AddDays(1));
        await fixture.RunTimerAsync("ExpireSubscriptions");
        await fixture.QuietAsync();

        Assert.Equal("1000.00", await customer.BalanceAsync());
        var connections = await customer.ConnectionsAsync();
        var next = ends.AddDays(1).AddMonths(1).AddDays(-1).ToString("O", CultureInfo.InvariantCulture);
        Assert.Equal(("paid", next), (connections["connections.0.status"], connections["connections.0.paidThrough"]));
        Assert.Equal(("paid", next), (connections["connections.1.status"], connections["connections.1.paidThrough"]));
        Assert.Contains("продление", (await customer.LetterAsync("Оплачено номеров")).Text, StringComparison.Ordinal);
        Assert.Equal((0, 0), LettersOf(customer));
    }

    [Fact]
    public async Task As_many_are_renewed_as_the_balance_suffices_for_and_one_letter_says_what_is_missing()
    {
        var (customer, ends) = await fixture.NewPaidAsync("3500.00", Second, Third);
        (await SwitchOnAsync(customer, [Customer.Phone, Second])).Is(200);

        await fixture.MidnightAsync(ends.AddDays(-5));
        var reminder = await customer.LetterAsync(IsReminder);
        Assert.Contains("Не хватает: 5\u00a0500,00", reminder.Text, StringComparison.Ordinal);
        Assert.Contains("спишем 3\u00a0000,00", reminder.Text, StringComparison.Ordinal);
        await fixture.RunTimerAsync("ExpireSubscriptions");
        await fixture.QuietAsync();

        // One invoice for what is missing, and no letter of its own.
        var invoice = Assert.Single(await InvoicesAsync(customer))!;
        Assert.Equal("5500.00", (string?)invoice["amount"]!["amount"]);
        Assert.Contains($"Счёт № {invoice["number"]}", reminder.Text, StringComparison.Ordinal);
        Assert.Equal($"schet-{invoice["number"]}.pdf", Assert.Single(reminder.Files).Name);
        Assert.Single(customer.Letters, letter => letter.Files.Count > 0);
        await fixture.MidnightAsync(ends.AddDays(1));

        Assert.Equal("500.00", await customer.BalanceAsync());
        Assert.Equal(
            ("paid", "expired", "expired"),
            (await StatusAsync(Customer.Phone), await StatusAsync(Second), await StatusAsync(Third)));
        Assert.Equal((1, 1), LettersOf(customer));

        Task<string?> StatusAsync(string phone) => fixture.StatusAsync(customer, phone);
    }

    [Fact]
    public async Task It_is_switched_off_without_a_password_and_a_number_that_is_not_there_is_not_renewed()
    {
        var (customer, ends) = await fixture.NewPaidAsync("5000.00");
        (await SwitchOnAsync(customer, ["+79009999999"])).IsProblem(422, "validation-failed", "phones[0]");
        (await SwitchOnAsync(customer, [Customer.Phone], key: "on")).Is(200);
        (await StopAsync(customer)).Is(204);
        (await StopAsync(customer)).Is(204);
        Assert.Null((await customer.ConnectionsAsync())["connections.0.renewedFor"]);

        await fixture.MidnightAsync(ends.AddDays(1));

        Assert.Equal("5000.00", await customer.BalanceAsync());
        Assert.Equal("expired", await fixture.StatusAsync(customer));
    }

    [Fact]
    public async Task Nobody_whose_money_waits_for_an_operator_is_cut_off()
    {
        var (customer, ends) = await fixture.NewPaidAsync("0.00");
        (await SwitchOnAsync(customer, [Customer.Phone])).Is(200);
        fixture.PassUntil(new DateTimeOffset(ends, new TimeOnly(9, 0), TimeSpan.Zero));
        var desk = new Statements.BankDesk(fixture);
        var inn = (await customer.ReadAsync()).Is(200)["requisites.inn"]!;
        var twin = await fixture.NewCustomerAsync();
        Assert.Equal(inn, (await twin.ReadAsync()).Is(200)["requisites.inn"]);
        var line = desk.Transfer("3100.00", "за связь", number: "45", inn: inn);
        await desk.UploadAsync(desk.File([line], openingRoubles: 1000));
        await fixture.DrainAsync();

        await fixture.MidnightAsync(ends.AddDays(1));
        Assert.Equal("paid", await fixture.StatusAsync(customer));
        Assert.Equal(
            ends.AddDays(1).ToString("O", CultureInfo.InvariantCulture),
            (await customer.ConnectionsAsync())["connections.0.graceUntil"]);

        // The money is found: the whole next month is paid for from its first day.
        (await customer.TopUpAsync("3000.00")).Is(201);
        await fixture.MidnightAsync(ends.AddDays(2));
        Assert.Equal("0.00", await customer.BalanceAsync());
        Assert.Equal("paid", await fixture.StatusAsync(customer));
        Assert.Equal((1, 0), LettersOf(customer));
        Assert.Contains("мы продлим сами", (await customer.LetterAsync(IsReminder)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_brings_the_invoice_that_the_customer_made_for_these_numbers()
    {
        var (customer, ends) = await fixture.NewPaidAsync("100.00");
        fixture.PassUntil(new DateTimeOffset(ends.AddDays(-6), new TimeOnly(9, 0), TimeSpan.Zero));
        var item = new { phone = Customer.Phone, tariff = "extended", months = 3 };
        var made = (await customer.OwnAsync(
            "POST",
            "invoices",
            new { items = new[] { item } },
            ("Idempotency-Key", "made"))).Is(201);
        await fixture.QuietAsync();

        await fixture.MidnightAsync(ends.AddDays(-5));

        var reminder = await customer.LetterAsync(IsReminder);
        Assert.Equal($"schet-{made["number"]}.pdf", Assert.Single(reminder.Files).Name);
        Assert.Single(await InvoicesAsync(customer));
    }

    private static async Task<JsonArray> InvoicesAsync(Customer customer) =>
        (await customer.OwnAsync("GET", "invoices")).Is(200).At("invoices")!.AsArray();

    private static Task<Reply> SwitchOnAsync(
        Customer customer,
        string[] phones,
        string key = "renewals",
        string? password = null) => customer.OwnAsync(
            "POST",
            "renewals",
            new { phones, password = password ?? customer.Password },
            ("Idempotency-Key", key));

    private static Task<Reply> StopAsync(Customer customer) =>
        customer.OwnAsync("POST", "renewals/stop", new { phones = new[] { Customer.Phone } });
}
