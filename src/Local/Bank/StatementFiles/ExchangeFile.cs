using System.Globalization;
using System.Text;
using Billing;

namespace Local;

/// <summary>Writes 1CClientBankExchange, <c>kl_to_1c.txt</c>, as banks do.</summary>
public static class ExchangeFile
{
    /// <summary>The file's text, lines ended by CRLF.</summary>
    /// <param name="statement">What it says.</param>
    /// <param name="encoding">What <c>Кодировка=</c> says: <c>Windows</c>, <c>DOS</c> or <c>UTF-8</c>.</param>
    public static string Write(BankStatement statement, string encoding = "Windows")
    {
        ArgumentNullException.ThrowIfNull(statement);
        var text = new Lines();
        text.Add("1CClientBankExchange");
        text.Add("ВерсияФормата", "1.03");
        text.Add("Кодировка", encoding);
        text.Add("Отправитель", "Локальный банк");
        text.Add("Получатель", "");
        text.Add("ДатаСоздания", Day(DateOnly.FromDateTime(statement.CreatedAt)));
        text.Add("ВремяСоздания", statement.CreatedAt.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        text.Add("ДатаНачала", Day(statement.Sections.Min(section => section.From)));
        text.Add("ДатаКонца", Day(statement.Sections.Max(section => section.To)));
        foreach (var account in statement.Sections.Select(section => section.Account).Distinct())
        {
            text.Add("РасчСчет", account);
        }

        foreach (var section in statement.Sections)
        {
            Write(text, section);
        }

        foreach (var section in statement.Sections)
        {
            foreach (var movement in section.Movements)
            {
                Write(text, statement.Owner with { Account = section.Account }, movement);
            }
        }

        text.Add("КонецФайла");
        return text.ToString();
    }

    private static void Write(Lines text, BankSection section)
    {
        text.Add("СекцияРасчСчет");
        text.Add("ДатаНачала", Day(section.From));
        text.Add("ДатаКонца", Day(section.To));
        text.Add("РасчСчет", section.Account);
        text.Add("НачальныйОстаток", section.Opening.ToString());
        text.Add("ВсегоПоступило", section.Credits.ToString());
        text.Add("ВсегоСписано", section.Debits.ToString());
        text.Add("КонечныйОстаток", section.Closing.ToString());
        text.Add("КонецРасчСчет");
    }

    private static void Write(Lines text, Counterparty own, BankMovement movement)
    {
        text.Add("СекцияДокумент", "Платежное поручение");
        text.Add("Номер", movement.Number);
        text.Add("Дата", Day(movement.Day));
        text.Add("Сумма", movement.Amount.ToString());
        Write(text, "Плательщик", movement.IsCredit ? movement.Counterparty : own);
        text.Add("ДатаСписано", movement.IsCredit ? "" : Day(movement.Day));
        Write(text, "Получатель", movement.IsCredit ? own : movement.Counterparty);
        text.Add("ДатаПоступило", movement.IsCredit ? Day(movement.Day) : "");
        text.Add("ВидПлатежа", "электронно");
        text.Add("ВидОплаты", "01");
        text.Add("НазначениеПлатежа", movement.Purpose);
        text.Add("КонецДокумента");
    }

    private static void Write(Lines text, string side, Counterparty party)
    {
        text.Add(side + "Счет", party.Account);
        text.Add(side, party.Inn.Length > 0 ? $"ИНН {party.Inn} {party.Name}" : party.Name);
        text.Add(side + "ИНН", party.Inn);
        text.Add(side + "1", party.Name);
        text.Add(side + "РасчСчет", party.Account);
        text.Add(side + "Банк1", party.Bank);
        text.Add(side + "БИК", party.Bic);
    }

    private static string Day(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    private sealed class Lines
    {
        private readonly StringBuilder _text = new();

        public void Add(string line) => _text.Append(line).Append("\r\n");

        public void Add(string key, string value) => _text.Append(key).Append('=').Append(value).Append("\r\n");

        public override string ToString() => _text.ToString();
    }
}
