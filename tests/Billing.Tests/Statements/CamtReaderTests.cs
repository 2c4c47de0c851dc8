using Local;

namespace Billing.Tests;

/// <summary>camt.053 as real banks write it.</summary>
public sealed class CamtReaderTests
{
    [Theory]
    [InlineData("02")]
    [InlineData("04")]
    [InlineData("08")]
    public void Reads_every_version_as_the_other_format(string version)
    {
        var (camt, exchange) = (CamtFile.Write(Sample.Usual, version), ExchangeFile.Write(Sample.Usual));

        Assert.Equal(
            Sample.Lines(exchange).OrderBy(line => line.Position),
            Sample.Lines(camt, StatementEncoding.Utf8));
        var summary = Sample.Check(camt, StatementEncoding.Utf8);
        Assert.Equal(Sample.Books(Sample.Check(exchange)), Sample.Books(summary));
        Assert.Equal((StatementFormat.Camt053, new DateOnly(2026, 11, 29)), (summary.Format, summary.CreatedOn));
    }

    [Theory]
    [InlineData(StatementEncoding.Windows, "windows-1251")]
    [InlineData(StatementEncoding.Dos, "cp866")]
    [InlineData(StatementEncoding.Utf8WithMark, "UTF-8")]
    public void Reads_what_the_declaration_says(StatementEncoding encoding, string said)
    {
        var text = CamtFile.Write(Sample.Statement(Sample.Credit("1", payer: Sample.Person)), encoding: said);
        Assert.Equal("Иванов Иван", Assert.Single(Sample.Lines(text, encoding)).Counterparty.Name);
    }

    [Fact]
    public void An_empty_statement_is_valid()
    {
        var text = CamtFile.Write(Sample.Statement(Sample.Section()));
        Assert.Equal(Turnover.None, Assert.Single(Check(text).Accounts).Turnover);
    }

    [Fact]
    public void Counts_booked_entries_only()
    {
        var text = CamtFile.Write(Sample.Statement(Sample.Credit("1"), Sample.Credit("2")));
        var first = text.IndexOf("BOOK", StringComparison.Ordinal);
        var pending = $"{text[..first]}PDNG{text[(first + 4)..]}";

        Assert.Equal(Sample.Sum("2"), Assert.Single(Lines(pending)).Amount);
        Refused(pending, StatementFault.Unbalanced);
    }

    [Fact]
    public void A_reversal_turns_the_direction_round_and_keeps_the_other_side()
    {
        var text = CamtFile.Write(Sample.Statement(Sample.Credit("3000"), Sample.Credit("3000")));
        var second = text.LastIndexOf("<Sts>", StringComparison.Ordinal);
        var reversed = $"{text[..second]}<RvslInd>true</RvslInd>{text[second..]}"
            .Replace("106000.00", "100000.00")
            .Replace("<Sum>6000.00", "<Sum>3000.00")
            .Replace("<Sum>0.00", "<Sum>3000.00");

        var lines = Lines(reversed);
        Assert.Equal([true, false], lines.Select(line => line.IsCredit));
        Assert.Equal(lines[0].Counterparty, lines[1].Counterparty);
        Assert.Equal(new Turnover(Sample.Sum("3000"), Sample.Sum("3000"), 1, 1), Check(reversed).Accounts[0].Turnover);
    }

    [Fact]
    public void A_batch_is_its_parts()
    {
        var text = CamtFile.Write(Sample.Statement(Sample.Credit("30")));
        var details = Between(text, "<TxDtls>", "</NtryDtls>");
        string Part(string sum) => details.Replace(
            "<RltdPties>", $"<AmtDtls><TxAmt><Amt Ccy=\"RUB\">{sum}</Amt></TxAmt></AmtDtls><RltdPties>");

        var batch = text.Replace(details, Part("10.00") + Part("19.99") + Part("0.01"));
        Assert.Equal(["10.00", "19.99", "0.01"], Lines(batch).Select(line => $"{line.Amount}"));
        Assert.Equal([1, 2, 3], Lines(batch).Select(line => line.Position));
        Assert.Equal(3, Check(batch).Accounts[0].Turnover.CreditCount);

        Refused(text.Replace(details, Part("10.00") + Part("19.99")), StatementFault.Unbalanced);
        Refused(text.Replace(details, details + Part("30.00")), StatementFault.MalformedLine);

        // What one part says of its sum is the payer's business (fees, currencies): the entry's sum counts.
        Assert.Equal("30.00", $"{Assert.Single(Lines(text.Replace(details, Part("31.00")))).Amount}");
        Assert.Equal("", Assert.Single(Lines(text.Replace(details, ""))).Purpose);
    }

    [Fact]
    public void Joins_a_long_purpose_in_the_midst_of_a_word_and_short_parts_with_a_space()
    {
        var purpose = new string('я', 135) + " 5254191843-7";
        var text = CamtFile.Write(Sample.Statement(Sample.Credit("1", purpose: purpose)));
        Assert.Equal(2, text.Split("<Ustrd>").Length - 1);
        Assert.Equal(purpose, Assert.Single(Lines(text)).Purpose);

        var parts = text.Replace(new string('я', 135), "по");
        Assert.Equal("по 5254 191843-7", Assert.Single(Lines(parts)).Purpose);
    }

    [Fact]
    public void Takes_a_person_and_the_first_inn_of_several_numbers()
    {
        var text = CamtFile.Write(Sample.Statement(Sample.Credit("1")));
        var company = Between(text, "<OrgId>", "</OrgId>");
        var person = "<OrgId/><PrvtId><Othr><Id>1234</Id></Othr><Othr><Id>773370857141</Id></Othr></PrvtId><OrgId>";
        Assert.Equal("773370857141", Assert.Single(Lines(text.Replace(company, person))).Counterparty.Inn);
        Assert.Equal(
            "", Assert.Single(Lines(text.Replace("12</EndToEndId>", "NOTPROVIDED</EndToEndId>"))).Number);
    }

    [Theory]
    [InlineData("OPBD", "PRCD", "2026-11-27", "2026-11-28")]
    [InlineData("OPBD", "OPBD", "2026-11-28", "2026-11-28")]
    [InlineData("OPBD", "PRCD", "2026-11-28", "2026-11-28")]
    [InlineData("OPBD", "OPBD", "2026-11-26", "2026-11-26")]
    public void The_period_begins_after_the_previous_closing(string code, string used, string day, string from)
    {
        var text = CamtFile.Write(Sample.Statement(Sample.Section()));
        var period = Between(text, "<FrToDt>", "<Acct>");
        text = text.Replace(period, "").Replace(code, used);
        var first = text.IndexOf("<Dt>2026-11-28", StringComparison.Ordinal);
        text = $"{text[..first]}<Dt>{day}{text[(first + 14)..]}";
        Assert.Equal(from, $"{Check(text).Accounts[0].From:O}");
    }

    [Theory]
    [InlineData("BkToCstmrStmt", "BkToCstmrAcctRpt", StatementFault.Intraday)]
    [InlineData("BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn", StatementFault.NotAStatement)]
    [InlineData("Ccy=\"RUB\"", "Ccy=\"USD\"", StatementFault.WrongCurrency)]
    [InlineData("<Ccy>RUB", "<Ccy>EUR", StatementFault.WrongCurrency)]
    [InlineData("CLBD", "CLAV", StatementFault.MalformedLine)]
    [InlineData("OPBD", "OPAV", StatementFault.MalformedLine)]
    [InlineData("CRDT", "CREDIT", StatementFault.MalformedLine)]
    [InlineData("3000.00", "3000.001", StatementFault.MalformedLine)]
    [InlineData("2026-11-28", "28.11.2026", StatementFault.MalformedLine)]
    [InlineData("40702810900000002851", "4070281090000000285", StatementFault.MalformedLine)]
    [InlineData("103000.00", "103000.01", StatementFault.Unbalanced)]
    [InlineData("<Sum>3000.00", "<Sum>3000.01", StatementFault.Unbalanced)]
    [InlineData("<Document", "<!DOCTYPE a [<!ENTITY b \"c\">]><Document", StatementFault.MalformedLine)]
    [InlineData("UTF-8", "utf-99", StatementFault.MalformedLine)]
    [InlineData("<GrpHdr>", "<GrpHdr", StatementFault.MalformedLine)]
    [InlineData("</Document>", "", StatementFault.Truncated)]
    public void Refuses_what_is_wrong(string written, string wrong, StatementFault fault)
    {
        var text = CamtFile.Write(Sample.Statement(Sample.Credit("3000")));
        Assert.Contains(written, text, StringComparison.Ordinal);
        Refused(text.Replace(written, wrong), fault);
    }

    [Fact]
    public void Depth_and_length_are_bounded()
    {
        var text = CamtFile.Write(Sample.Statement(Sample.Credit("1", purpose: "П")));
        Refused(text.Replace(">П<", $">{string.Concat(Enumerable.Repeat("<a>", 100_000))}<"), StatementFault.TooMany);
        Refused(text.Replace(">П<", $">{string.Concat(Enumerable.Repeat("<a/>", 100_000))}<"), StatementFault.TooMany);
        Assert.Equal(
            500, Assert.Single(Lines(text.Replace(">П<", $">{new string('я', 1_000_000)}<"))).Purpose.Length);
    }

    private static StatementSummary Check(string text) => Sample.Check(text, StatementEncoding.Utf8);

    private static string Between(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal);
        return text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }

    private static List<StatementLine> Lines(string text) => Sample.Lines(text, StatementEncoding.Utf8);

    private static void Refused(string text, StatementFault fault)
    {
        var exception = Assert.Throws<StatementException>(() => Check(text));
        Assert.Equal(fault, exception.Fault);
        Assert.Matches("[а-я]", exception.Message);
    }
}
