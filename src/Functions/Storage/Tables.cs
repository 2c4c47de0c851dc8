using Azure.Data.Tables;

namespace Functions.Storage;

/// <summary>The tables of the app, by purpose. ARCHITECTURE.md has every partition and key.</summary>
public sealed class Tables(TableServiceClient service, RowSeals seals)
{
    /// <summary>The partition of <see cref="Clients"/> with e-mails to the vendor's accountants.</summary>
    public const string Operators = "operators";

    /// <summary>A partition for each client, with all that belongs to it; see <see cref="RowKeys"/>.</summary>
    public Table Clients { get; } = new(service.GetTableClient(nameof(Clients)), seals);

    /// <summary>Unique keys that lead to a client; see <see cref="Storage.Lookups"/>.</summary>
    public Table Lookups { get; } = new(service.GetTableClient(nameof(Lookups)), seals);

    /// <summary>What ends on which day: a partition for each day, a row for each client.</summary>
    public Table Expiries { get; } = new(service.GetTableClient(nameof(Expiries)), seals: null);

    /// <summary>Accounts that changed, and how far ledgers were checked.</summary>
    public Table Reconciliation { get; } = new(service.GetTableClient(nameof(Reconciliation)), seals);

    /// <summary>Bank statements: all uploads, the lines of each, and the days of each account.</summary>
    public Table Statements { get; } = new(service.GetTableClient(nameof(Statements)), seals);

    /// <summary>Movements at the bank: a partition for each day; see <see cref="MovementKey"/>.</summary>
    public Table Movements { get; } = new(service.GetTableClient(nameof(Movements)), seals);

    /// <summary>What waits for an operator, and which invoices wait for a sum.</summary>
    public Table Suspense { get; } = new(service.GetTableClient(nameof(Suspense)), seals: null);

    /// <summary>What was booked on each business day, for registers.</summary>
    public Table Registers { get; } = new(service.GetTableClient(nameof(Registers)), seals: null);

    /// <summary>What others are told of all clients, and of each widget account: <see cref="FeedRows"/>.</summary>
    public Table Events { get; } = new(service.GetTableClient(nameof(Events)), seals: null);

    /// <summary>What became of events on their way to addresses.</summary>
    public Table Webhooks { get; } = new(service.GetTableClient(nameof(Webhooks)), seals: null);

    /// <summary>What an operator has to look at.</summary>
    public Table Failures { get; } = new(service.GetTableClient(nameof(Failures)), seals: null);

    /// <summary>Limits that all instances respect.</summary>
    public Table Limits { get; } = new(service.GetTableClient(nameof(Limits)), seals: null);

    /// <summary>The names of all of them.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        nameof(Clients),
        nameof(Lookups),
        nameof(Expiries),
        nameof(Reconciliation),
        nameof(Statements),
        nameof(Movements),
        nameof(Suspense),
        nameof(Registers),
        nameof(Events),
        nameof(Webhooks),
        nameof(Failures),
        nameof(Limits),
    ];
}
