using Local;

namespace Billing.Tests;

/// <summary>A statement of the vendor's two accounts with movements of every kind, and ways to read it.</summary>
internal static class Sample
{
    public const string Own = "40702810900000002851";
    public const string OwnToo = "40702810900000000025";
    public const string Code = "5254191843";

    public static readonly DateOnly Day = new(2026, 11, 28);
    public static readonly IReadOnlySet<string> OwnAccounts = new HashSet<string> { Own, OwnToo };

    public static readonly Counterparty Vendor = new("ООО Телфин", "7715034360", Own, "044030827", "АО «Банк»");
    public static readonly Counterparty Daisy = new(
        "ООО «Ромашка»", "7725088527", "40702810400000012345", "044525225", "ПАО СБЕРБАНК");

    public static readonly Counterparty Person = new("Иванов Иван", "", "40817810400000000001", "044525974", "");

    public static BankMovement Credit(
        string sum,
        string number = "12",
        Counterparty? payer = null,
        string purpose = "Оплата по счёту 5254191843-7 от 28.11.2026. В т.ч. НДС 22 %",
        DateOnly? day = null) =>
        new(true, day ?? Day, number, Sum(sum), payer ?? Daisy, purpose);

    public static BankMovement Debit(string sum, string number = "900", DateOnly? day = null) =>
        new(false, day ?? Day, number, Sum(sum), Daisy, "Возврат аванса");

    public static BankSection Section(params BankMovement[] movements) =>
        new(Own, Day, Day, Money.FromRoubles(100_000), movements);

    public static BankStatement Statement(params BankSection[] sections) =>
        new(new DateTime(2026, 11, 29, 9, 30, 0), Vendor, sections);

    public static BankStatement Statement(params BankMovement[] movements) => Statement(Section(movements));

    /// <summary>Two accounts, two days, money in and out, equal lines, a payer without ИНН, quotes and «=».</summary>
    public static BankStatement Usual { get; } = Statement(
        new BankSection(Own, Day.AddDays(-1), Day, Money.FromRoubles(500),
        [
            Credit("3000.00", day: Day.AddDays(-1)),
            Credit("0.01", "13", Person, "л/с 5254191843 a=b; c=«д»"),
            Credit("13770.50", "14"),
            Credit("13770.50", "14"),
            Debit("150.49"),
        ]),
        new BankSection(OwnToo, Day, Day, Money.Zero, [Credit("1999.99", "15", Person, "")]));

    public static Money Sum(string text) => Money.TryParse(text, out var money)
        ? money
        : throw new ArgumentException(text);

    public static Stream Stream(string text, StatementEncoding encoding = StatementEncoding.Windows) =>
        new MemoryStream(encoding.GetBytes(text));

    public static List<StatementLine> Lines(string text, StatementEncoding encoding = StatementEncoding.Windows) =>
        [.. StatementReader.Read(Stream(text, encoding)).OfType<StatementLine>()];

    public static StatementSummary Check(string text, StatementEncoding encoding = StatementEncoding.Windows) =>
        Check(encoding.GetBytes(text));

    public static StatementSummary Check(byte[] bytes) =>
        StatementCheck.Check(StatementReader.Read(new MemoryStream(bytes)), OwnAccounts);

    public static StatementException Refused(string text, StatementFault fault)
    {
        var exception = Assert.Throws<StatementException>(() => Check(text));
        Assert.Equal(fault, exception.Fault);
        Assert.Matches("[а-я]", exception.Message);
        return exception;
    }

    /// <summary>The books that an accepted file makes; records with lists are compared by this text.</summary>
    public static string Books(StatementSummary summary) => string.Join('\n', summary.Accounts.SelectMany(account =>
        account.Days
            .Select(day => $"{day.Day:O} {day.Opening} {day.Turnover}")
            .Prepend($"{account.Account} {account.Opening} {account.Turnover} {account.Closing}")));
}
