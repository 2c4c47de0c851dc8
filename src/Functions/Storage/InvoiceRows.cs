using Billing;

namespace Functions.Storage;

/// <summary>A client's invoices, newest first.</summary>
public sealed class InvoiceRows(Tables tables)
{
    /// <summary>Most open invoices that a client may have: all of them are looked at when money comes.</summary>
    public const int MaxOpen = 50;

    /// <summary>Invoices before one, newest first.</summary>
    /// <param name="clientId">Whose.</param>
    /// <param name="before">The number in the client's sequence; the newest of all if null.</param>
    public static RowRange NewestFirst(string clientId, long? before) => RowRange.WithPrefix(
        clientId,
        RowKeys.Invoices,
        before is { } sequence ? RowKeys.Invoice(sequence) : null);

    /// <summary>The invoice of that number; null if there is none.</summary>
    public Task<Stored<Invoice>?> FindAsync(string clientId, long sequence, CancellationToken cancellationToken) =>
        tables.Clients.FindAsync<Invoice>(clientId, RowKeys.Invoice(sequence), cancellationToken);

    /// <summary>The client's invoice of a number as it is printed; null if there is none.</summary>
    public async Task<Stored<Invoice>?> FindAsync(
        ClientState state,
        string number,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        return InvoiceNumber.TryParse(number, out var parsed) && parsed.Account == state.Account?.Number
            ? await FindAsync(state.Id, parsed.Sequence, cancellationToken)
            : null;
    }

    /// <summary>The number of the newest invoice; 0 if there is none.</summary>
    public async Task<long> LastNumberAsync(string clientId, CancellationToken cancellationToken)
    {
        var newest = NewestFirst(clientId, before: null);
        await foreach (var row in tables.Clients.QueryAsync<Invoice>(newest, 1, cancellationToken))
        {
            return row.Value.Sequence;
        }

        return 0;
    }

    /// <summary>Those for which money is still missing, newest first.</summary>
    public async Task<IReadOnlyList<Stored<Invoice>>> OpenAsync(string clientId, CancellationToken cancellationToken)
    {
        var open = NewestFirst(clientId, before: null).Where($"IsOpen eq {true}");
        return await tables.Clients.QueryAsync<Invoice>(open, null, cancellationToken).ToListAsync(cancellationToken);
    }
}
