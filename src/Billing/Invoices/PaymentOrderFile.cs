using System.Globalization;

namespace Billing;

/// <summary>
/// A payment order that pays an invoice, in the format that bank clients import from 1С (1CClientBankExchange 1.02).
/// </summary>
public static class PaymentOrderFile
{
    /// <summary>The file's text, to be encoded in Windows-1251, which its header names.</summary>
    /// <param name="invoice">What is paid.</param>
    /// <param name="payerBank">The buyer's account; null if it is not known, then the bank client asks for it.</param>
    /// <param name="createdAt">When the file is made; its day in Moscow becomes the order's date.</param>
    public static string TextFor(Invoice invoice, BankDetails? payerBank, DateTimeOffset createdAt)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        var day = RussianText.ShortDay(BusinessDay.FromInstant(createdAt));
        (string Key, string? Value)[] fields =
        [
            ("ВерсияФормата", "1.02"),
            ("Кодировка", "Windows"),
            ("ДатаСоздания", day),
            ("ВремяСоздания", RussianText.Time(createdAt)),
            ("ДатаНачала", day),
            ("ДатаКонца", day),
            ("РасчСчет", payerBank?.Account),
            ("Документ", "Платежное поручение"),
            ("СекцияДокумент", "Платежное поручение"),
            ("Номер", OrderNumber(invoice)),
            ("Дата", day),
            ("Сумма", invoice.Amount.ToString()),
            .. Party("Плательщик", invoice.Buyer.Name, invoice.Buyer.Inn, invoice.Buyer.Kpp, payerBank),
            .. Party(
                "Получатель",
                invoice.Seller.Name,
                invoice.Seller.Inn,
                invoice.Seller.Kpp,
                invoice.Seller.Bank,
                invoice.Seller.BankName),
            ("ВидОплаты", "01"),
            ("Очередность", "5"),
            ("НазначениеПлатежа", invoice.Purpose),
        ];
        string[] lines =
        [
            "1CClientBankExchange",
            .. fields.Where(field => field.Value is not null).Select(field => $"{field.Key}={field.Value}"),
            "КонецДокумента",
            "КонецФайла",
        ];
        return string.Concat(lines.Select(line => line + "\r\n"));
    }

    private static IEnumerable<(string Key, string? Value)> Party(
        string role,
        string name,
        string inn,
        string? kpp,
        BankDetails? bank,
        string? bankName = null) =>
    [
        (role + "Счет", bank?.Account),
        (role, $"ИНН {inn} {name}"),
        (role + "ИНН", inn),
        (role + "КПП", kpp),
        (role + "1", name),
        (role + "РасчСчет", bank?.Account),
        (role + "Банк1", bankName),
        (role + "БИК", bank?.Bic),
        (role + "Корсчет", bank?.CorrespondentAccount),
    ];

    // The payer may number it anew. Banks refuse numbers that end with 000.
    private static string OrderNumber(Invoice invoice) =>
        (((invoice.Sequence - 1) % 999) + 1).ToString(CultureInfo.InvariantCulture);
}
