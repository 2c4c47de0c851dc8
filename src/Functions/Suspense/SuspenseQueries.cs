using Billing;
using Functions.Http;
using Functions.Storage;

namespace Functions.Suspense;

/// <summary>What waits for an operator: movements, with suggestions whose they may be, and claims of clients.</summary>
public sealed class SuspenseQueries(
    Tables tables,
    MovementRows movements,
    Lookups lookups,
    InvoiceRows invoices)
{
    /// <summary>Movements that wait, oldest day first.</summary>
    public async Task<Outcome> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Check(PageRequest.IsKey) is { } problem)
        {
            return problem;
        }

        var (rows, next) = await page.ReadAsync<SuspenseItem>(
            tables.Suspense,
            MovementRows.OpenAfter(page.After),
            row => row.RowKey,
            cancellationToken);
        var found = await Task.WhenAll(rows.Select(row => OpenAsync(row.RowKey, cancellationToken)));
        return Outcome.Ok(new MovementsBody([.. found.OfType<MovementBody>()], next));
    }

    /// <summary>A movement, whatever its status.</summary>
    public async Task<Outcome> ReadAsync(string id, CancellationToken cancellationToken)
    {
        if (MovementKey.FromId(id) is not { } key || await movements.FindAsync(key, cancellationToken) is not { } row)
        {
            return Problems.NotFound;
        }

        var suggestions = MovementRows.IsOpen(row.Value)
            ? await SuggestAsync(row.Value, cancellationToken)
            : [];
        return Outcome.Ok(MovementBody.From(id, row.Value, suggestions));
    }

    /// <summary>What clients say of missing money, newest first.</summary>
    public async Task<Outcome> ClaimsAsync(PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Check(PageRequest.IsKey) is { } problem)
        {
            return problem;
        }

        var (rows, next) = await page.ReadAsync<Claim>(
            tables.Suspense,
            SuspenseRows.ClaimsAfter(page.After),
            row => row.RowKey,
            cancellationToken);
        return Outcome.Ok(new ClaimsBody(
            [
                .. rows.Select(row => new ClaimBody(
                    row.RowKey,
                    row.Value.ClientId,
                    row.Value.AccountNumber,
                    row.Value.Number,
                    row.Value.Day,
                    MoneyBody.From(row.Value.Amount),
                    row.Value.At,
                    row.Value.MovementId)),
            ],
            next));
    }

    // The list may name a movement that was settled at this moment.
    private async Task<MovementBody?> OpenAsync(string id, CancellationToken cancellationToken)
    {
        var row = await movements.FindAsync(MovementKey.FromId(id)!, cancellationToken);
        if (row is not null && MovementRows.IsOpen(row.Value))
        {
            return MovementBody.From(id, row.Value);
        }

        await movements.ForgetAsync(id, cancellationToken);
        return null;
    }

    /// <summary>Accounts that the purpose misses by one digit, and clients of the payer's ИНН.</summary>
    private async Task<IReadOnlyList<SuggestionBody>> SuggestAsync(
        Movement movement,
        CancellationToken cancellationToken)
    {
        var suggestions = new List<SuggestionBody>();
        foreach (var miss in PurposeCodes.Find(movement.Purpose).NearMisses)
        {
            foreach (var number in PurposeCodes.OneDigitSlips(miss))
            {
                if (await lookups.FindAccountAsync(number, cancellationToken) is { } clientId)
                {
                    await AddAsync(clientId, $"В назначении {miss}: отличается одной цифрой");
                }
            }
        }

        foreach (var clientId in movement.Counterparty.Inn.Length > 0
            ? await lookups.OfInnAsync(movement.Counterparty.Inn, cancellationToken)
            : [])
        {
            var isAwaited = (await invoices.OpenAsync(clientId, cancellationToken))
                .Any(invoice => invoice.Value.Missing == movement.Rest);
            await AddAsync(clientId, isAwaited ? "Тот же ИНН и открытый счёт на эту сумму" : "Тот же ИНН");
        }

        return suggestions;

        async Task AddAsync(string clientId, string why)
        {
            var client = (await tables.Clients.FindAsync<Client>(clientId, RowKeys.Client, cancellationToken))?.Value;
            var account = await tables.Clients.FindAsync<Account>(clientId, RowKeys.Account, cancellationToken);
            if (client is not null && account is not null && suggestions.TrueForAll(one => one.ClientId != clientId))
            {
                suggestions.Add(new(
                    account.Value.Number,
                    clientId,
                    client.Requisites.Name,
                    client.Requisites.Inn,
                    why));
            }
        }
    }
}
