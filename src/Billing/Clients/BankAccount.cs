namespace Billing;

/// <summary>
/// Bank accounts: 20 digits, of which 6–8 are the currency and the ninth is a key over the whole and a part of the
/// bank's БИК (Банк России, Порядок 515 of 08.09.1997). Only rouble accounts are accepted.
/// </summary>
/// <remarks>
/// What stands beside an account depends on where it is opened: at a bank, the bank's correspondent account; at the
/// Bank of Russia itself, nothing; at the Treasury (казначейский счёт of a budget organisation, 03…, which has no key),
/// the Treasury's own account at the Bank of Russia (ЕКС, единый казначейский счёт, 40102…).
/// </remarks>
public static class BankAccount
{
    internal const int Length = 20;

    private const string SingleTreasury = "40102";
    private static readonly int[] Weights = [7, 1, 3];

    /// <summary>Whether the text is a rouble account (расчётный or казначейский счёт) at the bank of the БИК.</summary>
    public static bool IsValidSettlement(string? account, string? bic) =>
        Bic.IsValid(bic)
        && Digits.Are(account, Length)
        && IsRouble(account!)
        && (IsTreasury(account!) || HasKey(account!, Bic.SettlementPrefix(bic!)));

    /// <summary>
    /// Whether the text is what stands beside an account of the bank of the БИК. A correspondent account
    /// (корреспондентский счёт) ends with the last three digits of the БИК; the Treasury's has three free digits there.
    /// </summary>
    /// <param name="text">Null or empty where the account has nothing beside it.</param>
    /// <param name="account">See <see cref="IsValidSettlement"/>.</param>
    /// <param name="bic">See <see cref="Bic"/>.</param>
    public static bool IsValidCorrespondent(string? text, string? account, string? bic)
    {
        if (!Bic.IsValid(bic) || !Digits.Are(account, Length))
        {
            return false;
        }

        return HasCorrespondent(account!, bic!)
            ? Digits.Are(text, Length)
                && IsRouble(text!)
                && IsSingleTreasury(text!) == IsTreasury(account!)
                && (IsTreasury(account!) || text![17..] == bic![6..])
                && HasKey(text!, Bic.CorrespondentPrefix(bic!))
            : string.IsNullOrEmpty(text);
    }

    /// <summary>Whether something stands beside the account.</summary>
    internal static bool HasCorrespondent(string account, string bic) =>
        IsTreasury(account) || !Bic.IsBankOfRussia(bic);

    /// <summary>Whether it is a budget organisation's account at the Treasury.</summary>
    internal static bool IsTreasury(string account) => account.StartsWith("03", StringComparison.Ordinal);

    /// <summary>Whether it is the Treasury's own account at the Bank of Russia.</summary>
    internal static bool IsSingleTreasury(string account) =>
        account.StartsWith(SingleTreasury, StringComparison.Ordinal);

    /// <summary>Whether digits 6–8 name the rouble: 643 in accounts at the Treasury, 810 in all others.</summary>
    public static bool IsRouble(string account) => account[5..8] == (IsTreasury(account) ? "643" : "810");

    /// <summary>Whether the account's key is right for the three digits that stand for the bank.</summary>
    internal static bool HasKey(string account, string prefix)
    {
        var digits = (prefix + account).Select(digit => digit - '0');
        return digits.Select((digit, index) => digit * Weights[index % Weights.Length] % 10).Sum() % 10 == 0;
    }
}
