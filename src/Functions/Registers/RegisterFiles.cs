using System.Globalization;
using System.Text;
using Billing;
using Functions.Http;
using Functions.Storage;

namespace Functions.Registers;

/// <summary>
/// Registers of a period as files that Excel opens in Russian and 1C can load: UTF-8 with a byte order mark,
/// semicolons, decimal commas.
/// </summary>
public sealed class RegisterFiles(RegisterRows registers, TimeProvider time)
{
    private const int MostDays = 92;
    private const int MostLines = 100_000;

    /// <summary>Money that came in, what was reversed of it, and what was given back.</summary>
    public Task<Outcome> TopUpsAsync(PeriodRequest period, CancellationToken cancellationToken) => FileAsync(
        period,
        "popolneniya",
        [
            "Дата проведения", "Дата банка", "Лицевой счёт", "Клиент", "ИНН", "Операция", "Сумма", "Номер п/п",
            "Плательщик", "Основание",
        ],
        line => line.Kind is EntryKind.TopUp or EntryKind.Return or EntryKind.Correction,
        line =>
        [
            Day(line.At),
            line.ReceivedOn is { } day ? RussianText.ShortDay(day) : "",
            line.AccountNumber,
            line.Name,
            line.Inn,
            Number(line.Entry),
            Sum(line.Amount),
            line.Document ?? "",
            line.Payer ?? "",
            line.Text,
        ],
        cancellationToken);

    /// <summary>What was charged for subscriptions, and what was given back of it.</summary>
    public Task<Outcome> ChargesAsync(PeriodRequest period, CancellationToken cancellationToken) => FileAsync(
        period,
        "spisaniya",
        ["Дата", "Лицевой счёт", "Клиент", "ИНН", "Операция", "Сумма", "За что"],
        line => line.Kind is not (EntryKind.TopUp or EntryKind.Return),
        line =>
        [
            Day(line.At),
            line.AccountNumber,
            line.Name,
            line.Inn,
            Number(line.Entry),
            Sum(-line.Amount),
            line.Text,
        ],
        cancellationToken);

    private async Task<Outcome> FileAsync(
        PeriodRequest period,
        string name,
        string[] head,
        Func<RegisterLine, bool> belongs,
        Func<RegisterLine, string[]> cells,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        var errors = new FieldErrors();
        var (from, to) = period.Read(errors);
        var today = BusinessDay.FromInstant(time.GetUtcNow());
        var last = to is { } end && end < today ? end : today;
        if (!errors.Any && (from is null || from > last || last.DayNumber - from.Value.DayNumber >= MostDays))
        {
            errors.Add("from", $"Укажите период не длиннее {MostDays} дней.");
        }

        if (errors.Any)
        {
            return Problems.ValidationFailed(errors);
        }

        var text = new StringBuilder("\uFEFF").AppendJoin(';', head).Append("\r\n");
        var count = 0;
        for (var day = from!.Value; day <= last; day = day.AddDays(1))
        {
            await foreach (var row in registers.OfDayAsync(day, cancellationToken))
            {
                if (!belongs(row.Value))
                {
                    continue;
                }

                if (++count > MostLines)
                {
                    errors.Add("from", $"За этот период больше {MostLines} строк: выберите период короче.");
                    return Problems.ValidationFailed(errors);
                }

                text.AppendJoin(';', cells(row.Value).Select(Cell)).Append("\r\n");
            }
        }

        var file = string.Create(CultureInfo.InvariantCulture, $"{name}-{from:yyyyMMdd}-{last:yyyyMMdd}.csv");
        return Outcome.Ok(new FileBody(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", file));
    }

    // A text that begins with one of these would be a formula to Excel.
    private static string Cell(string text)
    {
        var isFormula = text is ['=' or '+' or '@' or '\t' or '\r', ..] || (text is ['-', ..] && !IsSum(text));
        var safe = isFormula ? '\'' + text : text;
        return safe.AsSpan().ContainsAny(";\"\r\n")
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }

    private static bool IsSum(string text) => text.Skip(1).All(c => char.IsAsciiDigit(c) || c == ',');

    private static string Day(DateTimeOffset at) => RussianText.ShortDay(BusinessDay.FromInstant(at));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Sum(Money money) => money.ToString().Replace('.', ',');
}
