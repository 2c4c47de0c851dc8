using FsCheck.Xunit;

namespace Billing.Tests.Invoices;

public sealed class InvoiceTests
{
    private const string Name = "Подписка на связь +7 900 123-45-67, тариф «Базовый»";
    private static readonly DateOnly Today = new(2026, 11, 28);

    [Fact]
    public void A_partial_month_is_a_line_of_its_own()
    {
        var invoice = InvoiceExample.For(InvoiceExample.Item(Money.FromRoubles(3000), 12, Today));

        Assert.Equal(
        [
            new($"{Name}, 28.11.2026–30.11.2026", 1, "усл.", Roubles(300)),
            new($"{Name}, 01.12.2026–31.10.2027", 11, "мес.", Roubles(3000)),
        ],
            invoice.Lines.Select(line => line with { Name = line.Name.Replace('\u00a0', ' ') }));
        Assert.Equal(Roubles(33_300), invoice.Amount);
    }

    [Fact]
    public void Whole_months_are_one_line_and_a_part_of_a_month_is_one()
    {
        var whole = InvoiceExample.Item(Money.FromRoubles(3000), 2, new(2026, 12, 1));
        var part = InvoiceExample.Item(Money.FromRoubles(3000), 1, Today);

        Assert.Equal([(2, "мес.")], whole.Lines.Select(line => (line.Quantity, line.Unit)));
        Assert.Equal([(1, "усл.")], part.Lines.Select(line => (line.Quantity, line.Unit)));
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void Lines_cost_what_was_quoted(Money price, Months months, DateOnly today)
    {
        var number = Subscription.Unpaid("+79001234567", "base");
        var quote = Quote.For(new("base", "Базовый", price), number, months.Count, today);
        var item = InvoiceItem.FromQuote(quote);

        Assert.Equal(quote.Amount, item.Amount);
        Assert.Equal(
            quote.Amount,
            InvoiceExample.For(item).Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount));
    }

    [Fact]
    public void A_top_up_is_one_line()
    {
        Assert.Equal(
            [new("Пополнение лицевого счёта 5254191843 (аванс за услуги связи)", 1, "усл.", Roubles(3000))],
            InvoiceExample.TopUp.Lines);
        Assert.Equal("540.98", InvoiceExample.TopUp.VatAmount.ToString());
    }

    [Fact]
    public void What_the_balance_does_not_cover_is_one_line_with_the_tax_of_the_transfer()
    {
        var one = InvoiceExample.Item(Roubles(3000), 2, Today);
        var other = InvoiceExample.Item(Roubles(3000), 1, Today, "+79007654321");
        var invoice = InvoiceExample.For(one, other) with { Amount = Roubles(1000), Balance = Roubles(2600) };

        var line = Assert.Single(invoice.Lines);
        Assert.Equal(
            "Доплата за подписку на связь (номеров: 2, по 31.12.2026) с учётом остатка на лицевом счёте 5254191843",
            line.Name);
        Assert.Equal(Roubles(1000), line.Amount);
        Assert.Equal("180.33", invoice.VatAmount.ToString());
        Assert.Equal(Roubles(3600), invoice.ItemsAmount);
        Assert.Contains(
            "(+7 900 123-45-67 по 31.12.2026)",
            (InvoiceExample.For(one) with { Amount = Roubles(1) }).Lines[0].Name.Replace('\u00a0', ' '),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_tax_is_the_sum_over_lines_and_not_that_of_the_sum()
    {
        InvoiceItem[] items =
        [
            InvoiceExample.Item(Roubles(10), 1, new(2026, 12, 1)),
            InvoiceExample.Item(Roubles(10), 1, new(2026, 12, 1), "+79001234568"),
            InvoiceExample.Item(Roubles(10), 1, new(2026, 12, 1), "+79001234569"),
        ];
        var invoice = InvoiceExample.For(items);

        Assert.Equal("5.40", invoice.VatAmount.ToString());
        Assert.Equal("5.41", Vat.Of(invoice.Amount, VatRegime.Vat22).ToString());
        Assert.EndsWith("30-00. В т.ч. НДС 22 % 5-40", invoice.Purpose, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, InvoiceStatus.Issued, 3900)]
    [InlineData(2000, InvoiceStatus.PartlyPaid, 1900)]
    [InlineData(3900, InvoiceStatus.Paid, 0)]
    public void The_status_follows_the_money_that_was_received(int received, InvoiceStatus status, int missing)
    {
        var invoice = InvoiceExample.TopUp with { Amount = Roubles(3900), Received = Roubles(received) };

        Assert.Equal(status, invoice.Status);
        Assert.Equal(Roubles(missing), invoice.Missing);
    }

    [Fact]
    public void A_void_invoice_stays_void_and_takes_no_money()
    {
        var invoice = InvoiceExample.TopUp with { VoidedAt = InvoiceExample.TopUp.IssuedAt };

        Assert.Equal(InvoiceStatus.Void, invoice.Status);
        Assert.Equal(Money.Zero, invoice.Missing);
        Assert.Equal(InvoiceStatus.Void, (invoice with { Received = Roubles(3000) }).Status);
    }

    private static Money Roubles(int roubles) => Money.FromRoubles(roubles);
}
