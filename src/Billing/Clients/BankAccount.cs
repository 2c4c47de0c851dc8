namespace Billing;

/// <summary>
/// Bank accounts: 20 digits, of which 6–8 are the currency and the ninth is a key over the whole and a part of the
/// bank's БИК (Банк России, Порядок 515 of 08.09.1997). Only rouble accounts are accepted.
/// </summary>
public static class BankAccount
{
    internal const int Length = 20;

    private const string Rouble = "810";
    private static readonly int[] Weights = [7, 1, 3];

    /// <summary>Whether the text is a rouble account (расчётный счёт) at the bank of the БИК.</summary>
    public static bool IsValidSettlement(string? account, string? bic) =>
        Bic.IsValid(bic)
        && Digits.Are(account, Length)
        && IsRouble(account!)
        && HasKey(account!, Bic.SettlementPrefix(bic!));

    /// <summary>
    /// Whether the text is the correspondent account (корреспондентский счёт) of the bank of the БИК. It is opened at
    /// the Bank of Russia, and ends with the last three digits of the БИК.
    /// </summary>
    public static bool IsValidCorrespondent(string? account, string? bic) =>
        Bic.IsValid(bic)
        && Digits.Are(account, Length)
        && IsRouble(account!)
        && account![17..] == bic![6..]
        && HasKey(account, Bic.CorrespondentPrefix(bic));

    /// <summary>Whether digits 6–8 name the rouble.</summary>
    internal static bool IsRouble(string account) => account.AsSpan(5, Rouble.Length).SequenceEqual(Rouble);

    /// <summary>Whether the account's key is right for the three digits that stand for the bank.</summary>
    internal static bool HasKey(string account, string prefix)
    {
        var digits = (prefix + account).Select(digit => digit - '0');
        return digits.Select((digit, index) => digit * Weights[index % Weights.Length] % 10).Sum() % 10 == 0;
    }
}
