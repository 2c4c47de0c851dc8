using System.Globalization;
using Billing;
using Functions.Tests.Statements;
using Local;

namespace Functions.Tests.Reconciliation;

/// <summary>The vendor's accountants get a letter when the bank and the books differ.</summary>
public sealed class BankLetterTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    private const string Accountants = "buh@telphin.example";

    private readonly BankDesk _bank = new(fixture);

    [Fact]
    public async Task A_missing_day_is_told_once_and_a_letter_that_was_refused_goes_out_when_it_is_run_again()
    {
        fixture.System.World.MailFaults.Plan(new MailFault.RecipientRefused(), Accountants);
        await _bank.UploadAsync(_bank.File([], openingRoubles: 100, daysEarlier: 2));
        await _bank.UploadAsync(_bank.File([], openingRoubles: 300));
        await fixture.SettleAsync();

        // The letter is nobody's: the failure names no client.
        var refused = Assert.Single(await FailuresAsync(), failure => failure.Queue == "send-email");
        Assert.Null(refused.ClientId);
        (await fixture.Api.AutomateAsync("POST", $"failures/{refused.Id}/retry")).Is(202);
        var letter = await LetterAsync($"Сверка с банком: {RussianText.Day(_bank.Today)} не сходится");
        await fixture.RunTimerAsync("ReconcileBank");
        await fixture.SettleAsync();

        Assert.Single(Letters, each => each.Subject == letter.Subject);
        Assert.Contains(
            $"Где: Счёт {BankDesk.Account}\n"
            + $"Что не так: Остаток на начало дня {RussianText.Roubles(Money.FromRoubles(300))}, ",
            letter.Text,
            StringComparison.Ordinal);
        Assert.Contains("не хватает выписки", letter.Text, StringComparison.Ordinal);
        var day = _bank.Today.ToString("O", CultureInfo.InvariantCulture);
        Assert.Contains($"/api/pages/operator#reconciliation/{day}", letter.Text, StringComparison.Ordinal);
        Assert.Single(
            await FailuresAsync(),
            failure => failure.Found == "books-differ" && failure.Day == day);
    }

    [Fact]
    public async Task A_difference_of_all_the_books_is_told_once_when_they_are_settled()
    {
        var customer = await fixture.NewCustomerAsync("70.00");
        await fixture.SettleAsync();

        // Nothing is said while an account waits for its check.
        await fixture.RunTimerAsync("ReconcileBank");
        await fixture.SettleAsync();
        Assert.DoesNotContain(await FailuresAsync(), IsOfAllBooks);
        await fixture.RunTimerAsync("ReconcileBalances");
        await fixture.SettleAsync();
        await fixture.RunTimerAsync("ReconcileBank");
        await fixture.SettleAsync();
        Assert.DoesNotContain(await FailuresAsync(), IsOfAllBooks);

        await fixture.Rows.Table("Reconciliation").DeleteEntityAsync(
            "totals",
            customer.ClientId,
            cancellationToken: TestContext.Current.CancellationToken);
        for (var night = 0; night < 2; night++)
        {
            await fixture.RunTimerAsync("ReconcileBank");
            await fixture.SettleAsync();
        }

        var letter = await LetterAsync("Сверка с банком: книги не сходятся");
        Assert.Contains(
            $"разница {RussianText.Roubles(Money.FromRoubles(70))}",
            letter.Text,
            StringComparison.Ordinal);
        Assert.Single(Letters, each => each.Subject == letter.Subject);
        var failure = Assert.Single(await FailuresAsync(), IsOfAllBooks);

        // It is counted again with the next whole check; then nothing is off.
        await fixture.ReconcileAsync(customer, isWhole: true);
        (await fixture.Api.AutomateAsync("POST", $"failures/{failure.Id}/retry")).Is(202);
        await fixture.SettleAsync();
        Assert.Single(await FailuresAsync(), IsOfAllBooks);
        Assert.Equal(
            "0.00",
            (await fixture.Api.AutomateAsync("GET", "reconciliations")).Is(200)["total.difference.amount"]);
    }

    private static bool IsOfAllBooks(Failure failure) =>
        failure is { Found: "books-differ", Day: null };

    private Letter[] Letters =>
        [.. fixture.System.World.Mailbox.Letters.Where(letter => letter.To == Accountants)];

    private Task<Letter> LetterAsync(string subject) => fixture.System.World.Mailbox.WaitAsync(
        letter => letter.To == Accountants && letter.Subject == subject,
        limit: null,
        TestContext.Current.CancellationToken);

    private async Task<Failure[]> FailuresAsync() =>
    [
        .. (await fixture.Api.AutomateAsync("GET", "failures?limit=200")).Is(200).At("failures")!.AsArray()
            .Select(each => new Failure(
                (string)each!["id"]!,
                (string)each["queue"]!,
                (string)each["reason"]!,
                (string?)each["clientId"],
                (string?)each["found"],
                (string?)each["day"])),
    ];

    private sealed record Failure(
        string Id,
        string Queue,
        string Reason,
        string? ClientId,
        string? Found,
        string? Day);
}
