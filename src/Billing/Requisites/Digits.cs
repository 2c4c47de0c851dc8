namespace Billing;

/// <summary>Texts of ASCII digits: numbers of the field are texts, as leading zeros count and other scripts' digits do not.</summary>
internal static class Digits
{
    /// <summary>Whether there are only digits 0–9, and exactly so many.</summary>
    public static bool Are(string? text, int length) => text is not null && text.Length == length && AreAll(text);

    /// <summary>Whether there are only digits 0–9.</summary>
    public static bool AreAll(string text) => text.All(char.IsAsciiDigit);

    /// <summary>What keeps a text from being so many digits, in words that begin with what it should be; null if it is.</summary>
    public static string? Wrong(string what, string text, int length) =>
        !AreAll(text) ? $"{what} — только цифры, без пробелов."
        : text.Length != length ? $"{what} — {length} цифр, а здесь {text.Length}."
        : null;

    /// <summary>The digit at an index.</summary>
    public static int At(string text, int index) => text[index] - '0';
}
