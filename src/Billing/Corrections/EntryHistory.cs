namespace Billing;

/// <summary>What can still be undone of an entry.</summary>
/// <param name="Kind">What it is in the end: of a correction, the kind of what it corrects.</param>
/// <param name="TakesAway">Whether undoing it takes money from the account.</param>
/// <param name="Left">How much: not undone and, of a top-up, not returned yet.</param>
/// <param name="Corrects">The entry that it corrects, if it is a correction.</param>
public sealed record Undoable(EntryKind Kind, bool TakesAway, Money Left, long? Corrects)
{
    /// <summary>
    /// Whether it is the reversal of a top-up. Its money belongs to nobody since, so that it is not undone; what is
    /// left of it is the debt.
    /// </summary>
    public bool IsReversal { get; init; }
}

/// <summary>All entries of an account, as a fold: what can be undone of each, and which lots are open.</summary>
public sealed class EntryHistory
{
    private readonly Dictionary<long, Undoable> _entries = [];
    private readonly Dictionary<long, TopUpDetails> _topUps = [];

    /// <summary>Which top-ups were used up by what.</summary>
    public Lots Lots { get; } = new();

    /// <summary>The history of a whole ledger.</summary>
    /// <param name="entries">Oldest first, from the first on.</param>
    public static EntryHistory Of(IEnumerable<Entry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var history = new EntryHistory();
        foreach (var entry in entries)
        {
            history.Add(entry);
        }

        return history;
    }

    /// <summary>What can be undone of an entry; null if there is no such entry.</summary>
    public Undoable? Find(long entry) => _entries.GetValueOrDefault(entry);

    /// <summary>What is known of a top-up; null if the entry is none.</summary>
    public TopUpDetails? FindTopUp(long entry) => _topUps.GetValueOrDefault(entry);

    /// <summary>
    /// What of a top-up can be given back to its payer: what is unspent of it, and neither reversed nor returned. A
    /// charge that is undone opens the lot of a reversed top-up again, but its money belongs to another since.
    /// </summary>
    public Money ReturnableOf(long topUp)
    {
        var (unspent, left) = (Lots.LeftOf(topUp), _entries.GetValueOrDefault(topUp)?.Left ?? Money.Zero);
        return unspent < left ? unspent : left;
    }

    /// <summary>Counts the next entry.</summary>
    public void Add(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Lots.Add(entry);
        var amount = entry.Amount < Money.Zero ? -entry.Amount : entry.Amount;
        switch (entry.Details)
        {
            case TopUpDetails topUp:
                _topUps[entry.Number] = topUp;
                _entries[entry.Number] = new(EntryKind.TopUp, TakesAway: true, amount, Corrects: null);
                break;
            case ReturnDetails returned:
                Undo(returned.TopUp, amount);
                _entries[entry.Number] = new(EntryKind.Return, TakesAway: false, amount, returned.TopUp);
                break;
            case CorrectionDetails { Undoes: EntryKind.TopUp } correction:
                AddReversal(entry, correction);
                break;
            case CorrectionDetails correction:
                Undo(correction.Corrects, amount);
                _entries[entry.Number] = new(
                    correction.Undoes ?? EntryKind.Correction,
                    entry.Amount > Money.Zero,
                    amount,
                    correction.Corrects);
                break;
            default:
                _entries[entry.Number] = new(entry.Kind, entry.Amount > Money.Zero, amount, Corrects: null);
                break;
        }
    }

    private void AddReversal(Entry entry, CorrectionDetails correction)
    {
        var debt = correction.Debt ?? Money.Zero;
        if (debt >= Money.Zero)
        {
            Undo(correction.Corrects, debt - entry.Amount);
        }
        else if (_entries.TryGetValue(correction.Corrects, out var reversal))
        {
            // The debt is paid.
            _entries[correction.Corrects] = reversal with { Left = reversal.Left + debt };
            debt = Money.Zero;
        }

        _entries[entry.Number] = new(EntryKind.TopUp, TakesAway: true, debt, correction.Corrects) { IsReversal = true };
    }

    // Undoing a correction makes what it corrected valid again, and so on along the chain.
    private void Undo(long number, Money amount)
    {
        if (_entries.TryGetValue(number, out var entry))
        {
            _entries[number] = entry with { Left = entry.Left - amount };
            if (entry.Corrects is { } corrected)
            {
                Undo(corrected, -amount);
            }
        }
    }
}
