using System.Runtime.CompilerServices;
using Billing;
using Functions.Failures;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Reconciliation;

/// <summary>A part of all clients, or of all look-ups, that one message hands out or checks.</summary>
public sealed class Slice(
    Tables tables,
    Lookups lookups,
    QueueSender queues,
    FailureLog failures,
    TimeProvider time)
{
    private const string Clients = "clients";
    private const string Accounts = "accounts";

    // A number is taken a moment before its account is made; after a day none is on its way.
    private static readonly TimeSpan LongestCreation = TimeSpan.FromDays(1);

    /// <summary>The clients whose ids begin so.</summary>
    public static string OfClients(string prefix) => $"{Clients}-{prefix}";

    /// <summary>The look-ups of the accounts whose numbers begin so.</summary>
    public static string OfLookups(string digits) => $"{Accounts}-{digits}";

    /// <summary>Hands out the clients of a slice to be checked, or checks its look-ups.</summary>
    /// <exception cref="FormatException">There is no such slice.</exception>
    public async Task RunAsync(string slice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(slice);
        switch (slice.Split('-'))
        {
            case [Clients, var prefix]:
                await ClientsAsync(prefix, cancellationToken).HandOutAsync(SendAsync, cancellationToken);
                break;
            case [Accounts, var digits]:
                await foreach (var lookup in lookups.AccountsAsync(digits, cancellationToken))
                {
                    await CheckAsync(slice, lookup, cancellationToken);
                }

                break;
            default:
                throw new FormatException("There is no such slice.");
        }
    }

    /// <summary>Skips from partition to partition: no list of clients has to be right for this.</summary>
    private async IAsyncEnumerable<string> ClientsAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The letter after the last hexadecimal digit.
        var (last, end) = (prefix, prefix + "g");
        while (await tables.Clients.FirstPartitionAsync(RowRange.Partitions(last, end), cancellationToken) is { } next)
        {
            yield return last = next;
        }
    }

    private Task SendAsync(string clientId, CancellationToken cancellationToken) => queues.SendAsync(
        QueueNames.ReconcileAccount,
        new ReconcileMessage { ClientId = clientId, IsWhole = true },
        cancellationToken);

    /// <summary>A look-up has to lead to the client that has the account: else money goes to another.</summary>
    private async Task CheckAsync(
        string slice,
        RowOrDamage<ClientLookup> lookup,
        CancellationToken cancellationToken)
    {
        var number = Lookups.AccountNumberOf(lookup.PartitionKey);
        var clientId = lookup.Row?.Value.ClientId;
        if (clientId is null || await LeadsElsewhereAsync(number, lookup.Row!.Value, cancellationToken))
        {
            var reason = clientId is null
                ? $"The look-up of account {number} was changed past the app."
                : $"The look-up of account {number} leads to a client that does not have it.";
            var retry = new ReconcileMessage { Slice = slice };
            await failures.RecordOnceAsync(QueueNames.ReconcileAccount, retry, clientId, reason, cancellationToken);
        }
    }

    private async Task<bool> LeadsElsewhereAsync(
        string number,
        ClientLookup lookup,
        CancellationToken cancellationToken)
    {
        try
        {
            var row = await tables.Clients.FindAsync<Account>(
                lookup.ClientId,
                RowKeys.Account,
                cancellationToken);
            var isBeingMade = row is null && lookup.CreatedAt > time.GetUtcNow() - LongestCreation;
            return row?.Value.Number != number && !isBeingMade;
        }
        catch (DamagedRowException)
        {
            // The check of its client finds it.
            return false;
        }
    }
}
