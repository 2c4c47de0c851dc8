using System.Text;
using Billing;
using Billing.Tests.Invoices;
using Functions.Documents;

namespace Functions.Tests.Invoices;

public sealed class PaymentOrderBytesTests
{
    [Fact]
    public void A_payment_order_has_the_encoding_that_its_header_names()
    {
        var now = InvoiceExample.TopUp.IssuedAt;
        var invoice = InvoiceExample.TopUp with { Buyer = InvoiceExample.Buyer with { Name = "ТОО «Қазына»" } };

        var bytes = PaymentOrderBytes.For(invoice, payerBank: null, now);

        var text = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetString(bytes);
        Assert.Equal(PaymentOrderFile.TextFor(invoice, null, now).Replace('Қ', '?'), text);
        Assert.Equal(text.Length, bytes.Length);
    }
}
