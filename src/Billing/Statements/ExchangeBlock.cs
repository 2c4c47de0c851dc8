namespace Billing;

/// <summary>
/// The values of one section of a 1CClientBankExchange file: of its header, of an account, or of a document. Unknown
/// keys are kept and ignored. Of a key that is repeated the first value counts.
/// </summary>
internal sealed class ExchangeBlock(int line)
{
    private const string PurposeKey = "НазначениеПлатежа";

    // A sum or account that stands there twice and differs would make the books depend on which one is read.
    private static readonly string[] DecisiveKeys =
    [
        "Номер", "Сумма", "ДатаПоступило", "ДатаСписано", "ПлательщикСчет", "ПлательщикРасчСчет", "ПолучательСчет",
        "ПолучательРасчСчет", "ПлательщикИНН", "НачальныйОстаток", "КонечныйОстаток", "ВсегоПоступило", "ВсегоСписано",
    ];

    private readonly Dictionary<string, (string Value, int Line)> _values =
        new(capacity: 40, StringComparer.OrdinalIgnoreCase);
    private string _last = "";

    /// <summary>Where the section begins.</summary>
    public int Line { get; } = line;

    /// <summary>Takes a line of the section.</summary>
    public void Add(ExchangeLines line)
    {
        if (line.Value is null)
        {
            Continue(line.Key);
        }
        else if (_values.TryGetValue(line.Key, out var first))
        {
            if (first.Value != line.Value && DecisiveKeys.Contains(line.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw Malformed($"«{line.Key}» указано дважды и по-разному.", line.Number);
            }
        }
        else if (_values.Count < StatementLimits.Values)
        {
            _values[line.Key] = (line.Value, line.Number);
            _last = line.Key;
        }
        else
        {
            throw new StatementException(StatementFault.TooMany, "В разделе слишком много строк.", line.Number);
        }
    }

    /// <summary>The value of the first of the keys that has one; empty if none has.</summary>
    public string Text(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (_values.TryGetValue(key, out var found) && found.Value.Length > 0)
            {
                return found.Value;
            }
        }

        return "";
    }

    /// <summary>A sum; null where it is not given.</summary>
    public Money? Sum(string key) =>
        Read(key, StatementValues.Sum, "сумма не читается; нужна такая: 3000.00");

    /// <summary>A day; null where it is not given.</summary>
    public DateOnly? Day(string key) =>
        Read(key, StatementValues.Day, "дата не читается; нужна такая: 28.11.2026");

    /// <summary>Refuses the file because of a value, or of the section where the value is missing.</summary>
    public StatementException Malformed(string key, string message) =>
        Malformed($"{key}: {message}.", _values.TryGetValue(key, out var found) ? found.Line : Line);

    private T? Read<T>(string key, Func<string, T?> read, string message)
        where T : struct =>
        Text(key) is { Length: > 0 } text ? read(text) ?? throw Malformed(key, message) : null;

    // Some banks break a long purpose and go on with it on a line without a key.
    private void Continue(string text)
    {
        if (_last.StartsWith(PurposeKey, StringComparison.OrdinalIgnoreCase)
            && _values[_last] is var (value, number)
            && value.Length < StatementLimits.ValueLength)
        {
            _values[_last] = ($"{value} {text}", number);
        }
    }

    private static StatementException Malformed(string message, int line) =>
        new(StatementFault.MalformedLine, message, line);
}
