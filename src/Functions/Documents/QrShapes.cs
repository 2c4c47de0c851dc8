using System.Collections;
using PdfSharp.Drawing;
using QRCoder;

namespace Functions.Documents;

/// <summary>
/// A QR code as rectangles: sharp at any size, and without compressed bytes, which differ between versions of .NET.
/// </summary>
internal static class QrShapes
{
    /// <summary>The dark parts, in modules, and how many modules wide the code is with the white around it.</summary>
    public static (XGraphicsPath Shapes, int Size) From(byte[] content)
    {
        using var code = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var shapes = new XGraphicsPath { FillMode = XFillMode.Winding };
        foreach (var (row, modules) in code.ModuleMatrix.Index())
        {
            foreach (var (start, length) in DarkRuns(modules))
            {
                shapes.AddRectangle(start, row, length, 1);
            }
        }

        return (shapes, code.ModuleMatrix.Count);
    }

    private static IEnumerable<(int Start, int Length)> DarkRuns(BitArray modules)
    {
        var start = 0;
        while (start < modules.Count)
        {
            var end = start;
            while (end < modules.Count && modules[end])
            {
                end++;
            }

            if (end > start)
            {
                yield return (start, end - start);
            }

            start = end + 1;
        }
    }
}
