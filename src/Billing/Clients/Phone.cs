using System.Text.RegularExpressions;

namespace Billing;

/// <summary>
/// Phone numbers, kept as E.164: a plus and 7–15 digits, the first not 0. Of +7 (Russia, Kazakhstan) and +375 (Belarus)
/// the exact length is known.
/// </summary>
public static partial class Phone
{
    /// <summary>
    /// Reads a number as people write it: with or without +7, with 8 in its place, with spaces, brackets, dots, slashes
    /// and dashes of every kind.
    /// </summary>
    /// <param name="text">"+79001234567", "8 (900) 123-45-67", "9001234567".</param>
    /// <param name="e164">"+79001234567"; empty if the text is not a phone number.</param>
    public static bool TryNormalize(string? text, out string e164) => Mistake(text, out e164) is null;

    /// <summary>Reads a number like <see cref="TryNormalize"/>.</summary>
    /// <returns>Why the text is no phone number, a Russian sentence for users; null if it is one.</returns>
    public static string? Mistake(string? text, out string e164)
    {
        var typed = PlainText.Clean(text);
        var number = Domestic().Replace(Punctuation().Replace(typed, ""), "+7");
        var mistake = number switch
        {
            _ when SlipOfSeven().IsMatch(typed) || number.StartsWith("+89", StringComparison.Ordinal) =>
                "Номер начинается с +7, а не с +8, например +7 900 123-45-67.",
            ['+', '7', ..] when !OfSeven().IsMatch(number) =>
                "После +7 нужно ровно десять цифр, первая — от 3 до 9, например +7 900 123-45-67.",
            ['+', '3', '7', '5', ..] when !OfBelarus().IsMatch(number) =>
                "После +375 нужно ровно девять цифр, например +375 29 123-45-67.",
            ['8', '0', ..] => "Номер Беларуси начинается с +375, например +375 29 123-45-67.",
            _ when !E164().IsMatch(number) => "Нужен номер с кодом страны, например +7 900 123-45-67.",
            _ => null,
        };
        e164 = mistake is null ? number : "";
        return mistake;
    }

    // U+2212 is the minus sign.
    [GeneratedRegex(@"[ \p{Pd}\u2212()./]")]
    private static partial Regex Punctuation();

    // Ten digits after 7 or after the trunk prefix 8. (After 8, 0 is the trunk prefix of Belarus.) Ten digits alone
    // that begin with 7 or 8 are rather eleven of which one was left out.
    [GeneratedRegex(@"\A(?:[78](?=[3-9][0-9]{9}\z)|(?=[34569][0-9]{9}\z))")]
    private static partial Regex Domestic();

    // +8 alone is no country, and no country has +89.
    [GeneratedRegex(@"\A\+8[^0-9]")]
    private static partial Regex SlipOfSeven();

    [GeneratedRegex(@"\A\+7[3-9][0-9]{9}\z")]
    private static partial Regex OfSeven();

    [GeneratedRegex(@"\A\+375[0-9]{9}\z")]
    private static partial Regex OfBelarus();

    [GeneratedRegex(@"\A\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164();
}
