namespace Billing;

/// <summary>Sums, days, balances and accounts of camt.053.</summary>
internal static class CamtValues
{
    // RUR was the rouble's code before 1998, and some banks still write it.
    private static readonly string[] Roubles = ["RUB", "RUR"];

    /// <summary>The section of a <c>Stmt</c>.</summary>
    /// <param name="xml">Where it was read.</param>
    /// <param name="statement">All of it that stands before its entries.</param>
    public static AccountSection Section(CamtXml xml, CamtNode statement)
    {
        var account = StatementValues.Account(statement.Value("Acct/Id/Othr/Id", "Acct/Id/IBAN"))
            ?? throw xml.Malformed("Acct/Id: нужен номер счёта, 20 цифр.");
        if (statement.Value("Acct/Ccy") is { Length: > 0 } currency)
        {
            RequireRoubles(xml, currency);
        }

        var opening = Balance(statement, "OPBD") ?? Balance(statement, "PRCD")
            ?? throw xml.Malformed("Bal: нет остатка на начало (OPBD или PRCD).");
        var closing = Balance(statement, "CLBD")
            ?? throw xml.Malformed("Bal: нет остатка на конец (CLBD). Нужна выписка за закрытый день, целиком.");
        var to = DayOf(xml, closing);
        var from = From(xml, statement, opening);
        return new AccountSection(
            account,
            from < to ? from : to,
            to,
            SignedSum(xml, opening),
            SignedSum(xml, closing),
            Total(xml, statement, "TxsSummry/TtlCdtNtries/Sum"),
            Total(xml, statement, "TxsSummry/TtlDbtNtries/Sum"));
    }

    /// <summary>A sum in roubles.</summary>
    public static Money Sum(CamtXml xml, CamtNode? amount)
    {
        var sum = StatementValues.Sum(amount?.Text ?? "") ?? throw xml.Malformed("Amt: сумма не читается.");
        RequireRoubles(xml, amount!.Currency);
        return sum >= Money.Zero ? sum : throw xml.Malformed("Amt: сумма не бывает меньше нуля.");
    }

    /// <summary>Whether <c>CdtDbtInd</c> says credit.</summary>
    public static bool IsCredit(CamtXml xml, string indicator) => indicator.Trim() switch
    {
        "CRDT" => true,
        "DBIT" => false,
        _ => throw xml.Malformed("CdtDbtInd: нужно CRDT или DBIT."),
    };

    /// <summary>A day, such as <c>2026-11-28</c>, or the day of an instant.</summary>
    public static DateOnly Day(CamtXml xml, string text, string name) =>
        StatementValues.IsoDay(text) ?? throw xml.Malformed($"{name}: дата не читается; нужна такая: 2026-11-28.");

    private static CamtNode? Balance(CamtNode statement, string code) =>
        statement.All("Bal").LastOrDefault(balance => balance.Value("Tp/CdOrPrtry/Cd") == code);

    // What the closing balance of the day before is called by its own day.
    private static DateOnly From(CamtXml xml, CamtNode statement, CamtNode opening) =>
        statement.Value("FrToDt/FrDtTm", "FrToDt/FrDt") is { Length: > 0 } from ? Day(xml, from, "FrToDt")
        : opening.Value("Tp/CdOrPrtry/Cd") == "PRCD" ? DayOf(xml, opening).AddDays(1)
        : DayOf(xml, opening);

    private static DateOnly DayOf(CamtXml xml, CamtNode balance) =>
        Day(xml, balance.Value("Dt/Dt", "Dt/DtTm"), "Bal/Dt");

    private static Money SignedSum(CamtXml xml, CamtNode balance)
    {
        var sum = Sum(xml, balance.First("Amt"));
        return IsCredit(xml, balance.Value("CdtDbtInd")) ? sum : -sum;
    }

    private static Money? Total(CamtXml xml, CamtNode statement, string path) =>
        statement.Value(path) is { Length: > 0 } text
            ? StatementValues.Sum(text) ?? throw xml.Malformed("TxsSummry: сумма не читается.")
            : null;

    private static void RequireRoubles(CamtXml xml, string currency)
    {
        if (!Roubles.Contains(currency.Trim()))
        {
            throw new StatementException(
                StatementFault.WrongCurrency,
                "В выписке есть другая валюта. Загрузите выписку только по рублёвым счетам.",
                xml.Line);
        }
    }
}
