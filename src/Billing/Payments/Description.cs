using System.Globalization;

namespace Billing;

/// <summary>What clients read in their history, Russian.</summary>
internal static class Description
{
    private const int MaxLength = 200;

    public static string Of(Quote quote) => Cut(string.Create(
        CultureInfo.InvariantCulture,
        $"Оплата {quote.Phone}, тариф «{quote.Tariff.Name}», {quote.PeriodStart:dd.MM.yyyy}–{quote.PaidThrough:dd.MM.yyyy}"));

    public static string Of(TopUpCommand topUp)
    {
        var parts = new[] { topUp.Payer, topUp.Purpose }.Select(PlainText.Printable).Where(part => part.Length > 0).ToArray();
        return parts.Length == 0 ? "Пополнение" : Cut($"Пополнение: {string.Join(", ", parts)}");
    }

    private static string Cut(string text)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }

        // Half of a surrogate pair would be no text at all.
        var length = char.IsHighSurrogate(text[MaxLength - 2]) ? MaxLength - 2 : MaxLength - 1;
        return text[..length] + '…';
    }
}
