namespace Billing;

/// <summary>
/// Texts of ASCII digits. Official numbers are kept as texts because their leading zeros count; digits of other scripts
/// are refused.
/// </summary>
internal static class Digits
{
    /// <summary>Whether the text consists of <paramref name="length"/> digits 0–9.</summary>
    public static bool Are(string? text, int length) => text is not null && text.Length == length && AreAll(text);

    /// <summary>Whether the text has no other characters than digits 0–9.</summary>
    public static bool AreAll(string text) => text.All(char.IsAsciiDigit);

    /// <summary>
    /// Why the text does not consist of <paramref name="length"/> digits: a Russian sentence that begins with
    /// <paramref name="name"/>; null if it does.
    /// </summary>
    public static string? Mismatch(string name, string text, int length) =>
        !AreAll(text) ? $"{name} — только цифры."
        : text.Length != length ? $"{name} — {length} цифр, а здесь {text.Length}."
        : null;

    public static int At(string text, int index) => text[index] - '0';
}
