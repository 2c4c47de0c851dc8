using System.Globalization;
using Billing;
using Functions.Failures;
using Functions.Outbox;

namespace Functions.Reconciliation;

/// <summary>
/// Compares the books with the bank: every night the days of the last two weeks, and a day whenever what became of its
/// movements changes. What is off is a failure for operators, who get an alert; nothing is repaired.
/// </summary>
public sealed class ReconcileBank(BankBooks books, FailureLog failures, QueueSender queues, TimeProvider time)
{
    private const int NightlyDays = 14;

    /// <summary>Hands out the days that are checked every night.</summary>
    public async Task HandOutAsync(CancellationToken cancellationToken)
    {
        var today = BusinessDay.FromInstant(time.GetUtcNow());
        for (var back = 0; back < NightlyDays; back++)
        {
            var message = new StatementMessage { Day = today.AddDays(-back) };
            await queues.SendAsync(QueueNames.Statements, message, cancellationToken);
        }
    }

    /// <summary>Checks a day.</summary>
    public async Task RunAsync(DateOnly day, CancellationToken cancellationToken)
    {
        foreach (var account in await books.CountAsync(day, cancellationToken))
        {
            foreach (var problem in account.Problems)
            {
                await failures.RecordOnceAsync(
                    QueueNames.Statements,
                    new StatementMessage { Day = day },
                    clientId: null,
                    string.Create(CultureInfo.InvariantCulture, $"Bank day {day:O}, {account.Account}: {problem}"),
                    cancellationToken);
            }
        }
    }
}
