using System.Collections.Concurrent;
using Billing;
using Functions.Storage;

namespace Functions.Statements;

/// <summary>Which days earlier statements cover; asked for once for a day.</summary>
internal sealed class DaysBefore(StatementRows statements, string statementId)
{
    private readonly ConcurrentDictionary<(string Account, DateOnly Day), Task<Stored<BankDay>?>> _days = new();

    /// <summary>Whether an earlier statement covers the day of a line.</summary>
    public async Task<bool> CoverAsync(StatementLine line, CancellationToken cancellationToken)
    {
        var day = await _days.GetOrAdd(
            (line.OwnAccount, line.Day),
            key => statements.FindDayAsync(key.Account, key.Day, cancellationToken));
        return day is not null && day.Value.Statement != statementId;
    }
}
