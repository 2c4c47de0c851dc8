using Billing;

namespace Functions.Documents;

/// <summary>The payee and its bank, laid out as in a payment order, from which accountants copy.</summary>
internal static class BankBox
{
    private const double Padding = 3;
    private const double Middle = 305;
    private const double Label = 42;
    private const double CaptionHeight = 11;

    public static void Draw(Sheet sheet, InvoiceSeller seller)
    {
        var font = DocumentFonts.Regular(9);
        var caption = DocumentFonts.Regular(7);
        var line = Sheet.LineHeight(font) + 2;
        var column = Middle - (2 * Padding);
        var bankHeight = Math.Max(2 * line, sheet.HeightOf(seller.BankName, font, column)) + CaptionHeight;
        var nameHeight = Math.Max(2 * line, sheet.HeightOf(seller.Name, font, column)) + CaptionHeight;

        var bank = sheet.Y;
        var tax = bank + bankHeight + Padding;
        var name = tax + line + Padding;
        var bottom = name + nameHeight + Padding;
        var middle = Sheet.Left + Middle;
        var values = middle + Label;

        sheet.Frame(Sheet.Left, bank, Sheet.Width, bottom - bank);
        sheet.Line(middle, bank, middle, bottom);
        sheet.Line(values, bank, values, bottom);
        sheet.Line(Sheet.Left, tax, Sheet.Right, tax);
        sheet.Line(Sheet.Left, name, middle, name);
        sheet.Line(middle, bank + line + 1, values, bank + line + 1);
        sheet.Line(Sheet.Left + (Middle / 2), tax, Sheet.Left + (Middle / 2), name);

        Left(seller.BankName, bank);
        Caption("Банк получателя", tax);
        Left($"ИНН {seller.Inn}", tax);
        sheet.Write($"КПП {seller.Kpp}", font, Sheet.Left + (Middle / 2) + Padding, tax + Padding, column);
        Left(seller.Name, name);
        Caption("Получатель", bottom);
        Number("БИК", seller.Bank.Bic, bank);
        Number("Сч. №", seller.Bank.CorrespondentAccount ?? "", bank + line + 1);
        Number("Сч. №", seller.Bank.Account, tax);
        sheet.Y = bottom;

        void Left(string text, double y) => sheet.Write(text, font, Sheet.Left + Padding, y + Padding, column);

        void Caption(string text, double bottomOfCell) =>
            sheet.Write(text, caption, Sheet.Left + Padding, bottomOfCell - CaptionHeight, column);

        void Number(string label, string value, double y)
        {
            sheet.Write(label, font, middle + Padding, y + Padding, Label);
            sheet.Write(value, font, values + Padding, y + Padding, Sheet.Right - values - Padding);
        }
    }
}
