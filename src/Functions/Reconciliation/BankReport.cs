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
        var total = await TotalAsync(cancellationToken);
        return Outcome.Ok(new ReconciliationBody(
            day,
            [
                .. accounts.Select(each =>
                    AccountDayBody.From(each.Account, each.Bank, each.Sums, day, each.Problems)),
            ],
            total,
            total.Difference.Amount == "0.00" || !total.IsSettled
                ? []
                : [$"Книги не сходятся с банком: разница {total.Difference.Amount.Replace('.', ',')} руб."]));

        static FieldErrors Renamed()
        {
            var renamed = new FieldErrors();
            renamed.Add("day", "Укажите день: 2026-11-30.");
            return renamed;
        }
    }

    /// <summary>The equation of all the books, as far as they were checked.</summary>
    public async Task<BooksBody> TotalAsync(CancellationToken cancellationToken)
    {
        var bankIn = await books.BankInAsync(cancellationToken);
        var sums = await rows.SumAsync(cancellationToken);
        var totals = await rows.TotalAsync(cancellationToken);
        var isSettled = !await changedAccounts.ClientsAsync(cancellationToken).AnyAsync(cancellationToken);
        return BooksBody.From(bankIn, sums, totals, isSettled);
    }
}
