using System.Globalization;

namespace Billing;

/// <summary>
/// What makes two lines of different files the same movement. Ids of banks do not: they change overnight, and the same
/// movement can have two. Nor do the purpose, which banks write anew, and the place in the file. So equal movements of
/// one day share an identity; <see cref="LinePairing"/> tells how many of them are new.
/// </summary>
public static class LineIdentity
{
    /// <summary>32 hexadecimal digits: a part of a storage key.</summary>
    public static string Of(StatementLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return HashedText.Key(
            line.OwnAccount,
            line.IsCredit ? "credit" : "debit",
            line.Number,
            line.Day.ToString("O", CultureInfo.InvariantCulture),
            line.Amount.ToString(),
            line.Counterparty.Account,
            line.Counterparty.Inn);
    }

    /// <summary>
    /// Whether a line that is new stands in the place of one that vanished from the statement: the bank changed its
    /// sum, day or ИНН. Crediting both would credit the money twice.
    /// </summary>
    public static bool Restates(StatementLine line, StatementLine vanished)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(vanished);
        return line.Number.Length > 0
            && line.Number == vanished.Number
            && line.OwnAccount == vanished.OwnAccount
            && line.IsCredit == vanished.IsCredit
            && line.Counterparty.Account == vanished.Counterparty.Account;
    }
}
