using System.Runtime.CompilerServices;
using Billing;
using Functions.Storage;

namespace Functions.Reconciliation;

/// <summary>Entries that were booked since their accounts were checked, in the order of clients and numbers.</summary>
public sealed class ChangedAccounts(Tables tables)
{
    private const string Partition = "changed";

    // A check expects so many entries at most; the others are left to the next.
    private const int MaxPerCheck = 1000;

    /// <summary>Notes that an entry was booked. Safe to repeat.</summary>
    public Task AddAsync(string clientId, Entry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var changed = new ChangedAccount(clientId, entry.Number, entry.Hash);
        return tables.Reconciliation.UpsertAsync(Partition, KeyOf(clientId, entry.Number), changed, cancellationToken);
    }

    /// <summary>
    /// The clients that have such entries, each once. Only the keys are looked at: a row that was changed past the app
    /// is found by the check of its client, and keeps no other waiting.
    /// </summary>
    public async IAsyncEnumerable<string> ClientsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = "";
        var range = RowRange.Partition(Partition);
        await foreach (var row in tables.Reconciliation.QueryEachAsync<ChangedAccount>(range, cancellationToken))
        {
            var clientId = row.RowKey[..Math.Max(0, row.RowKey.LastIndexOf('-'))];
            if (clientId != last)
            {
                yield return last = clientId;
            }
        }
    }

    /// <summary>The entries of a client, in the order of their numbers.</summary>
    public async Task<IReadOnlyList<ChangedAccount>> OfAsync(string clientId, CancellationToken cancellationToken)
    {
        var changed = new List<ChangedAccount>();
        var range = RowRange.WithPrefix(Partition, clientId);
        await foreach (var row in tables.Reconciliation.QueryAsync<ChangedAccount>(range, null, cancellationToken))
        {
            changed.Add(row.Value);
            if (changed.Count == MaxPerCheck)
            {
                break;
            }
        }

        return changed;
    }

    /// <summary>They are checked.</summary>
    public async Task RemoveAsync(IEnumerable<ChangedAccount> changed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        foreach (var entry in changed)
        {
            var key = KeyOf(entry.ClientId, entry.Entry);
            await tables.Reconciliation.DeleteAsync(Partition, key, cancellationToken);
        }
    }

    private static string KeyOf(string clientId, long number) => $"{clientId}-{RowKeys.Ascending(number)}";
}
