using Billing;
using Functions.Http;
using Functions.Storage;

namespace Functions.Reconciliation;

/// <summary>The equation of a bank day, and that of all the books.</summary>
public sealed class BankReport(
    BankBooks books,
    BookRows rows,
    ChangedAccounts changedAccounts,
    TimeProvider time)
{
    /// <summary>Reports a day; today's if none is named.</summary>
    public async Task<Outcome> ReadAsync(string? dayText, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var (_, named) = new PeriodRequest(null, dayText).Read(errors);
        if (errors.Any)
        {
            return Problems.ValidationFailed(Renamed());
        }

        var day = named ?? BusinessDay.FromInstant(time.GetUtcNow());
        var accounts = await books.CountAsync(day, cancellationToken);
        var (total, problem) = await CompareAsync(cancellationToken);
        return Outcome.Ok(new ReconciliationBody(
            day,
            [
                .. accounts.Select(each =>
                    AccountDayBody.From(each.Account, each.Bank, each.Sums, day, each.Problems)),
            ],
            total,
            problem is null ? [] : [problem]));

        static FieldErrors Renamed()
        {
            var renamed = new FieldErrors();
            renamed.Add("day", "Укажите день: 2026-11-30.");
            return renamed;
        }
    }

    /// <summary>The equation of all the books, as far as they were checked.</summary>
    public async Task<BooksBody> TotalAsync(CancellationToken cancellationToken) =>
        (await CompareAsync(cancellationToken)).Total;

    /// <summary>What the equation is off by, and what to say of it, Russian; null if nothing, or nothing yet.</summary>
    public async Task<string?> FindDifferenceAsync(CancellationToken cancellationToken) =>
        (await CompareAsync(cancellationToken)).Problem;

    private async Task<(BooksBody Total, string? Problem)> CompareAsync(CancellationToken cancellationToken)
    {
        var bankIn = await books.BankInAsync(cancellationToken);
        var sums = await rows.SumAsync(cancellationToken);
        var totals = await rows.TotalAsync(cancellationToken);
        var isSettled = !await changedAccounts.ClientsAsync(cancellationToken).AnyAsync(cancellationToken);
        var total = BooksBody.From(bankIn, sums, totals, isSettled);
        var difference = BooksBody.DifferenceOf(bankIn, sums, totals);
        return (total, isSettled && difference != Money.Zero
            ? $"Книги не сходятся с банком: разница {RussianText.Roubles(difference)}."
            : null);
    }
}
