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

    // A difference may be work in flight: what is still there after this while is none.
    private static readonly TimeSpan SecondLook = TimeSpan.FromMinutes(10);

    /// <summary>Hands out what is checked every night.</summary>
    public async Task HandOutAsync(CancellationToken cancellationToken)
    {
        var today = BusinessDay.FromInstant(time.GetUtcNow());
        for (var back = 0; back < NightlyDays; back++)
        {
            var message = new StatementMessage { Day = today.AddDays(-back) };
            await queues.SendAsync(QueueNames.Statements, message, cancellationToken);
        }

        var all = new StatementMessage { AllBooks = true };
        await queues.SendAsync(QueueNames.Statements, all, cancellationToken);
    }

    /// <summary>Checks a day.</summary>
    public async Task RunAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var accounts = await books.CountAsync(day, cancellationToken);
        var found = accounts.SelectMany(account =>
            account.Problems.Select(problem => new BankProblem($"Счёт {account.Account}", problem)));
        await problems.ReportAsync(day, [.. found], cancellationToken);
    }

    /// <summary>Checks all the books, unless accounts that changed are not counted yet: the next night does.</summary>
    public async Task RunForAllAsync(StatementMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var (difference, problem) = await report.FindDifferenceAsync(cancellationToken);
        if (problem is null)
        {
            return;
        }

        if (message.Difference != difference.Kopecks)
        {
            var again = new StatementMessage { AllBooks = true, Difference = difference.Kopecks };
            await queues.SendAsync(QueueNames.Statements, again, SecondLook, cancellationToken);
            return;
        }

        await problems.ReportAsync(day: null, [new("Все счета", problem)], cancellationToken);
    }
}
