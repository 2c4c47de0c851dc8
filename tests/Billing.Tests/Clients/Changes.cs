namespace Billing.Tests;

/// <summary>Typing errors in numbers.</summary>
internal static class Changes
{
    /// <summary>Every text that differs in one digit.</summary>
    public static IEnumerable<(int Position, string Text)> OfOneDigit(string text) =>
        from position in Enumerable.Range(0, text.Length)
        from digit in "0123456789"
        where text[position] != digit
        select (position, string.Concat(text.AsSpan(0, position), digit.ToString(), text.AsSpan(position + 1)));

    /// <summary>The one text of ten that is valid when a check digit is put in place of the question mark.</summary>
    public static string Complete(string pattern, Func<string, bool> isValid) =>
        "0123456789".Select(digit => pattern.Replace('?', digit)).Single(isValid);
}
