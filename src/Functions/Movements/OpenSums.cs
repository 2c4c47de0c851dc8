using Billing;
using Functions.Storage;

namespace Functions.Movements;

/// <summary>
/// The ids of movements that wait for an operator, by the sum that belongs to nobody. They are read once, at the first
/// question: for each question by itself the storage would look at the whole list.
/// </summary>
/// <param name="movements">Where they stand.</param>
public sealed class OpenSums(MovementRows movements)
{
    private readonly Lock _lock = new();
    private Task<ILookup<Money, string>>? _ids;

    /// <summary>Those of a sum. Their state may have changed since.</summary>
    public async Task<IEnumerable<string>> OfAsync(Money sum, CancellationToken cancellationToken)
    {
        Task<ILookup<Money, string>> reading;
        lock (_lock)
        {
            reading = _ids ??= ReadAsync(cancellationToken);
        }

        return (await reading)[sum];
    }

    private async Task<ILookup<Money, string>> ReadAsync(CancellationToken cancellationToken)
    {
        var open = await movements.OpenAsync(cancellationToken)
            .Select(row => (Sum: row.Value.Rest, Id: row.RowKey))
            .ToListAsync(cancellationToken);
        return open.ToLookup(each => each.Sum, each => each.Id);
    }
}
