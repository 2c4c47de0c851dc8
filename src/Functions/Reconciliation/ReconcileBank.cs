using Billing;
using Functions.Outbox;

namespace Functions.Reconciliation;

/// <summary>
/// Compares the books with the bank: every night the days of the last two weeks and all the books, and a day whenever
/// what became of its movements changes. What is off is reported to operators; nothing is repaired.
/// </summary>
public sealed class ReconcileBank(
    BankBooks books,
    BankReport report,
    BankProblems problems,
    QueueSender queues,
    TimeProvider time)
{
    private const int NightlyDays = 14;

    // What is off may be work in flight: what is still so after this while is none.
    private static readonly TimeSpan SecondLook = TimeSpan.FromMinutes(10);

    /// <summary>Hands out what is checked every night.</summary>
    public async Task HandOutAsync(CancellationToken cancellationToken)
    {
        var today = BusinessDay.FromInstant(time.GetUtcNow());
        foreach (var day in await books.DaysAsync(today.AddDays(1 - NightlyDays), today, cancellationToken))
        {
            var message = new StatementMessage { Day = day };
            await queues.SendAsync(QueueNames.Statements, message, cancellationToken);
        }

        var all = new StatementMessage { AllBooks = true };
        await queues.SendAsync(QueueNames.Statements, all, cancellationToken);
    }

    /// <summary>
    /// Checks what the message names: a day, or all the books, unless accounts that changed are not counted yet; then
    /// the next night does.
    /// </summary>
    public async Task RunAsync(StatementMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        IReadOnlyList<BankProblem> found = message.Day is { } day
            ? await OfDayAsync(day, cancellationToken)
            : await report.FindDifferenceAsync(cancellationToken) is { } difference
                ? [new("Все счета", difference)]
                : [];
        var seen = message.Problems ?? [];
        await problems.ReportAsync(
            message.Day,
            [.. found.Where(problem => seen.Contains(problem.Key))],
            cancellationToken);
        if (found.Any(problem => !seen.Contains(problem.Key)))
        {
            var again = message with { Problems = [.. found.Select(problem => problem.Key)] };
            await queues.SendAsync(QueueNames.Statements, again, SecondLook, cancellationToken);
        }
    }

    private async Task<BankProblem[]> OfDayAsync(DateOnly day, CancellationToken cancellationToken) =>
    [
        .. (await books.CountAsync(day, cancellationToken)).SelectMany(account =>
            account.Problems.Select(problem => new BankProblem($"Счёт {account.Account}", problem))),
    ];
}
