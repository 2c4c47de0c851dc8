namespace Billing.Tests.Invoices;

public sealed class PurposeTests
{
    private static readonly Invoice ForNumbers =
        InvoiceExample.For(InvoiceExample.Item(Money.FromRoubles(3000), 1, new(2026, 12, 1)));

    [Fact]
    public void The_purpose_names_our_number_first_and_the_tax_last() => Assert.Equal(
        "Оплата по счёту 5254191843-7 от 28.11.2026, подписка на связь, 3000-00. В т.ч. НДС 22 % 540-98",
        ForNumbers.Purpose);

    [Fact]
    public void The_purpose_says_that_there_is_no_tax() => Assert.Equal(
        "Оплата по счёту 5254191843-7 от 28.11.2026, аванс за услуги связи, 3000-00. НДС не облагается",
        (InvoiceExample.TopUp with { Vat = VatRegime.None }).Purpose);

    [Fact]
    public void The_longest_purpose_fits_a_payment_order()
    {
        var longest = InvoiceExample.TopUp with { Sequence = 999_999_999, Amount = Money.MaxParsed };

        Assert.InRange(longest.Purpose.Length, 1, 210);
        Assert.Equal(PlainText.Clean(longest.Purpose), longest.Purpose);
    }
}
