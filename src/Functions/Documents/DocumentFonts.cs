using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace Functions.Documents;

/// <summary>
/// The fonts of documents. They come with the app, since the machine may have none: Liberation Sans has Cyrillic
/// letters and the widths of Arial, in which 1С prints.
/// </summary>
internal sealed class DocumentFonts : IFontResolver
{
    private const string Family = "Liberation Sans";

    // With their codes, text can be selected and searched in any language.
    private static readonly XPdfFontOptions Unicode = new(PdfFontEncoding.Unicode);

    // The library has one resolver for the process, to be set before its first font.
    static DocumentFonts() => GlobalFontSettings.FontResolver = new DocumentFonts();

    public static XFont Regular(double size) => new(Family, size, XFontStyleEx.Regular, Unicode);

    public static XFont Bold(double size) => new(Family, size, XFontStyleEx.Bold, Unicode);

    public FontResolverInfo ResolveTypeface(string familyName, bool bold, bool italic) =>
        new(bold ? "LiberationSans-Bold" : "LiberationSans-Regular");

    public byte[] GetFont(string faceName)
    {
        using var resource = typeof(DocumentFonts).Assembly.GetManifestResourceStream($"fonts/{faceName}.ttf")!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
