using Local;

namespace Billing.Tests;

/// <summary>1CClientBankExchange as real banks write it.</summary>
public sealed class ExchangeReaderTests
{
    [Theory]
    [InlineData(StatementEncoding.Windows, "Windows")]
    [InlineData(StatementEncoding.Dos, "DOS")]
    [InlineData(StatementEncoding.Utf8, "UTF-8")]
    [InlineData(StatementEncoding.Utf8WithMark, "UTF-8")]
    [InlineData(StatementEncoding.Utf8, "Windows")]
    [InlineData(StatementEncoding.Windows, "DOS")]
    [InlineData(StatementEncoding.Dos, "Windows")]
    public void Reads_every_encoding_whatever_the_file_says_of_it(StatementEncoding encoding, string said)
    {
        var lines = Sample.Lines(ExchangeFile.Write(Sample.Usual, said), encoding);

        var first = lines[0];
        Assert.Equal(6, lines.Count);
        Assert.Equal(
            (Sample.Own, true, Sample.Day.AddDays(-1), "12", Sample.Sum("3000"), 1),
            (first.OwnAccount, first.IsCredit, first.Day, first.Number, first.Amount, first.Position));
        Assert.Equal(
            encoding is StatementEncoding.Dos ? "ООО \"Ромашка\"" : "ООО «Ромашка»",
            first.Counterparty.Name);
        Assert.Equal(
            Sample.Daisy with { Name = first.Counterparty.Name },
            first.Counterparty);
        Assert.StartsWith("Оплата по счёту 5254191843-7 от 28.11.2026", first.Purpose, StringComparison.Ordinal);
    }

    [Fact]
    public void Splits_at_the_first_equals_sign_and_ignores_what_it_does_not_know()
    {
        var text = ExchangeFile.Write(Sample.Usual).Replace("ВидОплаты=01", "НовыйКлюч=1=2\r\nБезЗначения");

        Assert.Contains(Sample.Lines(text), line => line.Purpose == "л/с 5254191843 a=b; c=«д»");
        Assert.Equal(Sample.Books(Sample.Check(ExchangeFile.Write(Sample.Usual))), Sample.Books(Sample.Check(text)));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n\r\n")]
    [InlineData("\r")]
    public void Takes_any_ends_of_lines(string end) => Assert.Equal(
        Sample.Lines(ExchangeFile.Write(Sample.Usual)),
        Sample.Lines(ExchangeFile.Write(Sample.Usual).Replace("\r\n", end)));

    [Theory]
    [InlineData("3000.00", "3000.00")]
    [InlineData("3000,00", "3000.00")]
    [InlineData("3000", "3000.00")]
    [InlineData("3000.5", "3000.50")]
    [InlineData("3 000,50", "3000.50")]
    [InlineData("3000.0000", "3000.00")]
    [InlineData("99999999999.99", "99999999999.99")]
    public void Reads_sums_as_banks_write_them(string written, string sum)
    {
        var text = ExchangeFile.Write(Sample.Statement(Sample.Credit("1.11")));
        text = text.Replace("Сумма=1.11", "Сумма=" + written);
        Assert.Equal(Sample.Sum(sum), Assert.Single(Sample.Lines(text)).Amount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-3000.00")]
    [InlineData("3000.001")]
    [InlineData("3000-00")]
    [InlineData("3,000.00")]
    [InlineData("1e3")]
    [InlineData("999999999999")]
    [InlineData("٣٠٠٠")]
    public void Refuses_a_sum_that_it_cannot_read_and_names_its_line(string written)
    {
        var text = ExchangeFile.Write(Sample.Statement(Sample.Credit("1.11")));
        text = text.Replace("Сумма=1.11", "Сумма=" + written);
        var exception = Assert.Throws<StatementException>(() => Sample.Lines(text, StatementEncoding.Utf8));
        Assert.Equal(StatementFault.MalformedLine, exception.Fault);
        Assert.InRange(exception.Line ?? 0, 20, 24);
        Assert.Contains("Сумма", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ДатаПоступило=28.11.2026", "ДатаПоступило=2026-11-28")]
    [InlineData("ДатаПоступило=28.11.2026", "ДатаПоступило=31.11.2026")]
    [InlineData("ДатаПоступило=28.11.2026", "ДатаПоступило=28.11.1026")]
    [InlineData("РасчСчет=40702810900000002851\r\nНач", "РасчСчет=4070281090000000285\r\nНач")]
    [InlineData("НачальныйОстаток=100000.00", "НачальныйОстаток=")]
    [InlineData("КонецРасчСчет", "КонецРасчСчёт")]
    [InlineData("КонецДокумента", "Конец")]
    [InlineData("СекцияДокумент=", "Документ=")]
    [InlineData("Сумма=1.11", "Сумма=1.11\r\nСумма=1.12")]
    [InlineData("КонецФайла", "КонецФайла\r\nСекцияДокумент=")]
    public void Refuses_a_file_whose_days_accounts_or_order_cannot_be_read(string written, string broken)
    {
        var text = ExchangeFile.Write(Sample.Statement(Sample.Credit("1.11")));
        Assert.Contains(written, text, StringComparison.Ordinal);
        Sample.Refused(text.Replace(written, broken), StatementFault.MalformedLine);
    }

    [Fact]
    public void A_document_counts_where_its_day_and_our_account_stand()
    {
        var transfer = new BankMovement(
            false, Sample.Day, "7", Sample.Sum("10"), Sample.Vendor with { Account = Sample.OwnToo }, "Перевод");
        var statement = Sample.Statement(
            Sample.Section(transfer),
            new BankSection(Sample.OwnToo, Sample.Day, Sample.Day, Money.Zero, []));
        var text = ExchangeFile.Write(statement);

        // Once with one day, once executed on both sides, once not executed.
        Assert.Equal([false], Sample.Lines(text).Select(line => line.IsCredit));
        var both = Sample.Lines(text.Replace("ДатаПоступило=", "ДатаПоступило=28.11.2026"));
        Assert.Equal(
            [(true, Sample.OwnToo), (false, Sample.Own)],
            both.Select(line => (line.IsCredit, line.OwnAccount)));
        Assert.Empty(Sample.Lines(text.Replace("ДатаСписано=28.11.2026", "ДатаСписано=")));
    }

    [Fact]
    public void Takes_a_payer_as_whatever_the_bank_gives()
    {
        var text = ExchangeFile.Write(Sample.Statement(Sample.Credit("1.11")));
        var lines = text.Split("\r\n").Where(line => !line.StartsWith("Плательщик", StringComparison.Ordinal));
        var without = string.Join("\r\n", lines);
        Assert.Equal(new Counterparty("", "", "", "", ""), Assert.Single(Sample.Lines(without)).Counterparty);

        var whole = text.Replace("Плательщик1=ООО «Ромашка»\r\n", "").Replace("ПлательщикИНН=7725088527\r\n", "");
        Assert.Equal(Sample.Daisy, Assert.Single(Sample.Lines(whole)).Counterparty);

        var bank = text.Replace("ПлательщикИНН=7725088527", "ПлательщикИНН=0").Replace("=ИНН 7725088527 ", "=");
        Assert.Equal("", Assert.Single(Sample.Lines(bank)).Counterparty.Inn);
    }

    [Fact]
    public void Joins_a_purpose_of_several_lines()
    {
        var text = ExchangeFile.Write(Sample.Statement(Sample.Credit("1.11", purpose: "Оплата")));
        var parts = text.Replace(
            "НазначениеПлатежа=Оплата",
            "НазначениеПлатежа1=Оплата по\r\nНазначениеПлатежа2=счёту 7");
        Assert.Equal("Оплата по счёту 7", Assert.Single(Sample.Lines(parts)).Purpose);

        var broken = text.Replace("НазначениеПлатежа=Оплата", "НазначениеПлатежа=Оплата по\r\nсчёту 7");
        Assert.Equal("Оплата по счёту 7", Assert.Single(Sample.Lines(broken)).Purpose);
    }

    [Fact]
    public void What_describes_is_tidied_and_cut_and_never_refuses_money()
    {
        var purpose = "  код\u0007 \u00ad" + new string('я', 10_000);
        var payer = new Counterparty(new string('Ю', 500), "не ИНН", "GB 33 BUKB 2020 1555 5555 55", "БИК", "Б");
        var movement = Sample.Credit("1.11", new string('1', 100), payer, purpose);
        var text = ExchangeFile.Write(Sample.Statement(movement));

        var line = Assert.Single(Sample.Lines(text, StatementEncoding.Utf8));
        Assert.Equal((160, 500, 35), (line.Counterparty.Name.Length, line.Purpose.Length, line.Number.Length));
        Assert.StartsWith("код я", line.Purpose, StringComparison.Ordinal);
        Assert.Equal(("", ""), (line.Counterparty.Inn, line.Counterparty.Bic));
        Assert.Equal("GB33BUKB20201555555555", line.Counterparty.Account);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("%PDF-1.7")]
    [InlineData("Дата;Сумма\r\n28.11.2026;3000")]
    public void Refuses_what_is_no_statement(string text) => Sample.Refused(text, StatementFault.NotAStatement);

    [Fact]
    public void Refuses_letters_that_read_right_in_no_encoding()
    {
        var bytes = System.Text.Encoding.Unicode.GetBytes(ExchangeFile.Write(Sample.Usual));
        Assert.Equal(
            StatementFault.WrongEncoding,
            Assert.Throws<StatementException>(() => Sample.Check(bytes)).Fault);
    }
}
