namespace Billing;

/// <summary>
/// Reads 1CClientBankExchange: a header, <c>СекцияРасчСчет</c> … <c>КонецРасчСчет</c> for each account,
/// <c>СекцияДокумент</c> … <c>КонецДокумента</c> for each movement, and <c>КонецФайла</c>.
/// </summary>
internal sealed class ExchangeReader
{
    private const string Account = "СекцияРасчСчет";
    private const string AccountEnd = "КонецРасчСчет";
    private const string Document = "СекцияДокумент";
    private const string DocumentEnd = "КонецДокумента";
    private const string FileEnd = "КонецФайла";

    private static readonly HashSet<string> Marks =
        new([Account, AccountEnd, Document, DocumentEnd, FileEnd], StringComparer.OrdinalIgnoreCase);

    private readonly ExchangeLines _lines;
    private readonly ExchangeDocuments _documents = new();
    private int _sections;

    private ExchangeReader(TextReader text) => _lines = new ExchangeLines(text);

    /// <summary>See <see cref="StatementReader.Read"/>.</summary>
    public static IEnumerable<StatementPart> Read(FileHead head)
    {
        using var text = new StreamReader(head.Whole, head.TextEncoding(), detectEncodingFromByteOrderMarks: false);
        foreach (var part in new ExchangeReader(text).Parts())
        {
            yield return part;
        }
    }

    private IEnumerable<StatementPart> Parts()
    {
        Advance();
        yield return Header();
        while (true)
        {
            switch (_lines.Key.ToUpperInvariant())
            {
                case "СЕКЦИЯРАСЧСЧЕТ":
                    yield return Section(Block(AccountEnd));
                    break;
                case "СЕКЦИЯДОКУМЕНТ":
                    foreach (var line in _documents.Movements(Block(DocumentEnd)))
                    {
                        yield return line;
                    }

                    break;
                case "КОНЕЦФАЙЛА":
                    yield return End();
                    yield break;
                case var key when Marks.Contains(key):
                    throw Malformed($"«{_lines.Key}» без начала раздела.");
                default:
                    break;
            }

            Advance();
        }
    }

    /// <summary>Reads up to the first mark, and stays on it.</summary>
    private StatementHeader Header()
    {
        var header = new ExchangeBlock(_lines.Number);
        do
        {
            Advance();
            if (_lines.Key.Equals("РасчСчет", StringComparison.OrdinalIgnoreCase))
            {
                _documents.AddAccount(StatementValues.Account(_lines.Value ?? ""));
            }
            else if (!Marks.Contains(_lines.Key))
            {
                header.Add(_lines);
            }
        }
        while (!Marks.Contains(_lines.Key));

        return new StatementHeader(StatementFormat.ClientBankExchange, header.Day("ДатаСоздания"));
    }

    private AccountSection Section(ExchangeBlock block)
    {
        if (++_sections > StatementLimits.Sections)
        {
            throw new StatementException(StatementFault.TooMany, "В файле слишком много разделов.", block.Line);
        }

        var account = StatementValues.Account(block.Text("РасчСчет"))
            ?? throw block.Malformed("РасчСчет", "нужен номер счёта, 20 цифр");
        var from = block.Day("ДатаНачала") ?? throw block.Malformed("ДатаНачала", "нужна дата");
        var section = new AccountSection(
            account,
            from,
            block.Day("ДатаКонца") ?? from,
            block.Sum("НачальныйОстаток") ?? throw block.Malformed("НачальныйОстаток", "нужна сумма"),
            block.Sum("КонечныйОстаток"),
            block.Sum("ВсегоПоступило"),
            block.Sum("ВсегоСписано"));
        _documents.AddAccount(account);
        return section;
    }

    /// <summary>Reads the section that begins on this line, up to its end, and stays on it.</summary>
    private ExchangeBlock Block(string end)
    {
        var block = new ExchangeBlock(_lines.Number);
        while (true)
        {
            Advance();
            if (_lines.Key.Equals(end, StringComparison.OrdinalIgnoreCase))
            {
                return block;
            }

            if (Marks.Contains(_lines.Key))
            {
                throw Malformed($"Раздел, начатый в строке {block.Line}, не закончен: нет строки «{end}».");
            }

            block.Add(_lines);
        }
    }

    private EndMark End() => _lines.Next()
        ? throw Malformed("После строки «КонецФайла» есть ещё строки: загружайте каждую выписку отдельным файлом.")
        : new EndMark();

    private void Advance()
    {
        if (!_lines.Next())
        {
            throw new StatementException(
                StatementFault.Truncated,
                "Файл обрывается: нет строки «КонецФайла». Скачайте выписку из банка ещё раз.",
                _lines.Number);
        }
    }

    private StatementException Malformed(string message) =>
        new(StatementFault.MalformedLine, message, _lines.Number);
}
