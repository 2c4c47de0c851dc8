using System.Text.RegularExpressions;

namespace Billing;

/// <summary>
/// Names of organisations and people. They stand in e-mails to an address that anybody may have typed: they are made of
/// what names are made of, and are no address to which a reader could be led.
/// </summary>
public static partial class Name
{
    /// <summary>What is wrong with a name, Russian; null if nothing is.</summary>
    public static string? Mistake(string text) =>
        !Letter().IsMatch(text) ? "Нужна хотя бы одна буква."
        : Foreign().Match(text) is { Success: true } foreign
            ? $"Уберите знак {foreign.Value}: в названиях и именах его нет."
        : Link().IsMatch(text) ? "Уберите адрес сайта: здесь нужно только название или имя."
        : null;

    [GeneratedRegex(@"\p{L}")]
    private static partial Regex Letter();

    // Two halves of a surrogate pair are one sign.
    [GeneratedRegex("""[^\p{L}\p{M}\p{N} "'’‘`«»„“”().,:;!?&+×*°%#№@_=/–—‑-][\uDC00-\uDFFF]?""")]
    private static partial Regex Foreign();

    [GeneratedRegex(@"://|www\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
