using Billing;
using Functions.Http;
using Functions.Storage;

namespace Functions.Cabinets;

/// <summary>Answers which top-ups an entry used up, for the cabinet and the operator's page.</summary>
public sealed class ChargedTopUpsQuery(ChargedTopUps topUps)
{
    /// <summary>Answers for an entry that a caller names.</summary>
    /// <param name="state">Whose ledger.</param>
    /// <param name="number">The entry's number, as sent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Outcome> RunAsync(ClientState state, string number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (PageRequest.EntryNumberOf(number) is not { } entry || entry == 0 || entry > state.Account?.LastEntry)
        {
            return Problems.NotFound;
        }

        if (entry > ChargedTopUps.MaxEntries)
        {
            var errors = new FieldErrors();
            errors.Add("number", $"Известно только для первых {ChargedTopUps.MaxEntries} операций.");
            return Problems.ValidationFailed(errors);
        }

        return Outcome.Ok(ChargedTopUpsBody.From(await topUps.OfAsync(state.Id, entry, cancellationToken)));
    }
}
