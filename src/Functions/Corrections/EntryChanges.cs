using Billing;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Corrections;

/// <summary>What was decided about an entry: an entry to book, or a refusal.</summary>
internal sealed record EntryChange(Account? Account, Entry? Entry, Problem? Refusal)
{
    public static EntryChange Refused(Problem problem) => new(null, null, problem);

    /// <summary>So much of the entry is not left.</summary>
    public static EntryChange TooMuch(Money left)
    {
        var errors = new FieldErrors();
        errors.Add(
            "amount.amount",
            left > Money.Zero ? $"Можно не больше {RussianText.Roubles(left)}." : "Здесь уже нечего исправлять.");
        return Refused(Problems.ValidationFailed(errors));
    }

    /// <summary>There is no such entry.</summary>
    public static EntryChange NoSuchEntry(string text)
    {
        var errors = new FieldErrors();
        errors.Add("entry", text);
        return Refused(Problems.ValidationFailed(errors));
    }
}

/// <summary>
/// Books what an operator decides about an earlier entry, once for a key. It is decided on the whole ledger of the
/// account, which is read for it.
/// </summary>
public sealed class EntryChanges(
    Lookups lookups,
    ClientStates states,
    LedgerRows ledger,
    KeyedCommits commits,
    TimeProvider time)
{
    /// <summary>Decides and books.</summary>
    /// <param name="accountNumber">Whose ledger.</param>
    /// <param name="call">The call.</param>
    /// <param name="kind">What is done.</param>
    /// <param name="decide">Decides on account, history and the moment.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<Outcome> RunAsync(
        string accountNumber,
        KeyedCall call,
        EventKind kind,
        Func<Account, EntryHistory, DateTimeOffset, EntryChange> decide,
        CancellationToken cancellationToken)
    {
        if (!AccountNumber.IsValid(accountNumber)
            || await lookups.FindAccountAsync(accountNumber, cancellationToken) is not { } clientId)
        {
            return Problems.AccountNotFound;
        }

        return await states.WithRetriesAsync(clientId, TryAsync, cancellationToken);

        async Task<Outcome?> TryAsync(ClientState state)
        {
            var account = state.Account!;
            var history = await HistoryAsync(clientId, account.LastEntry, cancellationToken);
            var change = decide(account, history, time.GetUtcNow());
            if (change.Refusal is { } refusal)
            {
                return await commits.FindAsync(clientId, call, cancellationToken) is { } existing
                    ? Answer(existing)
                    : refusal;
            }

            await commits.SendMessageAsync(clientId, call, cancellationToken);
            var entry = change.Entry!;
            var commit = new Commit(state, call.Stamp).Save(change.Account!).Add(entry);
            var record = new EventRecord(kind, entry.At);
            var result = await commits.TryCommitAsync(state, commit, record, entry, call, cancellationToken);
            return result is null ? null : Answer(result);
        }
    }

    private async Task<EntryHistory> HistoryAsync(string clientId, long last, CancellationToken cancellationToken)
    {
        var history = new EntryHistory();
        await foreach (var entry in ledger.EachAsync(clientId, 1, last, cancellationToken))
        {
            history.Add(entry);
        }

        return history;
    }

    private static Outcome Answer(KeyedResult result) => result switch
    {
        { IsSame: false } => Problems.IdempotencyKeyReused,
        { IsOwn: true } => new Outcome(201, EntryBody.From(result.Entry!)),
        _ => Outcome.Ok(EntryBody.From(result.Entry!)),
    };
}
