namespace Billing;

/// <summary>
/// ИНН, the taxpayer's number: 10 digits for an organisation, 12 for an entrepreneur, with one and two check digits
/// (ФНС ММВ-7-6/435@, 29.06.2012).
/// </summary>
public static class Inn
{
    private static readonly int[] Tenth = [2, 4, 10, 3, 5, 9, 4, 6, 8];
    private static readonly int[] Eleventh = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    private static readonly int[] Twelfth = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

    /// <summary>How many digits the ИНН of a client of the kind has.</summary>
    public static int LengthFor(ClientKind kind) => kind == ClientKind.Organization ? 10 : 12;

    /// <summary>Whether the text is an ИНН of either kind.</summary>
    public static bool IsValid(string? text) =>
        IsValid(text, ClientKind.Organization) || IsValid(text, ClientKind.Entrepreneur);

    /// <summary>Whether the text is an ИНН of the kind.</summary>
    public static bool IsValid(string? text, ClientKind kind) =>
        Digits.Are(text, LengthFor(kind))
        // A text of zeros passes the checksum, but is nobody's number.
        && text!.Any(digit => digit != '0')
        && (kind == ClientKind.Organization ? Fits(text!, Tenth) : Fits(text!, Eleventh) && Fits(text!, Twelfth));

    private static bool Fits(string text, int[] weights)
    {
        var sum = weights.Select((weight, index) => weight * Digits.At(text, index)).Sum();
        return sum % 11 % 10 == Digits.At(text, weights.Length);
    }
}
