using System.Globalization;

namespace Billing;

/// <summary>
/// Numbers of personal accounts: ten digits, the last a Luhn check digit (ISO/IEC 7812-1), so that a slip of one digit,
/// and most swaps of two neighbours, in a transfer's purpose never reach another client's account.
/// </summary>
public static class AccountNumber
{
    internal const int Length = 10;

    /// <summary>The number with the given first nine digits.</summary>
    /// <param name="nineDigits">0–999 999 999.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than nine digits, or negative.</exception>
    public static string From(int nineDigits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nineDigits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nineDigits, 999_999_999);
        var digits = nineDigits.ToString("D9", CultureInfo.InvariantCulture);
        return digits + (char)('0' + ((10 - (LuhnSum(digits + '0') % 10)) % 10));
    }

    /// <summary>Whether the text is such a number.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: Length } && text.All(char.IsAsciiDigit) && LuhnSum(text) % 10 == 0;

    // Every second digit from the right counts double, by the sum of its product's digits.
    private static int LuhnSum(string text) => text
        .Select((digit, index) => (digit - '0') * ((text.Length - index) % 2 == 0 ? 2 : 1))
        .Sum(product => product > 9 ? product - 9 : product);
}
