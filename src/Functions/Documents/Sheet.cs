using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Functions.Documents;

/// <summary>Where a text stands between the sides of its column.</summary>
internal enum Align
{
    Left,
    Center,
    Right,
}

/// <summary>A4 pages that are filled from top to bottom. Lengths are points.</summary>
internal sealed class Sheet : IDisposable
{
    public const double Left = 40;
    public const double Width = 525;
    public const double Right = Left + Width;

    private const double Top = 34;
    private const double Bottom = 800;

    private readonly PdfDocument _document;
    private readonly List<XGraphics> _pages = [];

    public Sheet(PdfDocument document)
    {
        _document = document;
        BreakPage();
    }

    /// <summary>Where the next thing is drawn.</summary>
    public double Y { get; set; }

    private XGraphics Page => _pages[^1];

    public static double LineHeight(XFont font) => font.Size * 1.2;

    /// <summary>Whether the rest of the page is as high as that.</summary>
    public bool Fits(double height) => Y + height <= Bottom;

    /// <summary>Goes on at the top of a new page.</summary>
    public void BreakPage()
    {
        var page = _document.AddPage();
        page.Size = PageSize.A4;
        _pages.Add(XGraphics.FromPdfPage(page));
        Y = Top;
    }

    /// <summary>The lines into which a text breaks.</summary>
    public IReadOnlyList<string> Wrap(string text, XFont font, double width) =>
        LineBreaks.Wrap(text, width, part => Page.MeasureString(part, font).Width);

    /// <summary>How high a text is in a column.</summary>
    public double HeightOf(string text, XFont font, double width) =>
        Wrap(text, font, width).Count * LineHeight(font);

    /// <summary>Writes a text into a column whose top is given, and gives its height.</summary>
    public double Write(string text, XFont font, double x, double y, double width, Align align = Align.Left)
    {
        var lines = Wrap(text, font, width);
        foreach (var (index, line) in lines.Index())
        {
            var rest = width - Page.MeasureString(line, font).Width;
            var start = align switch
            {
                Align.Left => x,
                Align.Center => x + (rest / 2),
                Align.Right => x + rest,
            };
            Page.DrawString(line, font, XBrushes.Black, start, y + (index * LineHeight(font)) + (font.Size * 0.95));
        }

        return lines.Count * LineHeight(font);
    }

    /// <summary>Writes a text over the whole width, and goes on below it.</summary>
    public void WriteLine(string text, XFont font, double spaceAfter = 0)
    {
        if (!Fits(HeightOf(text, font, Width)))
        {
            BreakPage();
        }

        Y += Write(text, font, Left, Y, Width) + spaceAfter;
    }

    public void Line(double x1, double y1, double x2, double y2, double thickness = 0.5) =>
        Page.DrawLine(new XPen(XColors.Black, thickness), x1, y1, x2, y2);

    public void Frame(double x, double y, double width, double height, double thickness = 0.5) =>
        Page.DrawRectangle(new XPen(XColors.Black, thickness), x, y, width, height);

    /// <summary>
    /// Fills shapes, whose coordinates are small whole numbers, into a square. They are one path, so that no seam shows
    /// between those that touch.
    /// </summary>
    public void Fill(XGraphicsPath shapes, double x, double y, double scale)
    {
        var state = Page.Save();
        Page.TranslateTransform(x, y);
        Page.ScaleTransform(scale);
        Page.DrawPath(XBrushes.Black, shapes);
        Page.Restore(state);
    }

    /// <summary>Numbers the pages, if there are several.</summary>
    public void NumberPages(string title)
    {
        var font = DocumentFonts.Regular(7);
        foreach (var (index, page) in _pages.Index().Where(_ => _pages.Count > 1))
        {
            var text = $"{title}, страница {index + 1} из {_pages.Count}";
            page.DrawString(text, font, XBrushes.Black, Right - page.MeasureString(text, font).Width, Bottom + 18);
        }
    }

    public void Dispose() => _pages.ForEach(page => page.Dispose());
}
