using System.Globalization;
using System.Xml.Linq;
using Billing;

namespace Local;

/// <summary>Writes ISO 20022 camt.053 as banks do.</summary>
public static class CamtFile
{
    private const int UstrdLength = 140;

    /// <summary>The file's text.</summary>
    /// <param name="statement">What it says.</param>
    /// <param name="version"><c>02</c>, <c>04</c> or <c>08</c>.</param>
    /// <param name="encoding">What the declaration says.</param>
    public static string Write(BankStatement statement, string version = "08", string encoding = "UTF-8")
    {
        ArgumentNullException.ThrowIfNull(statement);
        var message = new XElement(
            "BkToCstmrStmt",
            new XElement("GrpHdr", new XElement("MsgId", "1"), new XElement("CreDtTm", Instant(statement.CreatedAt))),
            statement.Sections.Select((section, index) => Section(statement, section, index + 1, version == "08")));
        XNamespace space = $"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}";
        var document = new XElement("Document", message);
        foreach (var element in document.DescendantsAndSelf())
        {
            element.Name = space + element.Name.LocalName;
        }

        return $"""<?xml version="1.0" encoding="{encoding}"?>""" + "\n" + document;
    }

    private static XElement Section(BankStatement statement, BankSection section, int number, bool isNew) => new(
        "Stmt",
        new XElement("Id", number),
        new XElement("CreDtTm", Instant(statement.CreatedAt)),
        new XElement(
            "FrToDt",
            new XElement("FrDtTm", Instant(section.From.ToDateTime(TimeOnly.MinValue))),
            new XElement("ToDtTm", Instant(section.To.ToDateTime(new TimeOnly(23, 59, 59))))),
        new XElement("Acct", Account(section.Account), new XElement("Ccy", "RUB")),
        Balance("OPBD", section.Opening, section.From),
        Balance("CLBD", section.Closing, section.To),
        new XElement(
            "TxsSummry",
            new XElement("TtlCdtNtries", new XElement("Sum", section.Credits)),
            new XElement("TtlDbtNtries", new XElement("Sum", section.Debits))),
        section.Movements.Select(movement =>
            Entry(statement.Owner with { Account = section.Account }, movement, isNew)));

    private static XElement Balance(string code, Money balance, DateOnly day) => new(
        "Bal",
        new XElement("Tp", new XElement("CdOrPrtry", new XElement("Cd", code))),
        Amount(balance < Money.Zero ? -balance : balance),
        new XElement("CdtDbtInd", balance < Money.Zero ? "DBIT" : "CRDT"),
        new XElement("Dt", new XElement("Dt", Day(day))));

    private static XElement Entry(Counterparty own, BankMovement movement, bool isNew)
    {
        var (payer, payee) = movement.IsCredit ? (movement.Counterparty, own) : (own, movement.Counterparty);
        return new XElement(
            "Ntry",
            Amount(movement.Amount),
            new XElement("CdtDbtInd", movement.IsCredit ? "CRDT" : "DBIT"),
            new XElement("Sts", isNew ? new XElement("Cd", "BOOK") : "BOOK"),
            new XElement("BookgDt", new XElement("Dt", Day(movement.Day))),
            new XElement("AcctSvcrRef", Guid.NewGuid()),
            new XElement(
                "NtryDtls",
                new XElement(
                    "TxDtls",
                    new XElement("Refs", new XElement("EndToEndId", movement.Number)),
                    new XElement(
                        "RltdPties",
                        Party("Dbtr", payer, isNew),
                        new XElement("DbtrAcct", Account(payer.Account)),
                        Party("Cdtr", payee, isNew),
                        new XElement("CdtrAcct", Account(payee.Account))),
                    new XElement("RltdAgts", Bank("DbtrAgt", payer), Bank("CdtrAgt", payee)),
                    new XElement(
                        "RmtInf",
                        movement.Purpose.Chunk(UstrdLength).Select(part => new XElement("Ustrd", new string(part)))))));
    }

    private static XElement Party(string side, Counterparty party, bool isNew)
    {
        object[] parts =
        [
            new XElement("Nm", party.Name),
            party.Inn.Length == 0 ? "" : new XElement(
                "Id",
                new XElement("OrgId", new XElement("Othr", new XElement("Id", party.Inn)))),
        ];
        return new XElement(side, isNew ? new XElement("Pty", parts) : parts);
    }

    private static XElement Bank(string side, Counterparty party) => new(
        side,
        new XElement(
            "FinInstnId",
            new XElement("ClrSysMmbId", new XElement("MmbId", party.Bic)),
            new XElement("Nm", party.Bank)));

    private static XElement Account(string account) =>
        new("Id", new XElement("Othr", new XElement("Id", account)));

    private static XElement Amount(Money amount) => new("Amt", new XAttribute("Ccy", "RUB"), amount.ToString());

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Instant(DateTime time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss'+03:00'", CultureInfo.InvariantCulture);
}
