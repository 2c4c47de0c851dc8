using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Functions.Tests.Invoices;

/// <summary>Reads documents as a customer's programs do.</summary>
internal static class PdfReader
{
    /// <summary>The words of each page, with single spaces.</summary>
    public static IReadOnlyList<string> TextOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPages().Select(page => string.Join(' ', page.GetWords().Select(word => word.Text)))];
    }

    /// <summary>What the QR code on the last page says.</summary>
    public static string QrTextOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        var modules = document.GetPages().Last().Paths.Single(path => path.IsFilled && path.Count > 100);
        var picture = PictureOf([.. modules.Select(shape => shape.GetBoundingRectangle()!.Value)]);
        return new QRCodeReader().decode(picture, new Dictionary<DecodeHintType, object>()).Text;
    }

    private static BinaryBitmap PictureOf(PdfRectangle[] shapes)
    {
        const int Pixels = 4;
        const int Border = 4 * Pixels;
        var module = shapes.Min(shape => shape.Height);
        var (left, top) = (shapes.Min(shape => shape.Left), shapes.Max(shape => shape.Top));
        var size = Scaled(shapes.Max(shape => shape.Right) - left) + (2 * Border);
        var luminances = new byte[size * size];
        Array.Fill(luminances, (byte)255);
        foreach (var shape in shapes)
        {
            for (var y = Scaled(top - shape.Top); y < Scaled(top - shape.Bottom); y++)
            {
                luminances.AsSpan(
                    ((y + Border) * size) + Border + Scaled(shape.Left - left),
                    Scaled(shape.Width)).Clear();
            }
        }

        return new(new HybridBinarizer(
            new RGBLuminanceSource(luminances, size, size, RGBLuminanceSource.BitmapFormat.Gray8)));

        int Scaled(double length) => (int)Math.Round(length / module) * Pixels;
    }
}
