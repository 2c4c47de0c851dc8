using Billing;
using Functions.Documents;
using Functions.Http;

namespace Functions.Invoices;

/// <summary>
/// What the answers say of one invoice: more than a list, where a QR code for each would cost too much.
/// </summary>
internal static class InvoiceBodies
{
    /// <summary>The invoice; with the QR code as long as its sum is what is to be paid.</summary>
    public static InvoiceBody Whole(Invoice invoice)
    {
        var body = InvoiceBody.From(invoice);
        if (invoice.Status != InvoiceStatus.Issued)
        {
            return body;
        }

        var (size, bits) = QrModules.From(invoice);
        return body with { Qr = new QrBody(size, Convert.ToBase64String(bits)) };
    }
}
