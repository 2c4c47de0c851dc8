using System.Globalization;
using Billing;
using PdfSharp.Drawing;

namespace Functions.Documents;

/// <summary>The table of an invoice's lines, with its totals below. Every page repeats its head.</summary>
internal sealed class LineTable(Sheet sheet)
{
    private const double Padding = 3;
    private const double Thick = 1.2;

    private static readonly (string Head, double Width, Align Align)[] Columns =
    [
        ("№", 24, Align.Center),
        ("Наименование", 253, Align.Left),
        ("Кол-во", 42, Align.Right),
        ("Ед.", 34, Align.Center),
        ("Цена, руб.", 82, Align.Right),
        ("Сумма, руб.", 90, Align.Right),
    ];

    private readonly XFont _font = DocumentFonts.Regular(8);
    private readonly XFont _bold = DocumentFonts.Bold(8);
    private double _top;

    private double TotalHeight => Sheet.LineHeight(_bold) + Padding;

    /// <param name="lines">The rows.</param>
    /// <param name="totals">What stands below the column of sums.</param>
    /// <param name="keepBelow">The height of what has to stand on one page with the last row.</param>
    public void Draw(
        IReadOnlyList<InvoiceLine> lines,
        IReadOnlyList<(string Label, string Value)> totals,
        double keepBelow)
    {
        DrawHead();
        foreach (var (index, line) in lines.Index())
        {
            string[] cells = [(index + 1).ToString(CultureInfo.InvariantCulture), .. CellsOf(line)];
            var height = HeightOf(cells);
            var below = index == lines.Count - 1 ? (totals.Count * TotalHeight) + keepBelow : 0;
            if (!sheet.Fits(height + below))
            {
                DrawBorders();
                sheet.BreakPage();
                DrawHead();
            }

            DrawRow(cells, height);
        }

        DrawBorders();
        DrawTotals(totals);
    }

    private static string[] CellsOf(InvoiceLine line) =>
    [
        line.Name,
        line.Quantity.ToString(CultureInfo.InvariantCulture),
        line.Unit,
        RussianText.Sum(line.Price),
        RussianText.Sum(line.Amount),
    ];

    private double HeightOf(string[] cells) => (2 * Padding) + cells.Zip(Columns)
        .Max(cell => sheet.HeightOf(cell.First, _font, cell.Second.Width - (2 * Padding)));

    private void DrawHead()
    {
        _top = sheet.Y;
        var x = Sheet.Left;
        foreach (var (head, width, _) in Columns)
        {
            sheet.Write(head, _bold, x, sheet.Y + Padding, width, Align.Center);
            x += width;
        }

        sheet.Y += Sheet.LineHeight(_bold) + (2 * Padding);
    }

    private void DrawRow(string[] cells, double height)
    {
        sheet.Line(Sheet.Left, sheet.Y, Sheet.Right, sheet.Y);
        var x = Sheet.Left;
        foreach (var (text, (_, width, align)) in cells.Zip(Columns))
        {
            sheet.Write(text, _font, x + Padding, sheet.Y + Padding, width - (2 * Padding), align);
            x += width;
        }

        sheet.Y += height;
    }

    private void DrawBorders()
    {
        var x = Sheet.Left;
        foreach (var (_, width, _) in Columns[..^1])
        {
            x += width;
            sheet.Line(x, _top, x, sheet.Y);
        }

        sheet.Frame(Sheet.Left, _top, Sheet.Width, sheet.Y - _top, Thick);
        sheet.Y += Padding;
    }

    private void DrawTotals(IReadOnlyList<(string Label, string Value)> totals)
    {
        var sums = Columns[^1].Width;
        foreach (var (label, value) in totals)
        {
            sheet.Write(label, _bold, Sheet.Left, sheet.Y, Sheet.Width - sums - Padding, Align.Right);
            sheet.Write(value, _bold, Sheet.Right - sums, sheet.Y, sums - Padding, Align.Right);
            sheet.Y += TotalHeight;
        }
    }
}
