using System.Globalization;
using Billing;
using PdfSharp.Pdf;

namespace Functions.Documents;

/// <summary>
/// An invoice as a document of A4 pages that looks like what 1С prints. An invoice always gives the same bytes,
/// whatever was paid since.
/// </summary>
public static class InvoicePdf
{
    // The library keeps fonts for the whole process. A document takes some milliseconds.
    private static readonly Lock Gate = new();

    /// <summary>The document.</summary>
    public static byte[] Render(Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        lock (Gate)
        {
            var culture = CultureInfo.CurrentCulture;
            try
            {
                // The library writes dates as the thread's culture has them.
                CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
                return StablePdf.WithFixedIds(Draw(invoice), invoice.Number.ToString());
            }
            finally
            {
                CultureInfo.CurrentCulture = culture;
            }
        }
    }

    private static byte[] Draw(Invoice invoice)
    {
        using var document = new PdfDocument();
        // Compressed bytes depend on the version of .NET, and on the processor.
        document.Options.NoCompression = true;
        document.Options.CompressContentStreams = false;
        document.Info.Title = Title(invoice);
        document.Info.CreationDate = invoice.IssuedAt.UtcDateTime;
        document.Language = "ru-RU";
        document.ViewerPreferences.DisplayDocTitle = true;
        using (var sheet = new Sheet(document))
        {
            new InvoiceLayout(sheet, invoice).Draw();
            sheet.NumberPages(Title(invoice));
        }

        using var bytes = new MemoryStream();
        document.Save(bytes, closeStream: false);
        return bytes.ToArray();
    }

    private static string Title(Invoice invoice) =>
        $"Счёт на оплату № {invoice.Number} от {RussianText.ShortDay(invoice.IssuedOn)}";
}
