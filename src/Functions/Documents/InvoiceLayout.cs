using Billing;
using PdfSharp.Drawing;

namespace Functions.Documents;

/// <summary>What stands on an invoice, from top to bottom.</summary>
internal sealed class InvoiceLayout(Sheet sheet, Invoice invoice)
{
    private const double PartyLabelWidth = 78;
    private const double SumHeight = 62;
    private const double SignatureHeight = 64;

    private readonly XFont _font = DocumentFonts.Regular(9);
    private readonly XFont _bold = DocumentFonts.Bold(9);

    public void Draw()
    {
        var payBox = new PayBox(sheet, invoice);
        BankBox.Draw(sheet, invoice.Seller);
        DrawHeading();
        DrawParties();
        sheet.Y += 6;
        // A page with signatures and without a line of the table could belong to any invoice.
        new LineTable(sheet).Draw(invoice.Lines, Totals(), keepBelow: SumHeight + payBox.Height + SignatureHeight);
        DrawSum();
        payBox.Draw();
        DrawSignatures();
        if (invoice.Items.Count > 0 && invoice.ItemsAmount != invoice.Amount)
        {
            DrawCalculation();
        }
    }

    private void DrawHeading()
    {
        sheet.Y += 14;
        sheet.WriteLine(
            $"Счёт на оплату № {invoice.Number} от {RussianText.Day(invoice.IssuedOn)}",
            DocumentFonts.Bold(14),
            spaceAfter: 4);
        DrawThickRule();
    }

    private void DrawParties()
    {
        var (seller, buyer) = (invoice.Seller, invoice.Buyer);
        DrawParty("Исполнитель:", PartyText(seller.Name, seller.Inn, seller.Kpp, seller.Address));
        DrawParty("Заказчик:", PartyText(buyer.Name, buyer.Inn, buyer.Kpp, buyer.Address));
        DrawParty("Основание:", invoice.Basis);
    }

    private void DrawParty(string label, string text)
    {
        const double X = Sheet.Left + PartyLabelWidth;
        sheet.Write(label, _font, Sheet.Left, sheet.Y, PartyLabelWidth);
        sheet.Y += sheet.Write(text, _bold, X, sheet.Y, Sheet.Right - X) + 5;
    }

    private static string PartyText(string name, string inn, string? kpp, string address) =>
        string.Join(", ", [name, $"ИНН {inn}", .. kpp is null ? Array.Empty<string>() : [$"КПП {kpp}"], address]);

    private (string Label, string Value)[] Totals() =>
    [
        ("Итого:", RussianText.Sum(invoice.Amount)),
        invoice.Vat == VatRegime.None
            ? ("Без НДС:", "–")
            : ($"В том числе {Vat.Name(invoice.Vat)}:", RussianText.Sum(invoice.VatAmount)),
        ("Всего к оплате:", RussianText.Sum(invoice.Amount)),
    ];

    private void DrawSum()
    {
        var sum = RussianText.Sum(invoice.Amount);
        sheet.Y += 4;
        sheet.WriteLine(
            $"Всего наименований {invoice.Lines.Count}, на сумму {sum} руб.",
            _font,
            spaceAfter: 2);
        sheet.WriteLine(AmountInWords.From(invoice.Amount), _bold, spaceAfter: 2);
        if (invoice.Balance is { } balance)
        {
            sheet.WriteLine(
                $"Остаток на лицевом счёте {invoice.Account} при выставлении счёта: {RussianText.Sum(balance)} руб.",
                _font);
        }

        sheet.Y += 8;
    }

    private void DrawSignatures()
    {
        const double Half = (Sheet.Width - 20) / 2;
        sheet.Y += 10;
        DrawThickRule();
        sheet.Y += 16;
        if (invoice.Seller.Inn.Length == Inn.LengthFor(ClientKind.Entrepreneur))
        {
            DrawSignature("Предприниматель", invoice.Seller.Director, Sheet.Left, Half);
        }
        else
        {
            DrawSignature("Руководитель", invoice.Seller.Director, Sheet.Left, Half);
            DrawSignature("Бухгалтер", invoice.Seller.Accountant, Sheet.Right - Half, Half);
        }

        sheet.Y += 30;
    }

    private void DrawSignature(string label, string? name, double x, double width)
    {
        const double LabelWidth = 90;
        sheet.Write(label, _bold, x, sheet.Y, LabelWidth);
        sheet.Write(name ?? "", _font, x + LabelWidth, sheet.Y, width - LabelWidth, Align.Right);
        sheet.Line(x + LabelWidth, sheet.Y + 12, x + width, sheet.Y + 12);
    }

    private void DrawCalculation()
    {
        sheet.WriteLine("Расчёт доплаты", DocumentFonts.Bold(11), spaceAfter: 4);
        new LineTable(sheet).Draw(
            invoice.ItemLines,
            [
                ("Стоимость подписки:", RussianText.Sum(invoice.ItemsAmount)),
                ("Есть на лицевом счёте:", RussianText.Sum(invoice.ItemsAmount - invoice.Amount)),
                ("Доплата:", RussianText.Sum(invoice.Amount)),
            ],
            keepBelow: 0);
    }

    private void DrawThickRule()
    {
        sheet.Line(Sheet.Left, sheet.Y, Sheet.Right, sheet.Y, 1.6);
        sheet.Y += 8;
    }
}
