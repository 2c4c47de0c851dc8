using Local;

namespace Billing.Tests;

/// <summary>A statement is taken as a whole or not at all.</summary>
public sealed class StatementCheckTests
{
    [Fact]
    public void Sums_up_by_account_and_day()
    {
        var summary = Sample.Check(ExchangeFile.Write(Sample.Usual));

        Assert.Equal(
            (StatementFormat.ClientBankExchange, new DateOnly(2026, 11, 29), 0),
            (summary.Format, summary.CreatedOn, summary.NotOurs));
        Assert.Equal([Sample.OwnToo, Sample.Own], summary.Accounts.Select(account => account.Account));
        var account = summary.Accounts[1];
        Assert.Equal(
            (Sample.Day.AddDays(-1), Sample.Day, Sample.Sum("500"), Sample.Sum("30890.52")),
            (account.From, account.To, account.Opening, account.Closing));
        Assert.Equal(new Turnover(Sample.Sum("30541.01"), Sample.Sum("150.49"), 4, 1), account.Turnover);
        Assert.Equal(
            [
                new DaySummary(Sample.Day.AddDays(-1), Sample.Sum("500"), new(Sample.Sum("3000"), Money.Zero, 1, 0)),
                new DaySummary(Sample.Day, Sample.Sum("3500"), new(Sample.Sum("27541.01"), Sample.Sum("150.49"), 3, 1)),
            ],
            account.Days);
        Assert.Equal(account.Closing, account.Days[^1].Closing);
    }

    [Fact]
    public void An_empty_statement_is_valid()
    {
        var summary = Sample.Check(ExchangeFile.Write(Sample.Statement(Sample.Section())));
        Assert.Equal(Turnover.None, Assert.Single(summary.Accounts).Turnover);
    }

    [Theory]
    [InlineData("НачальныйОстаток=100000.00", "НачальныйОстаток=100000.01")]
    [InlineData("КонечныйОстаток=103149.50", "КонечныйОстаток=103149.49")]
    [InlineData("ВсегоПоступило=3300.00", "ВсегоПоступило=3000.00")]
    [InlineData("ВсегоСписано=150.50", "ВсегоСписано=")]
    [InlineData("Сумма=300.00", "Сумма=301.00")]
    [InlineData("ПолучательСчет=40702810900000002851", "ПолучательСчет=40702810900000002852")]
    public void Refuses_a_statement_that_does_not_add_up(string written, string wrong)
    {
        var statement = Sample.Statement(Sample.Credit("3000"), Sample.Credit("300"), Sample.Debit("150.50"));
        var text = ExchangeFile.Write(statement).Replace("ПолучательРасчСчет", "Х");
        Assert.Contains(written, text, StringComparison.Ordinal);
        var changed = text.Replace(written, wrong);
        if (wrong.EndsWith('='))
        {
            changed = changed.Replace("КонечныйОстаток=103149.50\r\n", "");
        }

        Sample.Refused(changed, StatementFault.Unbalanced);
    }

    [Fact]
    public void Closing_balance_or_both_turnovers_are_enough()
    {
        var text = ExchangeFile.Write(Sample.Statement(Sample.Credit("3000"), Sample.Debit("1")));
        var books = Sample.Books(Sample.Check(text));

        Assert.Equal(books, Sample.Books(Sample.Check(text.Replace("КонечныйОстаток", "Х"))));
        Assert.Equal(books, Sample.Books(Sample.Check(text.Replace("Всего", "Х"))));
    }

    [Fact]
    public void Sections_of_an_account_follow_each_other()
    {
        var friday = new DateOnly(2026, 11, 27);
        var first = new BankSection(Sample.Own, friday, friday, Sample.Sum("5"), [Sample.Credit("1", day: friday)]);
        var monday = friday.AddDays(3);
        var second = new BankSection(Sample.Own, monday, monday, Sample.Sum("6"), [Sample.Debit("2", day: monday)]);

        // A weekend without a section is no gap; the order of the file does not matter.
        var account = Assert.Single(Sample.Check(ExchangeFile.Write(Sample.Statement(second, first))).Accounts);
        Assert.Equal((friday, monday, 2), (account.From, account.To, account.Days.Count));
        Assert.Equal((Sample.Sum("5"), Sample.Sum("4")), (account.Opening, account.Closing));

        var gap = second with { Opening = Sample.Sum("7") };
        Sample.Refused(ExchangeFile.Write(Sample.Statement(first, gap)), StatementFault.Unbalanced);
        Sample.Refused(ExchangeFile.Write(Sample.Statement(first, second, second)), StatementFault.Unbalanced);
    }

    [Fact]
    public void Refuses_lines_of_days_that_the_statement_does_not_cover()
    {
        var later = Sample.Credit("1", day: Sample.Day.AddDays(1));
        Sample.Refused(ExchangeFile.Write(Sample.Statement(later)), StatementFault.Unbalanced);

        // The sums of the section do not tell, where the day's movements cancel each other out.
        var text = ExchangeFile.Write(Sample.Statement(later, Sample.Debit("1", day: Sample.Day.AddDays(1))));
        Sample.Refused(
            text.Replace("ВсегоПоступило=1.00", "").Replace("ВсегоСписано=1.00", ""), StatementFault.OutsidePeriod);
    }

    [Fact]
    public void Counts_what_is_not_ours_and_refuses_a_statement_without_us()
    {
        var stranger = Sample.Section(Sample.Credit("1"), Sample.Credit("2")) with { Account = "40702810100000000001" };
        var summary = Sample.Check(ExchangeFile.Write(Sample.Statement(Sample.Section(Sample.Credit("3")), stranger)));
        Assert.Equal((1, 2), (summary.Accounts.Count, summary.NotOurs));

        Sample.Refused(ExchangeFile.Write(Sample.Statement(stranger)), StatementFault.NoOwnAccount);
    }

    [Fact]
    public void A_slip_in_our_own_account_is_no_stranger()
    {
        var slip = Sample.Section() with { Account = "40702810900000002852" };
        var too = Sample.Section() with { Account = Sample.OwnToo };
        Sample.Refused(ExchangeFile.Write(Sample.Statement(slip, too)), StatementFault.MalformedLine);
    }

    [Fact]
    public void Refuses_other_currencies()
    {
        var dollars = Sample.Section() with { Account = "40702840900000002851" };
        Sample.Refused(ExchangeFile.Write(Sample.Statement(Sample.Section(), dollars)), StatementFault.WrongCurrency);
    }

    [Fact]
    public void Refuses_periods_without_end_and_lines_without_number()
    {
        var text = ExchangeFile.Write(Sample.Statement(Sample.Section()));
        Sample.Refused(text.Replace("Конца=28.11.2026", "Конца=28.11.2099"), StatementFault.TooMany);
        Sample.Refused(text.Replace("Конца=28.11.2026", "Конца=27.11.2026"), StatementFault.MalformedLine);
    }
}
