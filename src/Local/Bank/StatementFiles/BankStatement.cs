using Billing;

namespace Local;

/// <summary>A statement (выписка) as a bank makes it, to be written as a file in either format.</summary>
/// <param name="CreatedAt">When the bank makes it, by Moscow's clock.</param>
/// <param name="Owner">Whose accounts they are; its own account is each section's.</param>
/// <param name="Sections">The accounts, or the days of an account.</param>
public sealed record BankStatement(DateTime CreatedAt, Counterparty Owner, IReadOnlyList<BankSection> Sections);

/// <summary>The movements of one account over a period.</summary>
/// <param name="Account">20 digits.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Opening">The balance before the first day.</param>
/// <param name="Movements">In the order of the file.</param>
public sealed record BankSection(
    string Account,
    DateOnly From,
    DateOnly To,
    Money Opening,
    IReadOnlyList<BankMovement> Movements)
{
    /// <summary>All that came in.</summary>
    public Money Credits => Sum(isCredit: true);

    /// <summary>All that went out.</summary>
    public Money Debits => Sum(isCredit: false);

    /// <summary>The balance after the last day.</summary>
    public Money Closing => Opening + Credits - Debits;

    private Money Sum(bool isCredit) => Movements
        .Where(movement => movement.IsCredit == isCredit)
        .Aggregate(Money.Zero, (sum, movement) => sum + movement.Amount);
}

/// <summary>One movement.</summary>
/// <param name="IsCredit">Whether the money comes in.</param>
/// <param name="Day">The day of booking.</param>
/// <param name="Number">The number of the payment order.</param>
/// <param name="Amount">Above zero.</param>
/// <param name="Counterparty">The payer of what comes in, the payee of what goes out.</param>
/// <param name="Purpose">On one line.</param>
public sealed record BankMovement(
    bool IsCredit,
    DateOnly Day,
    string Number,
    Money Amount,
    Counterparty Counterparty,
    string Purpose);
