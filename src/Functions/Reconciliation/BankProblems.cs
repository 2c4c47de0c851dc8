using Billing;
using Functions.Catalog;
using Functions.Emails;
using Functions.Failures;
using Functions.Outbox;
using Functions.Storage;
using Microsoft.Extensions.Options;

namespace Functions.Reconciliation;

/// <summary>Where books and bank differ, and what is off, Russian.</summary>
public sealed record BankProblem(string Where, string What)
{
    /// <summary>Stands for it in messages.</summary>
    public string Key => HashedText.Key(Where, What);
}

/// <summary>
/// Tells operators what the bank's reconciliation found: each problem is a failure, with an alert, and all that are new
/// of a day are one letter. A problem that is found again is not told again, until an operator has run or closed the
/// failure.
/// </summary>
public sealed class BankProblems(FailureLog failures, EmailOutbox emails, IOptions<OperatorsSettings> operators)
{
    /// <summary>Records problems and writes the letter. Safe to repeat.</summary>
    /// <param name="day">The bank day; null for all the books.</param>
    /// <param name="problems">All that is off now; none if all is well.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task ReportAsync(
        DateOnly? day,
        IReadOnlyList<BankProblem> problems,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var found = new List<BankProblem>();
        foreach (var problem in problems)
        {
            var reason = ReasonOf(day, problem);
            if (!await failures.IsRecordedAsync(QueueNames.Statements, clientId: null, reason, cancellationToken))
            {
                found.Add(problem);
            }
        }

        // Before the failures: once these are recorded, a repetition finds nothing new.
        if (found.Count > 0 && operators.Value.Email.Length > 0)
        {
            await WriteAsync(day, found, cancellationToken);
        }

        var message = new StatementMessage { Day = day, AllBooks = day is null ? true : null };
        foreach (var problem in found)
        {
            var reason = ReasonOf(day, problem);
            await failures.RecordFoundAsync(Finding.BooksDiffer, message, clientId: null, reason, cancellationToken);
        }
    }

    private Task WriteAsync(DateOnly? day, List<BankProblem> found, CancellationToken cancellationToken)
    {
        var lines = string.Join('\n', found.Select(problem => $"{problem.Where}: {problem.What}"));
        var email = new Email(EmailIds.OfBankMismatch(day, lines), EmailKind.BankMismatch)
        {
            Day = day,
            Problems = lines,
        };
        return emails.AnnounceAsync(Tables.Operators, email, cancellationToken);
    }

    // For the operator's page.
    private static string ReasonOf(DateOnly? day, BankProblem problem) =>
        day is { } of ? $"{problem.Where}, {RussianText.Day(of)}: {problem.What}" : problem.What;
}
