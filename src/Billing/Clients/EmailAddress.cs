using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Billing;

/// <summary>
/// One plain e-mail address: a dot-atom, @, and a domain name of at least two labels (RFC 5321, 5322); ASCII, without a
/// display name. Domains of other alphabets are kept as A-labels (RFC 5890): пример.рф is xn--e1afmkfd.xn--p1ai.
/// </summary>
public static partial class EmailAddress
{
    /// <summary>Most characters of an address.</summary>
    public const int MaxLength = 254;

    private const int MaxLocalPart = 64;

    private static readonly IdnMapping Idn = new();

    /// <summary>Whether the text is such an address, in ASCII.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: <= MaxLength }
        && text.IndexOf('@', StringComparison.Ordinal) <= MaxLocalPart
        && Format().IsMatch(text);

    /// <summary>Reads an address as it is typed: with invisible characters, and a domain of another alphabet.</summary>
    /// <param name="text">"name@пример.рф".</param>
    /// <param name="address">
    /// "name@xn--e1afmkfd.xn--p1ai", the domain in lower case; empty if the text is no address.
    /// </param>
    /// <returns>Why the text is no address, a Russian sentence for users; null if it is one.</returns>
    public static string? Mistake(string? text, out string address)
    {
        address = "";
        var typed = PlainText.Clean(text);
        var at = typed.LastIndexOf('@');
        var (local, labels) = (typed[..Math.Max(at, 0)], typed[(at + 1)..].ToLowerInvariant().Split('.'));
        if (Cyrillic().IsMatch(local))
        {
            return "Слева от @ нужны латинские буквы: почта на русские адреса доходит не везде.";
        }

        if (labels.Any(label => !Ascii.IsValid(label) && !OfOneAlphabet().IsMatch(label)))
        {
            return "Справа от @ смешаны буквы разных алфавитов: похоже, опечатка.";
        }

        var ascii = $"{local}@{string.Join('.', labels.Select(ToAscii))}";
        if (!IsValid(ascii))
        {
            return "Нужен один адрес электронной почты вида name@example.ru.";
        }

        address = ascii;
        return null;
    }

    private static string ToAscii(string label)
    {
        try
        {
            return Ascii.IsValid(label) ? label : Idn.GetAscii(label);
        }
        catch (ArgumentException)
        {
            // Too long, for example; it stays what is no address.
            return label;
        }
    }

    [GeneratedRegex(
        @"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*" +
        @"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])\z")]
    private static partial Regex Format();

    [GeneratedRegex(@"[\u0400-\u04FF]")]
    private static partial Regex Cyrillic();

    // Cyrillic, or Latin with its accents. A letter of one alphabet among those of another leads to somebody else.
    [GeneratedRegex(@"\A(?:[\u0400-\u04FF0-9-]+|[a-z\u00DF-\u00F6\u00F8-\u017E0-9-]+)\z")]
    private static partial Regex OfOneAlphabet();
}
