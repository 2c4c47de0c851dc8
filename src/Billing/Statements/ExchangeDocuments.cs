using System.Text.RegularExpressions;

namespace Billing;

/// <summary>
/// Movements from the documents of a 1CClientBankExchange file. A document was executed on our account's side if its
/// day is there: <c>ДатаПоступило</c> where our account receives, <c>ДатаСписано</c> where it pays. A transfer between
/// two accounts of the file is two movements.
/// </summary>
internal sealed partial class ExchangeDocuments
{
    private const string Payer = "Плательщик";
    private const string Payee = "Получатель";

    private readonly HashSet<string> _accounts = [];
    private int _position;

    /// <summary>Takes an account that the file is about.</summary>
    public void AddAccount(string? account)
    {
        if (account is not null && _accounts.Count < StatementLimits.Sections)
        {
            _accounts.Add(account);
        }
    }

    /// <summary>None for a document that was not executed or moves no money; else one, or two.</summary>
    public IEnumerable<StatementLine> Movements(ExchangeBlock document)
    {
        var amount = document.Sum("Сумма") ?? throw document.Malformed("Сумма", "нужна сумма");
        if (amount < Money.Zero)
        {
            throw document.Malformed("Сумма", "не бывает меньше нуля");
        }

        if (amount == Money.Zero)
        {
            yield break;
        }

        var (received, paid) = (document.Day("ДатаПоступило"), document.Day("ДатаСписано"));
        var (ownPayee, ownPayer) = (OwnAccount(document, Payee), OwnAccount(document, Payer));
        if (received is { } creditDay
            && (ownPayee ?? (ownPayer is null ? AnyAccount(document, Payee) : null)) is { } to)
        {
            yield return Line(document, to, isCredit: true, creditDay, amount);
        }

        if (paid is { } debitDay
            && (ownPayer ?? (ownPayee is null && received is null ? AnyAccount(document, Payer) : null)) is { } from)
        {
            yield return Line(document, from, isCredit: false, debitDay, amount);
        }
    }

    private StatementLine Line(ExchangeBlock document, string own, bool isCredit, DateOnly day, Money amount)
    {
        if (++_position > StatementLimits.Lines)
        {
            throw new StatementException(
                StatementFault.TooMany,
                "В файле слишком много операций: загрузите выписку по частям.",
                document.Line);
        }

        return new StatementLine(
            own,
            isCredit,
            day,
            StatementValues.Number(document.Text("Номер")),
            amount,
            OtherSide(document, isCredit ? Payer : Payee),
            StatementValues.Purpose(Purpose(document)),
            _position);
    }

    private string? OwnAccount(ExchangeBlock document, string side) =>
        Accounts(document, side).FirstOrDefault(_accounts.Contains);

    /// <summary>The account of a document that is about none of the file's accounts.</summary>
    private static string AnyAccount(ExchangeBlock document, string side) =>
        Accounts(document, side).FirstOrDefault()
            ?? throw document.Malformed(side + "Счет", "нужен номер счёта, 20 цифр");

    private static IEnumerable<string> Accounts(ExchangeBlock document, string side) =>
        new[] { document.Text(side + "Счет"), document.Text(side + "РасчСчет") }
            .Select(StatementValues.Account)
            .OfType<string>();

    private static Counterparty OtherSide(ExchangeBlock document, string side)
    {
        var name = document.Text(side + "1", side);
        var inn = LeadingInn().Match(name);
        return new Counterparty(
            StatementValues.Name(inn.Success ? name[inn.Length..] : name),
            StatementValues.FirstInn(document.Text(side + "ИНН"), inn.Groups["inn"].Value),
            StatementValues.OtherAccount(document.Text(side + "РасчСчет", side + "Счет")),
            StatementValues.BicOf(document.Text(side + "БИК")),
            StatementValues.Name(document.Text(side + "Банк1", side + "Банк")));
    }

    private static string Purpose(ExchangeBlock document) =>
        document.Text("НазначениеПлатежа") is { Length: > 0 } whole
            ? whole
            : string.Join(' ', Enumerable.Range(1, 6).Select(part => document.Text($"НазначениеПлатежа{part}")));

    // Banks write «ИНН 7725088527 ООО Ромашка» where a program of theirs has no field of its own for the ИНН.
    [GeneratedRegex(@"\A\s*ИНН\s*(?<inn>[0-9]{10,12})(/[0-9]*)?\s+")]
    private static partial Regex LeadingInn();
}
