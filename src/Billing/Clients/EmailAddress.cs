using System.Text.RegularExpressions;

namespace Billing;

/// <summary>
/// One plain e-mail address: a dot-atom, @, and a domain name of at least two labels (RFC 5321, 5322); ASCII, without a
/// display name.
/// </summary>
public static partial class EmailAddress
{
    private const int MaxLength = 254;
    private const int MaxLocalPart = 64;

    /// <summary>Whether the text is such an address.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: <= MaxLength }
        && text.IndexOf('@', StringComparison.Ordinal) <= MaxLocalPart
        && Format().IsMatch(text);

    [GeneratedRegex(
        @"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*" +
        @"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])\z")]
    private static partial Regex Format();
}
