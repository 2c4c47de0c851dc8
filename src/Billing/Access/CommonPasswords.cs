using System.Collections.Frozen;

namespace Billing;

/// <summary>
/// Passwords that are tried first. The resource has the 3,000 most common ones of ten characters or more, as OWASP ASVS
/// asks: from 10-million-password-list-top-1000000 of SecLists (github.com/danielmiessler/SecLists, MIT), in lower
/// case.
/// </summary>
internal static class CommonPasswords
{
    private const string CyrillicKeys = "ёйцукенгшщзхъфывапролджэячсмитьбю";
    private const string LatinKeys = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";

    // A word of these with a few characters beside it is no password: «пароль2026», telphin-123.
    private const int FewestOwnCharacters = 6;

    private static readonly string[] Words =
        [.. new[] { "пароль", "parol", "password", "qwerty", "телфин", "telphin" }.Select(KeysOf)];

    private static readonly Lazy<FrozenSet<string>> All = new(() => Read().ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Whether it is one of them, in capitals or not, in either layout of the keyboard.</summary>
    public static bool Contains(string password) => All.Value.Contains(KeysOf(password));

    /// <summary>Whether it is hardly more than words that everybody knows, or that belong to the reader.</summary>
    /// <param name="password">What was typed.</param>
    /// <param name="ownNumbers">Numbers of the reader.</param>
    public static bool IsHardlyMoreThanWords(string password, IEnumerable<string> ownNumbers)
    {
        string[] words = [.. ownNumbers, .. Words];
        var keys = KeysOf(password);
        var own = words.Aggregate(keys, (text, word) => text.Replace(word, "", StringComparison.Ordinal));
        return own != keys && own.Length < FewestOwnCharacters;
    }

    /// <summary>The keys that were pressed: «пароль» and gfhjkm are the same ones.</summary>
    private static string KeysOf(string text) => string.Concat(text.ToLowerInvariant().Select(
        character => CyrillicKeys.IndexOf(character, StringComparison.Ordinal) is >= 0 and var at
            ? LatinKeys[at]
            : character));

    private static IEnumerable<string> Read()
    {
        using var resource = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(resource);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
