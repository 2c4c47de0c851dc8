using System.Globalization;
using System.Text.RegularExpressions;

namespace Billing;

/// <summary>
/// Values of statements. Sums, days and our own accounts are read or they are not; what describes a movement is tidied
/// and cut, and never refuses money.
/// </summary>
internal static partial class StatementValues
{
    private static readonly string[] DayFormats = ["dd.MM.yyyy", "d.M.yyyy"];

    /// <summary>
    /// Such as <c>3000.00</c>, <c>3000,00</c>, <c>3000</c>, <c>-3 000.00</c>. At most eleven digits of roubles.
    /// </summary>
    public static Money? Sum(string text)
    {
        if (Amount().Match(PlainText.Clean(text)) is not { Success: true } match)
        {
            return null;
        }

        var roubles = long.Parse(match.Groups["roubles"].Value.Replace(" ", ""), CultureInfo.InvariantCulture);
        var kopecks = long.Parse(match.Groups["kopecks"].Value.PadRight(2, '0'), CultureInfo.InvariantCulture);
        var sum = Money.FromRoubles(roubles) + new Money(kopecks);
        return match.Groups["minus"].Success ? -sum : sum;
    }

    /// <summary>Such as <c>28.11.2026</c>; a time after it is left out.</summary>
    public static DateOnly? Day(string text) => DateOnly.TryParseExact(
        PlainText.Clean(text).Split(' ')[0],
        DayFormats,
        CultureInfo.InvariantCulture,
        DateTimeStyles.None,
        out var day)
        ? InRange(day)
        : null;

    /// <summary>
    /// Such as <c>2026-11-28</c> or <c>2026-11-28T23:59:59+03:00</c>: the day in Moscow; without an offset as written.
    /// </summary>
    public static DateOnly? IsoDay(string text)
    {
        var clean = PlainText.Clean(text);
        if (DateOnly.TryParseExact(clean, "yyyy-MM-dd", out var day) || !IsoInstant().IsMatch(clean))
        {
            return InRange(day);
        }

        const DateTimeStyles styles = DateTimeStyles.RoundtripKind;
        return HasOffset().IsMatch(clean)
            ? DateTimeOffset.TryParse(clean, CultureInfo.InvariantCulture, styles, out var instant)
                && instant.Year is > 1900 and < 9000
                ? InRange(BusinessDay.FromInstant(instant))
                : null
            : DateTime.TryParse(clean, CultureInfo.InvariantCulture, styles, out var time)
                ? InRange(DateOnly.FromDateTime(time))
                : null;
    }

    /// <summary>An account of ours: 20 digits.</summary>
    public static string? Account(string text) =>
        PlainText.Number(text) is var account && Digits.Are(account, BankAccount.Length) ? account : null;

    /// <summary>An account of the other side.</summary>
    public static string OtherAccount(string text) => Cut(PlainText.Number(text), StatementLimits.AccountLength);

    /// <summary>The first of the texts that is an ИНН; else nothing. Banks write «0» for who has none.</summary>
    public static string FirstInn(params IEnumerable<string> texts) =>
        texts.Select(PlainText.Number).FirstOrDefault(Inn.IsValid) ?? "";

    /// <summary>A БИК or nothing.</summary>
    public static string BicOf(string text) => PlainText.Number(text) is var bic && Bic.IsValid(bic) ? bic : "";

    /// <summary>A name of a party or a bank.</summary>
    public static string Name(string text) => Cut(PlainText.Printable(text), StatementLimits.NameLength);

    /// <summary>A purpose.</summary>
    public static string Purpose(string text) => Cut(PlainText.Printable(text), StatementLimits.PurposeLength);

    /// <summary>A number of a payment order.</summary>
    public static string Number(string text) => Cut(PlainText.Printable(text), StatementLimits.NumberLength);

    private static string Cut(string text, int length) => PlainText.Cut(text, length);

    private static DateOnly? InRange(DateOnly day) => day.Year is >= 2000 and < 2100 ? day : null;

    [GeneratedRegex(@"\A(?<minus>-)?(?<roubles>[0-9](?: ?[0-9]){0,10})(?:[.,](?<kopecks>[0-9]{1,2})0*)?\z")]
    private static partial Regex Amount();

    [GeneratedRegex(
        @"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})?\z")]
    private static partial Regex IsoInstant();

    [GeneratedRegex(@"(Z|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex HasOffset();
}
