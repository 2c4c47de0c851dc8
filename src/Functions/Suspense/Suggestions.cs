using Billing;
using Functions.Http;
using Functions.Storage;

namespace Functions.Suspense;

/// <summary>
/// Whose money in suspense may be: accounts that the purpose misses by one digit, clients of the payer's ИНН or with a
/// name like the payer's, and those with an open invoice of the sum. Each client once, with all that speaks for it.
/// </summary>
public sealed class Suggestions(
    Tables tables,
    Lookups lookups,
    ClientDirectory directory,
    InvoiceRows invoices,
    AwaitedSums awaited)
{
    private const int MostShown = 10;
    private const int MostOfInn = 10;
    private const int MostAlike = 12;

    // A sum that more invoices than this wait for, such as a tariff's price, tells nothing by itself.
    private const int MostAwaited = 5;

    /// <summary>The likeliest first.</summary>
    public async Task<IReadOnlyList<SuggestionBody>> ForAsync(Movement movement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(movement);
        var slips = await SlipsAsync(movement.Purpose, cancellationToken);
        var inn = movement.Counterparty.Inn;
        var sameInn = inn.Length > 0 ? await lookups.OfInnAsync(inn, cancellationToken) : [];
        var alike = await directory.LikeAsync(movement.Counterparty.Name, MostAlike, cancellationToken);
        var waiting = await WaitingAsync(movement.Rest, cancellationToken);
        string[] clients = [.. slips.Keys, .. sameInn.Take(MostOfInn), .. waiting, .. alike];
        var candidates = await Task.WhenAll(clients
            .Distinct()
            .Select(clientId => LoadAsync(clientId, slips.GetValueOrDefault(clientId), movement, cancellationToken)));
        return
        [
            .. candidates.OfType<Candidate>()
                .Where(candidate => candidate.Weight > 0)
                .OrderByDescending(candidate => candidate.Weight)
                .ThenByDescending(candidate => candidate.Likeness)
                .Take(MostShown)
                .Select(candidate => candidate.ToBody()),
        ];
    }

    /// <returns>Clients, each with the number in the purpose that is nearly its account's.</returns>
    private async Task<Dictionary<string, string>> SlipsAsync(string purpose, CancellationToken cancellationToken)
    {
        var slips = new Dictionary<string, string>();
        foreach (var miss in PurposeCodes.Find(purpose).NearMisses)
        {
            foreach (var number in PurposeCodes.OneDigitSlips(miss))
            {
                if (await lookups.FindAccountAsync(number, cancellationToken) is { } clientId)
                {
                    slips.TryAdd(clientId, miss);
                }
            }
        }

        return slips;
    }

    /// <returns>Clients with an open invoice of the sum, if they are few.</returns>
    private async Task<IEnumerable<string>> WaitingAsync(Money sum, CancellationToken cancellationToken)
    {
        var found = await awaited.OfAsync(sum, most: 4 * MostAwaited, cancellationToken);
        var open = await Task.WhenAll(found.Select(async each =>
        {
            var invoice = await invoices.FindAsync(each.ClientId, each.Sequence, cancellationToken);
            if (invoice?.Value.Missing == sum)
            {
                return each.ClientId;
            }

            await awaited.RemoveAsync(each.ClientId, each.Sequence, sum, cancellationToken);
            return null;
        }));
        var clients = open.OfType<string>().Distinct().ToArray();
        return clients.Length <= MostAwaited ? clients : [];
    }

    private async Task<Candidate?> LoadAsync(
        string clientId,
        string? slip,
        Movement movement,
        CancellationToken cancellationToken)
    {
        var client = await tables.Clients.FindAsync<Client>(clientId, RowKeys.Client, cancellationToken);
        var account = await tables.Clients.FindAsync<Account>(clientId, RowKeys.Account, cancellationToken);
        if (client is null || account is null)
        {
            return null;
        }

        var requisites = client.Value.Requisites;
        var open = await invoices.OpenAsync(clientId, cancellationToken);
        return new(
            clientId,
            account.Value.Number,
            requisites,
            slip,
            requisites.Inn == movement.Counterparty.Inn,
            SimilarNames.Score(requisites.Name, movement.Counterparty.Name),
            open.FirstOrDefault(invoice => invoice.Value.Missing == movement.Rest)?.Value.Number.ToString());
    }

    /// <param name="ClientId">Who it may be.</param>
    /// <param name="AccountNumber">The account.</param>
    /// <param name="Requisites">Name and ИНН.</param>
    /// <param name="Slip">A number in the purpose that is nearly the account's.</param>
    /// <param name="HasInn">Whether the payer has the same ИНН.</param>
    /// <param name="Likeness">How much the payer's name is like the client's.</param>
    /// <param name="Invoice">An open invoice of the sum.</param>
    private sealed record Candidate(
        string ClientId,
        string AccountNumber,
        Requisites Requisites,
        string? Slip,
        bool HasInn,
        double Likeness,
        string? Invoice)
    {
        private bool HasName => Likeness >= SimilarNames.Similar;

        /// <summary>Each reason outweighs all that come after it.</summary>
        public int Weight =>
            (Slip is null ? 0 : 8) + (HasInn ? 4 : 0) + (HasName ? 2 : 0) + (Invoice is null ? 0 : 1);

        public SuggestionBody ToBody() => new(AccountNumber, ClientId, Requisites.Name, Requisites.Inn, Why());

        private string Why()
        {
            string?[] reasons =
            [
                Slip is null ? null : $"в назначении {Slip}: отличается одной цифрой",
                HasInn ? "тот же ИНН" : null,
                HasName ? "похожее название" : null,
                Invoice is null ? null : $"открытый счёт № {Invoice} на эту сумму",
            ];
            var text = string.Join(", ", reasons.OfType<string>());
            return char.ToUpperInvariant(text[0]) + text[1..];
        }
    }
}
