using System.Text;

namespace Billing.Tests.Invoices;

public sealed class PaymentQrTests
{
    [Fact]
    public void The_code_has_what_a_transfer_needs_in_the_order_of_the_standard() => Assert.Equal(
        "ST00012|Name=ООО «Телфин»|PersonalAcc=40702810800000000077|BankName=АО «Банк», г. Санкт-Петербург"
        + "|BIC=049999950|CorrespAcc=30101810200000000950|Sum=300000"
        + "|Purpose=Оплата по счёту 5254191843-7 от 28.11.2026, аванс за услуги связи, 3000-00. В т.ч. НДС 22 % 540-98"
        + "|PayeeINN=7802000015|KPP=780201001",
        PaymentQr.TextFor(InvoiceExample.TopUp));

    [Fact]
    public void An_entrepreneur_has_no_kpp_and_an_account_at_the_bank_of_russia_none_beside_it()
    {
        var seller = InvoiceExample.Seller with
        {
            Kpp = null,
            Bank = InvoiceExample.Seller.Bank with { CorrespondentAccount = null },
        };

        var fields = PaymentQr.TextFor(InvoiceExample.TopUp with { Seller = seller }).Split('|');

        Assert.Contains("CorrespAcc=0", fields);
        Assert.DoesNotContain(fields, field => field.StartsWith("KPP", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Ж", 160, 160)]
    [InlineData("Ж", 250, 45)]
    [InlineData("a", 250, 45)]
    [InlineData("𝔄", 160, 30)]
    public void The_mandatory_fields_keep_within_300_bytes(string letter, int nameLength, int bankLength)
    {
        var seller = InvoiceExample.Seller with
        {
            Name = string.Concat(Enumerable.Repeat(letter, nameLength)),
            BankName = new('Б', bankLength),
        };

        var text = PaymentQr.TextFor(InvoiceExample.TopUp with { Seller = seller });

        var mandatory = text[..text.IndexOf("|Sum=", StringComparison.Ordinal)];
        Assert.InRange(Encoding.UTF8.GetByteCount(mandatory), 250, 300);
        Assert.Contains("|PersonalAcc=40702810800000000077|", mandatory, StringComparison.Ordinal);
        Assert.Contains($"|BankName={new string('Б', Math.Min(bankLength, 45))}|", mandatory, StringComparison.Ordinal);
        Assert.EndsWith("|BIC=049999950|CorrespAcc=30101810200000000950", mandatory, StringComparison.Ordinal);
        Assert.StartsWith($"ST00012|Name={letter}", mandatory, StringComparison.Ordinal);
        Assert.True(PlainText.IsPrintable(text));
    }

    [Fact]
    public void A_name_with_the_separator_cannot_add_a_field()
    {
        var seller = InvoiceExample.Seller with { Name = "ООО «А|PersonalAcc=1»" };

        Assert.Equal(10, PaymentQr.TextFor(InvoiceExample.TopUp with { Seller = seller }).Split('|').Length);
    }
}
