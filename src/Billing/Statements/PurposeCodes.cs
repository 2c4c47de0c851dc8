using System.Globalization;
using System.Text.RegularExpressions;

namespace Billing;

/// <summary>A code of ours in a purpose.</summary>
/// <param name="Account">The number of a personal account, its check digit right.</param>
/// <param name="Sequence">The number of an invoice of that account, where one follows.</param>
public sealed record PurposeCode(string Account, int? Sequence);

/// <summary>
/// Codes of ours in the purpose of a transfer: numbers of personal accounts, and of invoices, which are the account's
/// and a sequence («5254191843-7»). They are read before spaces and dashes are stripped, so that two numbers that stand
/// side by side are never taken for one.
/// </summary>
/// <param name="Codes">Each once, in the order of the purpose.</param>
/// <param name="NearMisses">Ten digits that could be an account's number but for the check digit, each once.</param>
public sealed partial record PurposeCodes(IReadOnlyList<PurposeCode> Codes, IReadOnlyList<string> NearMisses)
{
    // In «52541918О3» a letter is typed for a digit; «ООО» and «ЗОО» are words.
    private const int FewestDigits = 6;

    /// <summary>Reads a purpose.</summary>
    public static PurposeCodes Find(string purpose)
    {
        var text = PlainText.Printable(purpose);
        var runs = Runs().Matches(text).Where(run => !IsOfAnother(text, run)).ToList();
        return new PurposeCodes(
            [.. runs.Where(IsAccount).Select(run => CodeAt(text, run)).Distinct()],
            [.. runs.Select(run => run.Value).Where(IsNearMiss).Distinct()]);
    }

    /// <summary>
    /// Numbers of accounts that differ from ten digits in one digit, or by one swap of neighbours: at most 19. Money is
    /// never credited by them; an operator is shown them.
    /// </summary>
    public static IReadOnlyList<string> OneDigitSlips(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slips = Enumerable.Range(0, text.Length)
            .SelectMany(place => Enumerable.Range('0', 10).Select(digit => With(place, (char)digit)));
        var swaps = Enumerable.Range(0, Math.Max(0, text.Length - 1))
            .Select(place => $"{text[..place]}{text[place + 1]}{text[place]}{text[(place + 2)..]}");
        return text.Length == AccountNumber.Length
            ? [.. slips.Concat(swaps).Where(number => number != text && AccountNumber.IsValid(number)).Distinct()]
            : [];

        string With(int place, char digit) => $"{text[..place]}{digit}{text[(place + 1)..]}";
    }

    private static PurposeCode CodeAt(string text, Match run) => new(
        Digits(run.Value),
        Sequence().Match(text, run.Index + run.Length) is { Success: true } match
            ? int.Parse(match.Groups["sequence"].ValueSpan, CultureInfo.InvariantCulture)
            : null);

    private static bool IsAccount(Match run) => AccountNumber.IsValid(Digits(run.Value));

    private static bool IsNearMiss(string run) => run.All(char.IsAsciiDigit) && !AccountNumber.IsValid(run);

    /// <summary>Whether what stands around a run says that it is another kind of number.</summary>
    private static bool IsOfAnother(string text, Match run)
    {
        if (run.Value.Count(char.IsAsciiDigit) < FewestDigits)
        {
            return true;
        }

        var before = text[Math.Max(0, run.Index - 40)..run.Index];
        return Label().IsMatch(before) || (run.Value[0] == '9' && TrunkPrefix().IsMatch(before));
    }

    /// <summary>Letters that look like digits, and are typed for them, as digits.</summary>
    private static string Digits(string run) => string.Concat(run.Select(letter => letter switch
    {
        'O' or 'o' or 'О' or 'о' => '0',
        'l' or 'I' or 'i' or 'І' or 'і' => '1',
        'З' or 'з' => '3',
        _ => letter,
    }));

    // Ten digits that are no part of a longer number; or ten digits and letters that look like digits, a whole word.
    // ИНН and КПП are often written «7725088527/772501001».
    [GeneratedRegex(
        @"(?:(?<![0-9])[0-9]{10}(?![0-9])|(?<![\p{L}\p{N}])[0-9OoОоlIiІіЗз]{10}(?![\p{L}\p{N}]))"
            + @"(?!\s*/\s*[0-9]{9}(?![0-9]))")]
    private static partial Regex Runs();

    // The sequence follows a dash or a number sign. After a mere space it is one only where nothing else can be meant.
    // «5254191843 - 3000.00», «… - 28.11.2026» and «… - 3 мес.» name no invoice.
    [GeneratedRegex(
        @"\G(?:\s*(?:[\p{Pd}\u2212]\s*№?|№)\s*(?<sequence>[0-9]{1,6})(?![0-9])(?![.,/\p{Pd}\u2212][0-9])"
            + @"(?!\s*(?:мес|руб|р\b|₽|коп|шт\b|дн|день|дня|год(?:а|ов)?\b|лет\b|тыс|%|номер))"
            + @"|\s+(?<sequence>[0-9]{1,6})(?=\s*(?:\z|от\b)))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sequence();

    // The labels of other numbers, right before one, such as «ИНН плательщика: ».
    [GeneratedRegex(
        @"(?<!\p{L})(?:ИНН|INN|КПП|KPP|БИК|BIC|ОГРН|ОГРНИП|ОКПО|ОКТМО|КБК|УИН|УИП|СНИЛС|паспорт"
            + @"|[рp]\s*/\s*(?:сч?|c)|к\s*/\s*сч?|т(?=\.)|тел|телефон\p{L}*|моб|факс)"
            + @"(?:\s+(?:плательщика|получателя|клиента|организации|банка))?"
            + @"[\s.:№=#+-]*(?:\+?7[\s-]*|8[\s-]*)?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    // «+7 9001234567» and «8-9001234567» are phone numbers.
    [GeneratedRegex(@"(?:\+\s*7|(?<![0-9])8)[\s-]*\z")]
    private static partial Regex TrunkPrefix();
}
