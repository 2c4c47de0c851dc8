namespace Billing;

/// <summary>
/// Lines of one identity (<see cref="LineIdentity"/>): those seen in earlier files, and those that a file lists, paired
/// as multisets. Two equal transfers of one day are real; the same file again brings nothing new. All numbers here are
/// places in the lists that were given.
/// </summary>
/// <param name="Pairs">Which listed line is which seen one.</param>
/// <param name="Surplus">Listed lines that are new.</param>
/// <param name="Missing">Seen lines that the file does not list any more.</param>
public sealed record LinePairing(
    IReadOnlyList<(int Seen, int Listed)> Pairs,
    IReadOnlyList<int> Surplus,
    IReadOnlyList<int> Missing)
{
    /// <summary>
    /// Pairs lines whose purposes are the same but for case, spaces and dashes, and then the rest by count, because
    /// banks write purposes anew.
    /// </summary>
    /// <param name="seen">Purposes of the lines seen.</param>
    /// <param name="listed">Purposes of the lines listed.</param>
    public static LinePairing Pair(IReadOnlyList<string> seen, IReadOnlyList<string> listed)
    {
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentNullException.ThrowIfNull(listed);
        var pairs = new List<(int Seen, int Listed)>();
        var waiting = seen
            .Select((purpose, place) => (Key: Folded(purpose), Place: place))
            .GroupBy(line => line.Key, line => line.Place)
            .ToDictionary(group => group.Key, group => new Queue<int>(group));
        var rest = new List<int>();
        for (var place = 0; place < listed.Count; place++)
        {
            if (waiting.TryGetValue(Folded(listed[place]), out var places) && places.TryDequeue(out var found))
            {
                pairs.Add((found, place));
            }
            else
            {
                rest.Add(place);
            }
        }

        // Ordered by purpose, so that the order of lines in a file does not choose which of them is new.
        var left = waiting.Values.SelectMany(places => places).OrderBy(Seen, StringComparer.Ordinal).ToList();
        rest = [.. rest.OrderBy(place => Folded(listed[place]), StringComparer.Ordinal)];
        var both = Math.Min(left.Count, rest.Count);
        pairs.AddRange(left.Zip(rest));
        return new LinePairing(pairs, rest[both..], left[both..]);

        string Seen(int place) => Folded(seen[place]);
    }

    private static string Folded(string purpose) => PlainText.Number(purpose).ToUpperInvariant();
}
