namespace Billing;

/// <summary>
/// What an account's entries add up to, by kind; a fold. At every entry
/// <c>Received + Corrected = Balance + Charged + Returned − Debt</c>.
/// </summary>
/// <param name="Received">Top-ups, less those that were reversed.</param>
/// <param name="Charged">Payments, changes of tariffs and removals, less what was given back of them.</param>
/// <param name="Returned">Returns to payers, less those that came back.</param>
/// <param name="Corrected">Corrections older than <see cref="CorrectionDetails.Undoes"/>.</param>
/// <param name="Debt">Reversed money that was spent before.</param>
public sealed record AccountTotals(Money Received, Money Charged, Money Returned, Money Corrected, Money Debt)
{
    /// <summary>Before the first entry.</summary>
    public static AccountTotals None { get; } = new(Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero);

    /// <summary>The balance that an account with these totals has.</summary>
    public Money Balance => Received + Corrected + Debt - Charged - Returned;

    /// <summary>The totals with one more entry.</summary>
    public AccountTotals Add(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var amount = entry.Amount;
        return entry.Details switch
        {
            TopUpDetails => this with { Received = Received + amount },
            PaymentDetails or GroupPaymentDetails or TariffChangeDetails or RemovalDetails =>
                this with { Charged = Charged - amount },
            ReturnDetails => this with { Returned = Returned - amount },
            CorrectionDetails correction => Add(correction, amount),
            _ => throw new InvalidOperationException($"Another kind of details: {entry.Details.GetType().Name}."),
        };
    }

    /// <summary>The sum of two accounts' totals.</summary>
    public static AccountTotals operator +(AccountTotals left, AccountTotals right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(
            left.Received + right.Received,
            left.Charged + right.Charged,
            left.Returned + right.Returned,
            left.Corrected + right.Corrected,
            left.Debt + right.Debt);
    }

    private AccountTotals Add(CorrectionDetails correction, Money amount)
    {
        var debt = correction.Debt ?? Money.Zero;
        return correction.Undoes switch
        {
            EntryKind.TopUp => this with { Received = Received + amount - debt, Debt = Debt + debt },
            EntryKind.Payment or EntryKind.TariffChange or EntryKind.Removal =>
                this with { Charged = Charged - amount },
            EntryKind.Return => this with { Returned = Returned - amount },
            EntryKind.Correction or null => this with { Corrected = Corrected + amount },
        };
    }
}
