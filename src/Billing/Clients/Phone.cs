using System.Text.RegularExpressions;

namespace Billing;

/// <summary>Phone numbers, kept as E.164: a plus and 7–15 digits, the first not 0.</summary>
public static partial class Phone
{
    /// <summary>
    /// Reads a number as people write it: spaces, parentheses and hyphens are left out, and the Russian trunk prefix 8
    /// before ten digits means +7.
    /// </summary>
    /// <param name="text">"+79001234567", "8 (900) 123-45-67".</param>
    /// <param name="e164">"+79001234567"; empty if the text is not a phone number.</param>
    public static bool TryNormalize(string? text, out string e164)
    {
        var bare = Punctuation().Replace(text ?? "", "");
        var number = Domestic().IsMatch(bare) ? $"+7{bare[1..]}" : bare;
        e164 = E164().IsMatch(number) ? number : "";
        return e164.Length > 0;
    }

    // Spaces of every width, but no line breaks or tabs.
    [GeneratedRegex(@"[\p{Zs}()-]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"\A8[0-9]{10}\z")]
    private static partial Regex Domestic();

    [GeneratedRegex(@"\A\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164();
}
