namespace Billing;

/// <summary>A statement that adds up.</summary>
/// <param name="Format">How its file is written.</param>
/// <param name="CreatedOn">See <see cref="StatementHeader.CreatedOn"/>.</param>
/// <param name="Accounts">Our own accounts in it, by number; at least one.</param>
/// <param name="NotOurs">How many lines are about other accounts.</param>
public sealed record StatementSummary(
    StatementFormat Format,
    DateOnly? CreatedOn,
    IReadOnlyList<AccountSummary> Accounts,
    int NotOurs)
{
    /// <summary>
    /// Whether the bank was done with a day when it made the statement. A line that vanishes from an open day is no
    /// alarm.
    /// </summary>
    public bool IsClosed(DateOnly day) => CreatedOn > day;
}

/// <summary>What a statement says of one account. As a whole, opening + credits − debits = closing.</summary>
/// <param name="Account">20 digits.</param>
/// <param name="From">The first day that it covers.</param>
/// <param name="To">The last.</param>
/// <param name="Opening">The balance before the first day.</param>
/// <param name="Turnover">All movements.</param>
/// <param name="Days">
/// The days that it covers, with and without movements. Where its sections leave days out (weekends), the balance is
/// the same on both sides.
/// </param>
public sealed record AccountSummary(
    string Account,
    DateOnly From,
    DateOnly To,
    Money Opening,
    Turnover Turnover,
    IReadOnlyList<DaySummary> Days)
{
    /// <summary>The balance after the last day.</summary>
    public Money Closing => Opening + Turnover.Net;
}

/// <summary>One day of an account.</summary>
/// <param name="Day">The day.</param>
/// <param name="Opening">The balance before it.</param>
/// <param name="Turnover">Its movements.</param>
public sealed record DaySummary(DateOnly Day, Money Opening, Turnover Turnover)
{
    /// <summary>The balance after it.</summary>
    public Money Closing => Opening + Turnover.Net;
}

/// <summary>Sums and numbers of movements.</summary>
public sealed record Turnover(Money Credits, Money Debits, int CreditCount, int DebitCount)
{
    /// <summary>No movements.</summary>
    public static Turnover None { get; } = new(Money.Zero, Money.Zero, 0, 0);

    /// <summary>By how much the balance grew.</summary>
    public Money Net => Credits - Debits;

    /// <summary>With one movement more.</summary>
    public Turnover Add(StatementLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.IsCredit
            ? this with { Credits = Credits + line.Amount, CreditCount = CreditCount + 1 }
            : this with { Debits = Debits + line.Amount, DebitCount = DebitCount + 1 };
    }

    /// <summary>Both together.</summary>
    public static Turnover operator +(Turnover left, Turnover right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new Turnover(
            left.Credits + right.Credits,
            left.Debits + right.Debits,
            left.CreditCount + right.CreditCount,
            left.DebitCount + right.DebitCount);
    }
}
