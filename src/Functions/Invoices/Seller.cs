using Billing;
using Functions.Cabinets;
using Functions.Storage;
using Microsoft.Extensions.Options;

namespace Functions.Invoices;

/// <summary>What the vendor says of itself in invoices and transfers: see <see cref="PayeeSettings"/>.</summary>
public sealed class Seller(IOptions<PayeeSettings> settings)
{
    /// <summary>On a day.</summary>
    public SellerTerms TermsOn(DateOnly day) => new(
        settings.Value.ToSeller(),
        settings.Value.Basis,
        VatOn(day),
        settings.Value.InvoiceDays,
        InvoiceRows.MaxOpen);

    /// <summary>How the vendor is taxed on a day.</summary>
    public VatRegime VatOn(DateOnly day) => settings.Value.ToVatSchedule().On(day);
}
