using System.Text.Json.Serialization;
using Billing;

namespace Functions.Http;

/// <summary>Invoices, newest first.</summary>
public sealed record InvoicesBody(IReadOnlyList<InvoiceBody> Invoices, string? Next);

/// <summary>An invoice (счёт на оплату), as it was issued.</summary>
/// <param name="Number">The account's number, and the client's own count of invoices.</param>
/// <param name="Status">A code.</param>
/// <param name="StatusText">The same for people, Russian.</param>
/// <param name="IssuedAt">When.</param>
/// <param name="ValidUntil">The last day on which its prices hold.</param>
/// <param name="Amount">What to pay.</param>
/// <param name="Received">How much of it has come.</param>
/// <param name="Missing">How much is missing; nothing once it is void.</param>
/// <param name="Vat">The tax in the amount; null if there is none.</param>
/// <param name="VatText">The tax for people, such as «НДС 22 %».</param>
/// <param name="AmountInWords">The amount in words.</param>
/// <param name="Purpose">What the payer is to write as the transfer's purpose, unchanged.</param>
/// <param name="Basis">The document that it is based on.</param>
/// <param name="Seller">Whom to pay to.</param>
/// <param name="Buyer">Who pays.</param>
/// <param name="Lines">What is to be paid.</param>
/// <param name="Items">What it is for; empty for a top-up of any sum.</param>
public sealed record InvoiceBody(
    string Number,
    string Status,
    string StatusText,
    DateTimeOffset IssuedAt,
    DateOnly ValidUntil,
    MoneyBody Amount,
    MoneyBody Received,
    MoneyBody Missing,
    MoneyBody? Vat,
    string VatText,
    string AmountInWords,
    string Purpose,
    string Basis,
    InvoiceSellerBody Seller,
    InvoiceBuyerBody Buyer,
    IReadOnlyList<InvoiceLineBody> Lines,
    IReadOnlyList<InvoiceItemBody> Items)
{
    /// <summary>The payment's QR code; left out in lists, and where the sum is no longer what is to be paid.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public QrBody? Qr { get; init; }

    /// <summary>The order to pay for the items once money comes; left out if there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderBody? Order { get; init; }

    /// <summary>The invoice.</summary>
    public static InvoiceBody From(Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return new(
            invoice.Number.ToString(),
            invoice.Status.Code(),
            invoice.Status.Text(),
            invoice.IssuedAt,
            invoice.ValidUntil,
            MoneyBody.From(invoice.Amount),
            MoneyBody.From(invoice.Received),
            MoneyBody.From(invoice.Missing),
            invoice.Vat == VatRegime.None ? null : MoneyBody.From(invoice.VatAmount),
            Billing.Vat.Name(invoice.Vat),
            Billing.AmountInWords.From(invoice.Amount),
            invoice.Purpose,
            invoice.Basis,
            InvoiceSellerBody.From(invoice.Seller),
            InvoiceBuyerBody.From(invoice.Buyer),
            [.. invoice.Lines.Select(InvoiceLineBody.From)],
            [.. invoice.Items.Select(InvoiceItemBody.From)])
        {
            Order = invoice.Order is null ? null : OrderBody.From(invoice),
        };
    }
}

/// <summary>An order to pay for what an invoice is for once money comes.</summary>
/// <param name="Invoice">The invoice's number.</param>
/// <param name="Status">A code.</param>
/// <param name="StatusText">The same for people, Russian.</param>
/// <param name="ValidUntil">The last day, by the bank, of money for which the prices of the invoice are good.</param>
public sealed record OrderBody(string Invoice, string Status, string StatusText, DateOnly ValidUntil)
{
    /// <summary>The order of an invoice that has one.</summary>
    public static OrderBody From(Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        var status = invoice.Order!.Value;
        return new(invoice.Number.ToString(), status.Code(), status.Text(), invoice.ValidUntil);
    }
}

/// <summary>A QR code.</summary>
/// <param name="Size">How many modules a row has, and how many rows there are; with the white around it.</param>
/// <param name="Modules">Base64: all rows, a bit for each module, the highest first; 1 is dark.</param>
public sealed record QrBody(int Size, string Modules);

/// <summary>Whom to pay to.</summary>
public sealed record InvoiceSellerBody(
    string Name,
    string Inn,
    string? Kpp,
    string Address,
    string Bank,
    string Bic,
    string Account,
    string? CorrespondentAccount)
{
    internal static InvoiceSellerBody From(InvoiceSeller seller) => new(
        seller.Name,
        seller.Inn,
        seller.Kpp,
        seller.Address,
        seller.BankName,
        seller.Bank.Bic,
        seller.Bank.Account,
        seller.Bank.CorrespondentAccount);
}

/// <summary>Who pays.</summary>
public sealed record InvoiceBuyerBody(string Name, string Inn, string? Kpp, string Address)
{
    internal static InvoiceBuyerBody From(InvoiceBuyer buyer) => new(buyer.Name, buyer.Inn, buyer.Kpp, buyer.Address);
}

/// <summary>A line of an invoice.</summary>
public sealed record InvoiceLineBody(string Name, int Quantity, string Unit, MoneyBody Price, MoneyBody Amount)
{
    internal static InvoiceLineBody From(InvoiceLine line) => new(
        line.Name,
        line.Quantity,
        line.Unit,
        MoneyBody.From(line.Price),
        MoneyBody.From(line.Amount));
}

/// <summary>One number that an invoice is for.</summary>
public sealed record InvoiceItemBody(
    string Phone,
    string Tariff,
    int Months,
    MoneyBody Amount,
    DateOnly PeriodStart,
    DateOnly PaidThrough)
{
    internal static InvoiceItemBody From(InvoiceItem item) => new(
        item.Phone,
        item.TariffId,
        item.Months,
        MoneyBody.From(item.Amount),
        item.PeriodStart,
        item.PaidThrough);
}
