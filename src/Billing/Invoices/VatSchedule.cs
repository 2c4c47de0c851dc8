namespace Billing;

/// <summary>From which day on the seller is taxed how.</summary>
/// <param name="From">The first day, Moscow.</param>
/// <param name="Regime">The regime of that day, and of all days until the next change.</param>
public sealed record VatChange(DateOnly From, VatRegime Regime);

/// <summary>The seller's regimes over time: the tax follows the day, not the configuration of today.</summary>
public sealed class VatSchedule
{
    private readonly VatChange[] _changes;

    /// <summary>Takes the changes in any order.</summary>
    /// <exception cref="ArgumentException">There is none, or there are two for one day.</exception>
    public VatSchedule(IEnumerable<VatChange> changes)
    {
        _changes = [.. changes.OrderBy(change => change.From)];
        if (_changes.Length == 0)
        {
            throw new ArgumentException("There must be a first regime.", nameof(changes));
        }

        if (_changes.DistinctBy(change => change.From).Count() != _changes.Length)
        {
            throw new ArgumentException("There must be one regime for a day.", nameof(changes));
        }
    }

    /// <summary>The regime of a day; before the first change, the one that it begins.</summary>
    public VatRegime On(DateOnly day) =>
        (_changes.LastOrDefault(change => change.From <= day) ?? _changes[0]).Regime;
}
