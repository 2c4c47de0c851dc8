using Billing;
using Functions.Movements;
using Functions.Storage;

namespace Functions.Reconciliation;

/// <summary>A day of one of our accounts: what the bank says, and what the movements add up to.</summary>
/// <param name="Account">Our account.</param>
/// <param name="Bank">What the newest statement says; null if none covers the day.</param>
/// <param name="Sums">What the movements add up to.</param>
/// <param name="Problems">What is off, Russian.</param>
public sealed record AccountDay(string Account, BankDay? Bank, MovementSums Sums, IReadOnlyList<string> Problems);

/// <summary>The books of a bank day, and all the books, compared with the bank.</summary>
public sealed class BankBooks(MovementRows movements, StatementRows statements, BookRows books, MatchLine own)
{
    /// <summary>Days of a period of which there is anything to compare, from the first on.</summary>
    public async Task<IEnumerable<DateOnly>> DaysAsync(
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken)
    {
        var days = new SortedSet<DateOnly>(await movements.DaysAsync(first, last, cancellationToken));
        foreach (var account in own.OwnAccounts)
        {
            days.UnionWith(await statements.DaysAsync(account, first, last, cancellationToken));
        }

        return days;
    }

    /// <summary>Adds up a day anew, and keeps the sums.</summary>
    public async Task<IReadOnlyList<AccountDay>> CountAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var (all, damaged) = (MovementSums.None, new List<string>());
        var sums = own.OwnAccounts
            .Order(StringComparer.Ordinal)
            .ToDictionary(account => account, _ => MovementSums.None);
        await foreach (var (partition, rowKey, row, _) in movements.EachOfDayAsync(day, cancellationToken))
        {
            if (row is null)
            {
                var id = new MovementKey(partition, rowKey).Id;
                damaged.Add($"Операция {id} изменена в обход программы и не учтена.");
                continue;
            }

            all = all.Add(row.Value);
            if (sums.TryGetValue(row.Value.Account, out var sum))
            {
                sums[row.Value.Account] = sum.Add(row.Value);
            }
        }

        await books.SaveAsync(day, all, cancellationToken);
        var days = new List<AccountDay>();
        foreach (var (account, sum) in sums)
        {
            var bank = (await statements.FindDayAsync(account, day, cancellationToken))?.Value;
            if (bank is not null || sum != MovementSums.None || damaged.Count > 0)
            {
                var problems = await ProblemsAsync(account, day, bank, sum, cancellationToken);
                days.Add(new(account, bank, sum, [.. problems, .. damaged]));
                damaged.Clear();
            }
        }

        return days;
    }

    /// <summary>All that the bank says came in, on all our accounts and days.</summary>
    public async Task<Money> BankInAsync(CancellationToken cancellationToken)
    {
        var sum = Money.Zero;
        foreach (var account in own.OwnAccounts)
        {
            sum = await statements.DaysAsync(account, cancellationToken)
                .AggregateAsync(sum, (total, day) => total + day.Value.Credits, cancellationToken);
        }

        return sum;
    }

    private async Task<IReadOnlyList<string>> ProblemsAsync(
        string account,
        DateOnly day,
        BankDay? bank,
        MovementSums sums,
        CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        if (sums.Undecided != Money.Zero)
        {
            problems.Add($"Не разнесено {RussianText.Roubles(sums.Undecided)}.");
        }

        if (bank is null)
        {
            return problems;
        }

        if (bank.Credits != sums.Credits)
        {
            problems.Add($"Банк: поступило {RussianText.Roubles(bank.Credits)}, "
                + $"а операций на {RussianText.Roubles(sums.Credits)}.");
        }

        if (await statements.LastDayBeforeAsync(account, day, cancellationToken) is { } last
            && last.Value.Closing != bank.Opening)
        {
            var lastDay = RussianText.ShortDay(StatementRows.DayOf(last.RowKey));
            problems.Add($"Остаток на начало дня {RussianText.Roubles(bank.Opening)}, "
                + $"а на конец {lastDay} был {RussianText.Roubles(last.Value.Closing)}: не хватает выписки.");
        }

        return problems;
    }
}
