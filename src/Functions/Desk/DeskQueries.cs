using Billing;
using Functions.Cabinets;
using Functions.Failures;
using Functions.Http;
using Functions.Reconciliation;
using Functions.Storage;

namespace Functions.Desk;

/// <summary>What the operator's page shows at a glance, and of one client.</summary>
public sealed class DeskQueries(
    Tables tables,
    ClientStates states,
    ClientDirectory directory,
    RegisterRows registers,
    BookRows books,
    BankReport report,
    ChargedTopUpsQuery topUps,
    TimeProvider time)
{
    private const int MostCounted = 1000;

    /// <summary>Today at a glance.</summary>
    public async Task<Outcome> TodayAsync(CancellationToken cancellationToken)
    {
        var today = BusinessDay.FromInstant(time.GetUtcNow());
        var total = report.TotalAsync(cancellationToken);
        var (received, charged) = (Money.Zero, Money.Zero);
        await foreach (var row in registers.OfDayAsync(today, cancellationToken))
        {
            received += row.Value.Kind == EntryKind.TopUp ? row.Value.Amount : Money.Zero;
            charged -= row.Value.Kind is EntryKind.Payment or EntryKind.TariffChange or EntryKind.Removal
                ? row.Value.Amount
                : Money.Zero;
        }

        var waiting = await tables.Suspense
            .QueryAsync<SuspenseItem>(MovementRows.OpenAfter(null), null, cancellationToken)
            .ToListAsync(cancellationToken);
        var open = RowRange.Partition(FailureLog.Partition);
        var failures = await CountAsync<FailureRecord>(tables.Failures, open, cancellationToken);
        var claims = await CountAsync<Claim>(tables.Suspense, SuspenseRows.ClaimsAfter(null), cancellationToken);
        var books = await total;
        return Outcome.Ok(new TodayBody(
            today,
            MoneyBody.From(received),
            MoneyBody.From(charged),
            books.Balances,
            books.Debts,
            new(
                waiting.Count,
                MoneyBody.From(waiting.Aggregate(Money.Zero, (sum, row) => sum + row.Value.Rest))),
            claims,
            failures,
            books));
    }

    /// <summary>Clients by the beginnings of words.</summary>
    public async Task<Outcome> SearchAsync(string? search, PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Check(PageRequest.IsKey) is { } problem)
        {
            return problem;
        }

        var found = await directory.FindAsync(search ?? "", cancellationToken);
        var ids = found.Where(id => string.CompareOrdinal(id, page.After ?? "") > 0).Take(page.Count + 1).ToArray();
        var shown = ids.Take(page.Count).ToArray();
        var clients = await Task.WhenAll(shown.Select(id => LineAsync(id, cancellationToken)));
        return Outcome.Ok(new DeskClientsBody(
            [.. clients.OfType<DeskClientLineBody>()],
            ids.Length > shown.Length ? shown[^1] : null));
    }

    /// <summary>One client.</summary>
    public async Task<Outcome> ClientAsync(string clientId, CancellationToken cancellationToken)
    {
        var state = await states.LoadAsync(clientId, cancellationToken);
        if (state.Client is not { } client)
        {
            return Problems.NotFound;
        }

        var today = BusinessDay.FromInstant(time.GetUtcNow());
        return Outcome.Ok(new DeskClientBody(
            clientId,
            client.Status.Code(),
            RequisitesBody.From(client.Requisites),
            state.Account is { } account
                ? new(
                    account.Number,
                    MoneyBody.From(account.Balance),
                    await DebtAsync(clientId, account, cancellationToken),
                    account.IsFrozen)
                : null,
            [.. state.ListedSubscriptions.Select(each => ConnectionBody.From(each, today))]));
    }

    /// <summary>A client's ledger, newest first.</summary>
    public async Task<Outcome> EntriesAsync(string clientId, PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.CheckEntries() is { } problem)
        {
            return problem;
        }

        if (!await ExistsAsync(clientId, cancellationToken))
        {
            return Problems.NotFound;
        }

        var (rows, next) = await page.ReadAsync<Entry>(
            tables.Clients,
            LedgerRows.NewestFirst(clientId, PageRequest.EntryNumberOf(page.After), kind: null),
            row => PageRequest.KeyOf(row.Value),
            cancellationToken);
        return Outcome.Ok(new EntriesBody([.. rows.Select(row => EntryBody.From(row.Value))], next));
    }

    /// <summary>Which top-ups an entry of a client used up.</summary>
    public async Task<Outcome> TopUpsAsync(string clientId, string number, CancellationToken cancellationToken)
    {
        var state = await states.LoadAsync(clientId, cancellationToken);
        return state.Client is null ? Problems.NotFound : await topUps.RunAsync(state, number, cancellationToken);
    }

    /// <summary>A client's letters, in the order of their ids.</summary>
    public async Task<Outcome> LettersAsync(string clientId, PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Check(PageRequest.IsKey) is { } problem)
        {
            return problem;
        }

        if (!await ExistsAsync(clientId, cancellationToken))
        {
            return Problems.NotFound;
        }

        var after = page.After is { } key ? RowKeys.Email(key) : null;
        var (rows, next) = await page.ReadAsync<Email>(
            tables.Clients,
            RowRange.WithPrefix(clientId, RowKeys.Emails, after),
            row => row.Value.Id,
            cancellationToken);
        return Outcome.Ok(new LettersBody([.. rows.Select(row => LetterBody.From(row.Value))], next));
    }

    // An account whose ledger was changed past the app is the one that an operator has to see.
    private async Task<MoneyBody?> DebtAsync(string clientId, Account account, CancellationToken cancellationToken)
    {
        try
        {
            var totals = await books.TotalsAsync(clientId, account.LastEntry, cancellationToken);
            return MoneyBody.From(totals.Debt);
        }
        catch (DamagedRowException)
        {
            return null;
        }
    }

    private async Task<DeskClientLineBody?> LineAsync(string clientId, CancellationToken cancellationToken)
    {
        var client = (await tables.Clients.FindAsync<Client>(clientId, RowKeys.Client, cancellationToken))?.Value;
        var account = (await tables.Clients.FindAsync<Account>(clientId, RowKeys.Account, cancellationToken))?.Value;
        return client is null || account is null
            ? null
            : new(
                clientId,
                client.Requisites.Name,
                client.Requisites.Inn,
                client.Requisites.Kpp,
                account.Number,
                client.Requisites.Contact.Email,
                client.Requisites.Contact.Phone,
                client.Status.Code(),
                MoneyBody.From(account.Balance));
    }

    private async Task<bool> ExistsAsync(string clientId, CancellationToken cancellationToken) =>
        ClientStates.IsId(clientId)
        && await tables.Clients.FindAsync<Client>(clientId, RowKeys.Client, cancellationToken) is not null;

    private static async Task<int> CountAsync<T>(Table table, RowRange range, CancellationToken cancellationToken) =>
        await table.QueryAsync<T>(range, MostCounted, cancellationToken)
            .Take(MostCounted)
            .CountAsync(cancellationToken);
}
