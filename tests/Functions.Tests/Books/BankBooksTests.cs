using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Functions.Storage;
using Functions.Tests.Statements;
using Local;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Books;

/// <summary>
/// Mismatches of each kind are planted and found, and are over when they are mended. A day for each test.
/// </summary>
public sealed class BankBooksTests(BooksFixture fixture) : IClassFixture<BooksFixture>
{
    private readonly SimulatedBank _bank = fixture.Bank;
    private readonly BankDesk _desk = new(fixture);

    [Fact]
    public async Task A_day_whose_statement_is_missing()
    {
        var first = NextDay();
        Receive("5.00", "За услуги");
        NextDay();
        Receive("6.00", "За услуги");
        var third = NextDay();
        Receive("7.00", "За услуги");
        await UploadAsync(first);
        await UploadAsync(third);

        await fixture.NightAsync();
        var problem = Assert.Single((await ProblemsAsync(third))!);
        await UploadAsync(first.AddDays(1));
        await fixture.NightAsync();

        Assert.EndsWith("не хватает выписки.", problem, StringComparison.Ordinal);
        Assert.Contains(
            await fixture.FailuresAsync(),
            failure => Reason(failure).EndsWith(problem, StringComparison.Ordinal));
        Assert.Empty(await ProblemsAsync(third));
    }

    [Fact]
    public async Task A_movement_that_is_lost()
    {
        var day = NextDay();
        var line = Receive("17.00", "За услуги");
        var report = await UploadAsync(day);
        await fixture.NightAsync();
        var before = await DifferenceAsync(day);
        var lost = await TakeAsync(BankDesk.LineOf(report, line));

        await fixture.NightAsync();
        var (problem, difference) = (Assert.Single(await ProblemsAsync(day)), await DifferenceAsync(day));
        await fixture.Rows.Table("Movements").AddEntityAsync(lost, CancellationToken);

        Assert.Equal("Банк: поступило 17,00 ₽, а операций на 0,00 ₽.", problem.Replace('\u00a0', ' '));
        Assert.Equal(17_00, difference - before);
        Assert.Empty(await ProblemsAsync(day));
        Assert.Equal(before, await DifferenceAsync(day));
    }

    [Fact]
    public async Task A_movement_that_is_changed_past_the_app()
    {
        var day = NextDay();
        var line = Receive("19.00", "За услуги");
        var report = await UploadAsync(day);
        var row = await TakeAsync(BankDesk.LineOf(report, line));
        var changed = new TableEntity(row) { ["Amount"] = 1L };
        await fixture.Rows.Table("Movements").AddEntityAsync(changed, CancellationToken);

        await fixture.NightAsync();
        var problems = await ProblemsAsync(day);
        await fixture.Rows.Table("Movements").UpsertEntityAsync(row, TableUpdateMode.Replace, CancellationToken);

        Assert.Equal(2, problems.Length);
        Assert.Contains("Банк: поступило 19,00\u00a0₽, а операций на 0,00\u00a0₽.", problems);
        Assert.Contains(
            problems,
            problem => problem.EndsWith("изменена в обход программы и не учтена.", StringComparison.Ordinal));
        Assert.Empty(await ProblemsAsync(day));
    }

    [Fact]
    public async Task A_movement_that_is_not_decided_on()
    {
        var day = NextDay();
        var line = Receive("18.00", "За услуги");
        var report = await UploadAsync(day);
        var movements = fixture.System.Services.GetRequiredService<MovementRows>();
        var key = MovementKey.FromId((string)BankDesk.LineOf(report, line)["movementId"]!)!;
        var decided = (await movements.FindAsync(key, CancellationToken))!;
        var undecided = await movements.TryUpdateAsync(
            decided,
            decided.Value with { Status = Billing.MovementStatus.Deciding },
            CancellationToken);

        var problem = Assert.Single(await ProblemsAsync(day));
        await movements.TryUpdateAsync(undecided!, decided.Value, CancellationToken);

        Assert.Equal("Не разнесено 18,00 ₽.", problem.Replace('\u00a0', ' '));
        Assert.Empty(await ProblemsAsync(day));
    }

    /// <summary>
    /// Its money is taken from the account again, and an operator closes it. If the bank lists it once more, it waits
    /// for the operator.
    /// </summary>
    [Fact]
    public async Task A_line_that_the_bank_takes_back_and_lists_again()
    {
        var customer = await fixture.NewCustomerAsync();
        var day = NextDay();
        await fixture.NightAsync();
        var before = await DifferenceAsync(day);
        var line = Receive("81.00", customer.AccountNumber);
        var id = (string)BankDesk.LineOf(await UploadAsync(day), line)["movementId"]!;

        _bank.Strike(line);
        await UploadAsync(day, madeDaysLater: 2);
        await fixture.NightAsync();
        Assert.Equal(
            "Банк: поступило 0,00 ₽, а операций на 81,00 ₽.",
            Assert.Single(await ProblemsAsync(day)).Replace('\u00a0', ' '));
        Assert.Equal(-81_00, await DifferenceAsync(day) - before);
        Assert.Equal("true", (await MovementAsync(id))["isVanished"]);
        (await PostAsync($"suspense/{id}/dismissal", new { reason = "нет в банке", @operator = "Иванова" }))
            .IsProblem(409, "movement-settled");

        await CorrectAsync(customer, entry: 1);
        await SuspendedAsync(id);
        (await AssignAsync(id, customer)).IsProblem(409, "movement-settled");
        (await PostAsync($"suspense/{id}/return", new { reason = "нет в банке", @operator = "Иванова" }))
            .IsProblem(409, "movement-settled");
        (await PostAsync($"suspense/{id}/dismissal", new { reason = "нет в банке", @operator = "Иванова" })).Is(200);
        await fixture.NightAsync();
        Assert.Empty(await ProblemsAsync(day));
        Assert.Equal(before, await DifferenceAsync(day));

        _bank.Book(line);
        await UploadAsync(day, madeDaysLater: 3);
        var restored = await MovementAsync(id);
        Assert.Equal(("suspense", "false"), (restored["status"], restored["isVanished"]));
        (await AssignAsync(id, customer)).Is(200);
        await fixture.NightAsync();
        Assert.Empty(await ProblemsAsync(day));
        Assert.Equal(before, await DifferenceAsync(day));
        Assert.Equal("81.00", await customer.BalanceAsync());
    }

    /// <summary>As of a client who paid before movements were kept.</summary>
    [Fact]
    public async Task A_top_up_without_a_movement_gets_it_with_the_whole_check_and_a_statement_confirms_it()
    {
        var day = NextDay();
        var customer = await fixture.NewCustomerAsync();
        await fixture.NightAsync();
        var before = await DifferenceAsync(day);
        (await customer.TopUpAsync("91.00")).Is(201);
        await fixture.DrainAsync();
        var report = await FindAsync($"PartitionKey eq '{day:yyyyMMdd}' and RowKey ge 'rep-' and RowKey lt 'rep.'");
        await DeleteAsync(report);
        await fixture.NightAsync();
        Assert.Equal(-91_00, await DifferenceAsync(day) - before);

        var whole = $$"""{"clientId":"{{customer.ClientId}}","isWhole":true}""";
        await fixture.CheckedAsync(customer, 1, () => fixture.SendAsync("reconcile-account", whole));
        await fixture.DrainAsync();
        Assert.Equal(before, await DifferenceAsync(day));
        var line = Receive("91.00", customer.AccountNumber);

        Assert.Equal("confirmed same-as-report", BankDesk.ResultOf(await UploadAsync(day), line));
        Assert.Equal("91.00", await customer.BalanceAsync());
        Assert.Empty(await ProblemsAsync(day));
    }

    [Fact]
    public async Task Money_that_was_credited_wrongly_and_spent_goes_to_its_owner_in_full_and_the_rest_is_a_debt()
    {
        var (wrong, owner) = (await fixture.NewCustomerAsync(), await fixture.NewCustomerAsync());
        var day = NextDay();
        await fixture.NightAsync();
        var before = await DifferenceAsync(day);
        var line = Receive("5000.00", wrong.AccountNumber);
        var id = (string)BankDesk.LineOf(await UploadAsync(day), line)["movementId"]!;
        (await wrong.PayAsync()).Is(201);
        var spent = 5000_00 - Kopecks(await wrong.BalanceAsync());

        var reversal = await CorrectAsync(wrong, entry: 1);
        Assert.Equal(spent, Kopecks(await DebtAsync(wrong)));
        await SuspendedAsync(id);
        (await AssignAsync(id, owner)).Is(200);
        await fixture.NightAsync();

        Assert.Equal("0.00", reversal["balanceAfter.amount"]);
        Assert.Equal("5000.00", await owner.BalanceAsync());
        Assert.Equal(before, await DifferenceAsync(day));
        Assert.Equal(spent, Kopecks((await fixture.BooksAsync(day))["total.debts.amount"]!));

        // The money is another's now. What can still be done is to take the debt from what the client pays in.
        (await TryCorrectAsync(owner, entry: 1, amount: "5000.01"))
            .IsProblem(422, "validation-failed", "amount.amount");
        (await wrong.TopUpAsync("4000.00")).Is(201);
        Assert.Equal(4000_00 - spent, Kopecks((await CorrectAsync(wrong, entry: 3))["balanceAfter.amount"]!));
        (await TryCorrectAsync(wrong, entry: 3)).IsProblem(422, "validation-failed", "entry");
        Assert.Equal("0.00", await DebtAsync(wrong));
        await fixture.NightAsync();
        Assert.Equal(before, await DifferenceAsync(day));
        Assert.Equal("0.00", (await fixture.BooksAsync(day))["total.debts.amount"]);
        await wrong.LetterAsync("Исправлена операция № 1");
    }

    private async Task<string> DebtAsync(Customer customer)
    {
        var client = await fixture.Api.AutomateAsync("GET", $"operator/clients/{customer.ClientId}");
        return client.Is(200)["account.debt.amount"]!;
    }

    private DateOnly NextDay()
    {
        fixture.Pass(TimeSpan.FromDays(1));
        return _desk.Today;
    }

    private BankMovement Receive(string roubles, string purpose)
    {
        var movement = _desk.Transfer(roubles, purpose);
        _bank.Book(movement);
        return movement;
    }

    private Task<Reply> UploadAsync(DateOnly day, int madeDaysLater = 1) =>
        _desk.UploadAsync(_bank.File(day, day, day.AddDays(madeDaysLater)));

    private async Task<string[]> ProblemsAsync(DateOnly day) =>
    [
        .. (await fixture.BooksAsync(day)).At("accounts")!.AsArray()
            .SelectMany(account => account!["problems"]!.AsArray())
            .Select(problem => (string)problem!),
    ];

    /// <summary>Of all the books, once all that was booked is counted.</summary>
    private async Task<long> DifferenceAsync(DateOnly day)
    {
        var books = await fixture.BooksAsync(day);
        Assert.Equal("true", books["total.isSettled"]);
        return Kopecks(books["total.difference.amount"]!);
    }

    private async Task<Reply> CorrectAsync(Customer customer, int entry) =>
        (await TryCorrectAsync(customer, entry)).Is(201);

    private Task<Reply> TryCorrectAsync(Customer customer, int entry, string? amount = null) => PostAsync(
        $"accounts/{customer.AccountNumber}/corrections",
        new
        {
            entry,
            amount = amount is null ? null : new { amount, currency = "RUB" },
            reason = "ошибка в номере",
            @operator = "Иванова",
        });

    private Task<Reply> AssignAsync(string id, Customer customer) => PostAsync(
        $"suspense/{id}/assignments",
        new { accountNumber = customer.AccountNumber, reason = "по письму", @operator = "Иванова" });

    private Task<Reply> PostAsync(string path, object form) =>
        fixture.Api.AutomateAsync("POST", path, form, ("Idempotency-Key", Guid.NewGuid().ToString()));

    private Task SuspendedAsync(string id) => Eventually.IsAsync(
        async () => (await MovementAsync(id))["status"] == "suspense",
        "It belongs to nobody again.");

    private async Task<Reply> MovementAsync(string id) =>
        (await fixture.Api.AutomateAsync("GET", $"movements/{id}")).Is(200);

    /// <summary>Deletes the movement of a line.</summary>
    private async Task<TableEntity> TakeAsync(System.Text.Json.Nodes.JsonNode line)
    {
        var key = MovementKey.FromId((string)line["movementId"]!)!;
        var row = await FindAsync(TableClient.CreateQueryFilter(
            $"PartitionKey eq {key.PartitionKey} and RowKey eq {key.RowKey}"));
        await DeleteAsync(row);
        return row;
    }

    private Task DeleteAsync(TableEntity movement) => fixture.Rows.Table("Movements").DeleteEntityAsync(
        movement.PartitionKey,
        movement.RowKey,
        ETag.All,
        CancellationToken);

    private async Task<TableEntity> FindAsync(string filter) =>
        await fixture.Rows.Table("Movements")
            .QueryAsync<TableEntity>(filter, cancellationToken: CancellationToken)
            .SingleAsync(CancellationToken);

    private static string Reason(System.Text.Json.JsonElement failure) => failure.GetProperty("reason").GetString()!;

    private static long Kopecks(string amount) =>
        long.Parse(amount.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;
}
