using Azure;
using Azure.Data.Tables;

namespace Functions.Storage;

/// <summary>Reads a client's state and commits what was decided on it, all or nothing.</summary>
public sealed class ClientStates(Tables tables)
{
    /// <summary>How often a command is decided again when others write to the same client, before the caller is asked to try later.</summary>
    public const int Attempts = 8;

    /// <summary>Whether a text can be a client's id: 32 hexadecimal digits, or the place of a login that nobody has.</summary>
    public static bool IsId(string text) => text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>One range query: the client, the account, the cabinet, the connections; never the history.</summary>
    public async Task<ClientState> LoadAsync(string clientId, CancellationToken stop)
    {
        if (!IsId(clientId))
        {
            return new ClientState(clientId, []);
        }

        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {clientId} and RowKey ge {RowKeys.StateFrom} and RowKey lt {RowKeys.StateTo}");
        var rows = new List<TableEntity>();
        await foreach (var row in tables.Clients.QueryAsync<TableEntity>(filter, cancellationToken: stop))
        {
            rows.Add(row);
        }

        return new ClientState(clientId, rows);
    }

    /// <summary>The state of a client that the widget account may see; null for another's, and for one that there is not.</summary>
    public async Task<ClientState?> FindAsync(string widgetAccount, string clientId, CancellationToken stop)
    {
        var state = await LoadAsync(clientId, stop);
        return state.BelongsTo(widgetAccount) ? state : null;
    }

    /// <summary>Whether a letter is written already.</summary>
    public async Task<bool> HasLetterAsync(string clientId, string letterId, CancellationToken stop) =>
        await tables.Clients.FindAsync(clientId, RowKeys.Letter(letterId), stop) is not null;

    /// <summary>Commits as one entity group transaction.</summary>
    /// <remarks>After a lost answer, and after a retry inside the client, a conflict may be one's own earlier success: so a row is read back and compared.</remarks>
    /// <returns>False if others wrote first: load and decide again.</returns>
    /// <exception cref="RequestFailedException">The storage refuses for another reason.</exception>
    public async Task<bool> TryCommitAsync(Commit commit, CancellationToken stop)
    {
        try
        {
            await tables.Clients.SubmitTransactionAsync(commit.Actions, stop);
            return true;
        }
        catch (Exception error) when (error.IsConflict() || error.IsAmbiguous())
        {
            return commit.Wrote(await tables.Clients.FindAsync(commit.Witness.PartitionKey, commit.Witness.RowKey, stop));
        }
    }

    /// <summary>Repeats load, decide, commit until the commit holds.</summary>
    /// <param name="clientId">Whose state.</param>
    /// <param name="attempt">Decides on the state; null if the commit did not hold and all has to be decided again.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="BusyException">Others kept writing, or the storage kept failing.</exception>
    public async Task<T> DecideAsync<T>(string clientId, Func<ClientState, Task<T?>> attempt, CancellationToken stop)
        where T : class
    {
        for (var i = 0; i < Attempts; i++)
        {
            if (await attempt(await LoadAsync(clientId, stop)) is { } result)
            {
                return result;
            }

            // Whoever lost a race steps aside for a moment, each for another one.
            await Task.Delay(Random.Shared.Next(5, 20 << i), stop);
        }

        throw new BusyException();
    }
}

/// <summary>The client's state kept changing, or the storage kept failing, while a command was decided; nothing was written. The caller may repeat it.</summary>
public sealed class BusyException() : Exception("The client's state kept changing while the command was decided.");
