using System.Text;
using Billing;
using PdfSharp.Drawing;

namespace Functions.Documents;

/// <summary>How to pay: the purpose to copy, and a QR code for banking apps.</summary>
internal sealed class PayBox(Sheet sheet, Invoice invoice)
{
    private const double Padding = 6;
    private const double CodeSize = 118;
    private const double InnerWidth = Sheet.Width - (2 * Padding);

    private readonly XFont _font = DocumentFonts.Regular(8);
    private readonly XFont _bold = DocumentFonts.Bold(8);
    private readonly XFont _purpose = DocumentFonts.Regular(9);

    private readonly (string Head, string Text)[] _notes =
    [
        (
            "Оплата по QR-коду",
            "Отсканируйте код в приложении банка: реквизиты, сумма и назначение платежа заполнятся сами."),
        (
            "Как мы узнаем ваш платёж",
            $"По номеру {invoice.Number} в назначении платежа. Деньги поступят на лицевой счёт {invoice.Account}."),
        (
            "Срок оплаты",
            $"Счёт действителен до {RussianText.Day(invoice.ValidUntil)} включительно. Деньги, которые придут позже, "
            + "тоже поступят на лицевой счёт, но цены к тому времени могут измениться."),
    ];

    public double Height => PurposeHeight + CodeSize;

    private double PurposeHeight =>
        (2 * Padding) + Sheet.LineHeight(_bold) + sheet.HeightOf(invoice.Purpose, _purpose, InnerWidth);

    public void Draw()
    {
        var x = Sheet.Left + Padding;
        var y = sheet.Y + Padding;
        y += sheet.Write("Назначение платежа (скопируйте без изменений)", _bold, x, y, InnerWidth);
        sheet.Write(invoice.Purpose, _purpose, x, y, InnerWidth);

        y = sheet.Y + PurposeHeight;
        sheet.Line(Sheet.Left, y, Sheet.Right, y);
        var (shapes, size) = QrShapes.From(Encoding.UTF8.GetBytes(PaymentQr.TextFor(invoice)));
        sheet.Fill(shapes, Sheet.Left, y, CodeSize / size);

        y += Padding + 2;
        x = Sheet.Left + CodeSize + Padding;
        foreach (var (head, text) in _notes)
        {
            y += sheet.Write(head, _bold, x, y, Sheet.Right - Padding - x);
            y += sheet.Write(text, _font, x, y, Sheet.Right - Padding - x) + Padding;
        }

        sheet.Frame(Sheet.Left, sheet.Y, Sheet.Width, Height);
        sheet.Y += Height;
    }
}
