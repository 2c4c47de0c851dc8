namespace Billing;

/// <summary>
/// ОГРН, the number in the state register: 13 digits for an organisation, the first 1 or 5; 15 for an entrepreneur
/// (ОГРНИП), the first 3. The last is a check digit (Минфин 165н, 30.10.2017). The year, digits 2–3, is not checked.
/// </summary>
public static class Ogrn
{
    /// <summary>How many digits the number of a client of the kind has.</summary>
    public static int LengthFor(ClientKind kind) => kind == ClientKind.Organization ? 13 : 15;

    /// <summary>Whether the text is an ОГРН or ОГРНИП.</summary>
    public static bool IsValid(string? text) =>
        IsValid(text, ClientKind.Organization) || IsValid(text, ClientKind.Entrepreneur);

    /// <summary>Whether the text is an ОГРН (organisation) or ОГРНИП (entrepreneur).</summary>
    public static bool IsValid(string? text, ClientKind kind) =>
        Digits.Are(text, LengthFor(kind)) && HasFirstDigitOf(kind, text!) && HasCheckDigit(text!);

    internal static bool HasFirstDigitOf(ClientKind kind, string text) =>
        kind == ClientKind.Organization ? text[0] is '1' or '5' : text[0] == '3';

    // Modulo 11 for 13 digits, 13 for 15: two less than the length. Of a remainder above 9 the last digit counts.
    private static bool HasCheckDigit(string text)
    {
        var remainder = text[..^1].Aggregate(0, (rest, digit) => ((rest * 10) + digit - '0') % (text.Length - 2));
        return remainder % 10 == Digits.At(text, text.Length - 1);
    }
}
