using Azure;
using Azure.Data.Tables;
using Billing;

namespace Functions.Storage;

/// <summary>Reads a client's state and commits what was decided on it, all or nothing.</summary>
public sealed class ClientStates(Tables tables)
{
    /// <summary>How often a command is decided before the caller is asked to try later.</summary>
    private const int Attempts = 8;

    /// <summary>
    /// Whether a text can be a client's id: 32 hexadecimal digits, or the decoy partition of an unknown login.
    /// </summary>
    public static bool IsId(string text) => text is { Length: > 0 and <= 64 }
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>One range query: client, account, cabinet, log-ins, subscriptions; never the history.</summary>
    /// <exception cref="DamagedRowException">A row was changed past the app.</exception>
    public async Task<ClientState> LoadAsync(string clientId, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        if (IsId(clientId))
        {
            var state = RowRange.WithPrefix(clientId, RowKeys.State);
            await foreach (var row in tables.Clients.Client.QueryAsync<TableEntity>(
                state.Filter,
                cancellationToken: cancellationToken))
            {
                rows.Add(row);
            }
        }

        return new ClientState(clientId, tables.Clients, rows);
    }

    /// <summary>No more than the counter of log-ins, which a login has whether or not there is a client.</summary>
    /// <exception cref="DamagedRowException">The row was changed past the app.</exception>
    public async Task<ClientState> LoadLogInsAsync(string partitionKey, CancellationToken cancellationToken)
    {
        var row = await tables.Clients.Client.GetEntityIfExistsAsync<TableEntity>(
            partitionKey,
            RowKeys.LogIns,
            cancellationToken: cancellationToken);
        return new ClientState(partitionKey, tables.Clients, row.HasValue ? [row.Value!] : []);
    }

    /// <summary>The state of a client that the widget account may see; null for all others.</summary>
    public async Task<ClientState?> FindAsync(
        string widgetAccount,
        string clientId,
        CancellationToken cancellationToken)
    {
        var state = await LoadAsync(clientId, cancellationToken);
        return state.BelongsTo(widgetAccount) ? state : null;
    }

    /// <summary>The event of that id; null if there is none.</summary>
    public Task<Stored<EventRecord>?> FindEventAsync(
        string clientId,
        string eventId,
        CancellationToken cancellationToken) =>
        tables.Clients.FindAsync<EventRecord>(clientId, RowKeys.Event(eventId), cancellationToken);

    /// <summary>The version of an event's tombstone, which a commit has to replace; null if there is none.</summary>
    public async Task<ETag?> FindTombstoneAsync(
        string clientId,
        string eventId,
        CancellationToken cancellationToken)
    {
        var stored = await FindEventAsync(clientId, eventId, cancellationToken);
        return stored?.Value.Kind == EventKind.Abandoned ? stored.Version : null;
    }

    /// <summary>The change of the client's data of that number; null if there is none.</summary>
    public async Task<ClientChange?> FindChangeAsync(
        string clientId,
        int number,
        CancellationToken cancellationToken) =>
        (await tables.Clients.FindAsync<ClientChange>(clientId, RowKeys.Change(number), cancellationToken))?.Value;

    /// <summary>The entry of that number; null if there is none.</summary>
    public async Task<Entry?> FindEntryAsync(string clientId, long number, CancellationToken cancellationToken) =>
        (await tables.Clients.FindAsync<Entry>(clientId, RowKeys.Entry(number), cancellationToken))?.Value;

    /// <summary>The e-mail of that id; null if there is none.</summary>
    public Task<Stored<Email>?> FindEmailAsync(
        string clientId,
        string emailId,
        CancellationToken cancellationToken) =>
        tables.Clients.FindAsync<Email>(clientId, RowKeys.Email(emailId), cancellationToken);

    /// <summary>Commits as one entity group transaction.</summary>
    /// <remarks>
    /// After a lost answer, and after a retry inside the client, a conflict may be the commit's own earlier success:
    /// so a row is read back and compared.
    /// </remarks>
    /// <returns>False if another writer came first: load and decide again.</returns>
    /// <exception cref="RequestFailedException">The storage refuses for another reason.</exception>
    public async Task<bool> TryCommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        try
        {
            await tables.Clients.Client.SubmitTransactionAsync(commit.Actions, cancellationToken);
            return true;
        }
        catch (Exception error) when (error.IsConflict() || error.IsAmbiguous())
        {
            var row = await tables.Clients.Client.GetEntityIfExistsAsync<TableEntity>(
                commit.ProofRow.PartitionKey,
                commit.ProofRow.RowKey,
                cancellationToken: cancellationToken);
            return row.HasValue && commit.Wrote(row.Value!);
        }
    }

    /// <summary>Repeats load, decide, commit until the commit holds.</summary>
    /// <param name="clientId">Whose state.</param>
    /// <param name="attempt">Decides on the state; null if all has to be decided again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BusyException">Others kept writing, or the storage kept failing.</exception>
    public async Task<T> WithRetriesAsync<T>(
        string clientId,
        Func<ClientState, Task<T?>> attempt,
        CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(attempt);
        for (var i = 0; i < Attempts; i++)
        {
            if (await attempt(await LoadAsync(clientId, cancellationToken)) is { } result)
            {
                return result;
            }

            // Back off for a random time before retrying.
            await Task.Delay(Random.Shared.Next(5, 20 << i), cancellationToken);
        }

        throw new BusyException();
    }
}
