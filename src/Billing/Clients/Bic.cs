namespace Billing;

/// <summary>
/// БИК, a bank's number: nine digits, the first 0, 1 or 2, without a check digit (Положение Банка России 732-П).
/// </summary>
public static class Bic
{
    internal const int Length = 9;

    /// <summary>Whether the text is a БИК.</summary>
    public static bool IsValid(string? text) => Digits.Are(text, Length) && text![0] is '0' or '1' or '2';

    /// <summary>The three digits that enter the key of accounts opened at the bank.</summary>
    internal static string SettlementPrefix(string bic) => IsBankOfRussia(bic) ? CorrespondentPrefix(bic) : bic[6..9];

    /// <summary>The three digits that enter the key of the bank's accounts at the Bank of Russia.</summary>
    internal static string CorrespondentPrefix(string bic) => $"0{bic[4..6]}";

    /// <summary>Whether it is a part of the Bank of Russia itself.</summary>
    internal static bool IsBankOfRussia(string bic) => bic[6..8] == "00";
}
