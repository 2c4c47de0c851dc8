using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Billing.Tests.Invoices;

public sealed class StoredInvoiceTests
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
    };

    [Fact]
    public void Only_what_cannot_be_derived_is_stored() => Assert.Equal(
        [
            "Account", "Amount", "Balance", "Basis", "Buyer", "IsOpen", "IssuedAt", "Items", "Order", "Received",
            "Seller", "Sequence", "ValidUntil", "Vat", "VoidedAt",
        ],
        JsonSerializer.SerializeToElement(InvoiceExample.TopUp, Json).EnumerateObject()
            .Select(property => property.Name)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void An_invoice_that_was_stored_is_the_same()
    {
        var invoice = InvoiceExample.For(InvoiceExample.Item(Money.FromRoubles(3000), 12, new(2026, 11, 28))) with
        {
            Balance = Money.FromRoubles(5),
            Received = Money.FromRoubles(100),
            VoidedAt = InvoiceExample.TopUp.IssuedAt,
            Order = OrderStatus.Cancelled,
        };

        var read = JsonSerializer.Deserialize<Invoice>(JsonSerializer.Serialize(invoice, Json), Json)!;

        Assert.Equal(invoice.Items, read.Items);
        Assert.Equal(invoice, read with { Items = invoice.Items });
    }

    [Fact]
    public void The_most_items_with_the_longest_names_fit_one_column()
    {
        var item = InvoiceExample.Item(Money.MaxParsed, 12, new(2026, 11, 28), tariff: new('Ж', 100)) with
        {
            Phone = "+123456789012345",
            TariffId = new('x', 64),
        };

        // A column holds 32 Ki characters. Here money is an object; stored it is a number, which is shorter.
        Assert.InRange(
            JsonSerializer.Serialize(Enumerable.Repeat(item, PaymentCommand.MaxItems), Json).Length,
            1,
            32_000);
    }
}
