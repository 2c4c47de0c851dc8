namespace Billing.Tests.Invoices;

public sealed class InvoiceNumberTests
{
    [Theory]
    [InlineData("5254191843-7", 7)]
    [InlineData("5254191843-1", 1)]
    [InlineData("5254191843-999999999", 999_999_999)]
    public void A_number_is_read_and_written_alike(string text, long sequence)
    {
        Assert.True(InvoiceNumber.TryParse(text, out var number));
        Assert.Equal(new InvoiceNumber("5254191843", sequence), number);
        Assert.Equal(text, number.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5254191843")]
    [InlineData("5254191843-")]
    [InlineData("5254191843-0")]
    [InlineData("5254191843-07")]
    [InlineData("5254191843-1000000000")]
    [InlineData("5254191843-7-1")]
    [InlineData("5254191843--7")]
    [InlineData("5254191843-+7")]
    [InlineData("5254191843 -7")]
    [InlineData("5254191843-7 ")]
    [InlineData("5254191843-٧")]
    [InlineData("5254191844-7")]
    [InlineData("525419184-7")]
    public void What_is_no_number_is_refused(string? text)
    {
        Assert.False(InvoiceNumber.TryParse(text, out var number));
        Assert.Equal(default, number);
    }
}
