using Billing;
using Functions.Storage;

namespace Functions.Reconciliation;

/// <summary>What a check of an account found.</summary>
/// <param name="State">The state that was judged; null if it could not be read.</param>
/// <param name="Changed">The entries that were to be checked; they need no other check.</param>
/// <param name="Mismatch">What is wrong, English; null if nothing is.</param>
public sealed record CheckResult(ClientState? State, IReadOnlyList<ChangedAccount> Changed, string? Mismatch);

/// <summary>
/// Reads what <see cref="LedgerAudit"/> judges: entries and events in bounded parts, never all at once. What is read
/// first must be in what is read later; so entries and checkpoints that are known come before the account.
/// </summary>
public sealed class LedgerCheck(
    ClientStates states,
    LedgerRows ledger,
    ChangedAccounts changedAccounts,
    Checkpoints checkpoints,
    BookRows books,
    TimeProvider time)
{
    private const int Chunk = 500;

    /// <summary>Checks an account.</summary>
    /// <param name="clientId">Whose.</param>
    /// <param name="isWhole">From the first entry; else from the last checkpoint before what changed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<CheckResult> RunAsync(string clientId, bool isWhole, CancellationToken cancellationToken)
    {
        IReadOnlyList<ChangedAccount> changed = [];
        ClientState? state = null;
        try
        {
            changed = await changedAccounts.OfAsync(clientId, cancellationToken);
            var newest = await checkpoints.LastAsync(clientId, long.MaxValue, cancellationToken);
            state = await states.LoadAsync(clientId, cancellationToken);
            if (state.Account is not { } account)
            {
                var mismatch = newest is null && changed.Count == 0 ? null : "The account is missing.";
                return new(state, changed, mismatch);
            }

            var audit = await AuditAsync(state, account, changed, newest, isWhole, cancellationToken);
            if (audit.Mismatch is null)
            {
                await checkpoints.AddAsync(clientId, audit.At, cancellationToken);
                await books.CountAsync(clientId, audit.At.Number, cancellationToken);
            }

            return new(state, changed, audit.Mismatch);
        }
        catch (DamagedRowException damage)
        {
            return new(state, changed, damage.Message);
        }
    }

    private async Task<LedgerAudit> AuditAsync(
        ClientState state,
        Account account,
        IReadOnlyList<ChangedAccount> changed,
        Checkpoint? newest,
        bool isWhole,
        CancellationToken cancellationToken)
    {
        var start = isWhole ? null : await StartAsync(state.Id, account, changed, cancellationToken);
        start ??= Checkpoint.Start(account.Number);
        var audit = new LedgerAudit(start, account, BusinessDay.FromInstant(time.GetUtcNow()));
        audit.ExpectToReach(newest?.Number ?? 0);
        audit.ExpectToReach(changed.Count == 0 ? 0 : changed[^1].Entry);
        var booked = changed.ToDictionary(entry => entry.Entry, entry => entry.Hash);
        while (audit.Mismatch is null && audit.At.Number < account.LastEntry)
        {
            await AddChunkAsync(audit, state.Id, account, booked, cancellationToken);
        }

        await foreach (var row in ledger.EventsAsync(state.Id, start.Number, cancellationToken))
        {
            if (row.Value.Entry is { } number)
            {
                audit.AddEvent(RowKeys.EventIdOf(row.RowKey), number);
            }
        }

        audit.Close(state.Subscriptions.Values);
        if (audit.Mismatch is null && await GoesOnAsync(state.Id, account, cancellationToken))
        {
            audit.ReportSurplus();
        }

        return audit;
    }

    /// <summary>The last checkpoint before what changed, so that the check passes through all that changed.</summary>
    private Task<Checkpoint?> StartAsync(
        string clientId,
        Account account,
        IReadOnlyList<ChangedAccount> changed,
        CancellationToken cancellationToken)
    {
        var before = changed.Count == 0 ? account.LastEntry : Math.Min(changed[0].Entry - 1, account.LastEntry);
        return checkpoints.LastAsync(clientId, before, cancellationToken);
    }

    private async Task AddChunkAsync(
        LedgerAudit audit,
        string clientId,
        Account account,
        Dictionary<long, string> booked,
        CancellationToken cancellationToken)
    {
        var first = audit.At.Number + 1;
        var last = Math.Min(audit.At.Number + Chunk, account.LastEntry);
        var hashes = await checkpoints.BetweenAsync(clientId, first, last, cancellationToken);
        var entries = await ledger.OldestFirstAsync(clientId, first, last, cancellationToken);
        foreach (var entry in entries)
        {
            audit.Add(entry);
            if (audit.Mismatch is null && hashes.TryGetValue(entry.Number, out var hash))
            {
                audit.ExpectLast(hash);
            }

            if (audit.Mismatch is null && booked.TryGetValue(entry.Number, out hash))
            {
                audit.ExpectLast(hash);
            }
        }

        if (audit.Mismatch is null && audit.At.Number < last)
        {
            audit.ReportMissing();
        }
    }

    /// <summary>
    /// Whether there are entries after the one with which the account ends, and none is being booked.
    /// </summary>
    private async Task<bool> GoesOnAsync(string clientId, Account account, CancellationToken cancellationToken) =>
        await ledger.GoesOnAfterAsync(clientId, account.LastEntry, cancellationToken)
        && (await states.LoadAsync(clientId, cancellationToken)).Account?.LastEntry == account.LastEntry;
}
