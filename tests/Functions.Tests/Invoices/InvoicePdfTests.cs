using System.Globalization;
using System.Security.Cryptography;
using Billing;
using Billing.Tests.Invoices;
using Functions.Documents;

namespace Functions.Tests.Invoices;

/// <summary>The document is read as a customer's programs read it: its text, its QR code, its bytes.</summary>
public sealed class InvoicePdfTests
{
    private static readonly DateOnly Today = new(2026, 11, 28);

    [Fact]
    public void An_invoice_says_all_that_an_accountant_needs()
    {
        var invoice = InvoiceExample.For(InvoiceExample.Item(Money.FromRoubles(3000), 12, Today)) with
        {
            Seller = InvoiceExample.Seller with { Director = "Иванов И. И.", Accountant = "Петрова А. А." },
        };

        var text = Assert.Single(PdfReader.TextOf(InvoicePdf.Render(invoice)));

        Assert.All(
            [
                "АО «Банк», г. Санкт-Петербург", "Банк получателя", "БИК 049999950", "Сч. № 30101810200000000950",
                "ИНН 7802000015", "КПП 780201001", "Сч. № 40702810800000000077", "ООО «Телфин»", "Получатель",
                "Счёт на оплату № 5254191843-7 от 28 ноября 2026 г.",
                "ООО «Телфин», ИНН 7802000015, КПП 780201001, 190000, г. Санкт-Петербург, Невский пр., д. 1",
                "ООО «Ромашка», ИНН 7701000013, КПП 770101001, 101000, г. Москва, ул. Мясницкая, д. 1",
                "Основание: Договор-оферта № 1 от 01.09.2026",
                "№ Наименование Кол-во Ед. Цена, руб. Сумма, руб.",
                "Подписка на связь +7 900 123-45-67, тариф «Базовый», 1 усл. 300,00 300,00 28.11.2026–30.11.2026",
                "Подписка на связь +7 900 123-45-67, тариф «Базовый», 11 мес. 3 000,00 33 000,00 01.12.2026–31.10.2027",
                "Итого: 33 300,00", "В том числе НДС 22 %: 6 004,92", "Всего к оплате: 33 300,00",
                "Всего наименований 2, на сумму 33 300,00 руб.", "Тридцать три тысячи триста рублей 00 копеек",
                "Назначение платежа (скопируйте без изменений) " + invoice.Purpose,
                "до 3 декабря 2026 г. включительно",
                "Руководитель Иванов И. И. Бухгалтер Петрова А. А.",
            ],
            expected => Assert.Contains(expected, text, StringComparison.Ordinal));
    }

    [Fact]
    public void An_invoice_without_tax_says_so()
    {
        var invoice = InvoiceExample.TopUp with { Vat = VatRegime.None };

        var text = Assert.Single(PdfReader.TextOf(InvoicePdf.Render(invoice)));

        Assert.Contains("Без НДС: –", text, StringComparison.Ordinal);
        Assert.Contains("НДС не облагается", text, StringComparison.Ordinal);
        Assert.DoesNotContain("В том числе", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entrepreneur_signs_alone()
    {
        var seller = InvoiceExample.Seller with { Name = "ИП Иванов И. И.", Inn = "500100732259", Kpp = null };

        var text = Assert.Single(PdfReader.TextOf(InvoicePdf.Render(InvoiceExample.TopUp with { Seller = seller })));

        Assert.Contains("Предприниматель", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Бухгалтер", text, StringComparison.Ordinal);
        Assert.Contains("ИП Иванов И. И., ИНН 500100732259, 190000", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_balance_pays_is_calculated_below()
    {
        var invoice = InvoiceExample.For(InvoiceExample.Item(Money.FromRoubles(3000), 2, Today)) with
        {
            Amount = Money.FromRoubles(1000),
            Balance = Money.FromRoubles(2300),
        };

        var text = Assert.Single(PdfReader.TextOf(InvoicePdf.Render(invoice)));

        Assert.Contains("Всего к оплате: 1 000,00", text, StringComparison.Ordinal);
        Assert.Contains("при выставлении счёта: 2 300,00 руб.", text, StringComparison.Ordinal);
        Assert.Contains(
            "Стоимость подписки: 3 300,00 Есть на лицевом счёте: 2 300,00 Доплата: 1 000,00",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_code_on_the_page_pays_the_invoice()
    {
        Assert.Equal(
            PaymentQr.TextFor(InvoiceExample.TopUp),
            PdfReader.QrTextOf(InvoicePdf.Render(InvoiceExample.TopUp)));
    }

    [Fact]
    public void As_many_numbers_as_an_invoice_takes_fill_numbered_pages_with_a_head_each()
    {
        var invoice = InvoiceExample.For(
        [
            .. Enumerable.Range(0, PaymentCommand.MaxItems).Select(number =>
                InvoiceExample.Item(Money.FromRoubles(3000), 12, Today, $"+7900123{number:0000}")),
        ]);

        var pdf = InvoicePdf.Render(invoice);

        var pages = PdfReader.TextOf(pdf);
        var text = string.Join(' ', pages);
        Assert.InRange(pages.Count, 4, 10);
        Assert.All(pages.Index(), page =>
        {
            Assert.Contains("№ Наименование Кол-во", page.Item, StringComparison.Ordinal);
            Assert.EndsWith($"страница {page.Index + 1} из {pages.Count}", page.Item, StringComparison.Ordinal);
        });
        Assert.All(
            Enumerable.Range(0, PaymentCommand.MaxItems),
            number => Assert.Contains($"+7 900 123-0{number / 100}-{number % 100:00}", text, StringComparison.Ordinal));
        Assert.Contains("Всего наименований 160", pages[^1], StringComparison.Ordinal);
        Assert.Contains("160 Подписка", pages[^1], StringComparison.Ordinal);
        Assert.Contains("Руководитель", pages[^1], StringComparison.Ordinal);
        Assert.Equal(PaymentQr.TextFor(invoice), PdfReader.QrTextOf(pdf));
    }

    [Fact]
    public void Long_names_go_on_in_the_next_line()
    {
        var buyer = InvoiceExample.Buyer with { Name = $"Учреждение {new string('Ж', 230)} конец" };

        var text = Assert.Single(PdfReader.TextOf(InvoicePdf.Render(InvoiceExample.TopUp with { Buyer = buyer })));

        Assert.Equal(230, text.Count(letter => letter == 'Ж'));
        Assert.Contains("конец, ИНН", text, StringComparison.Ordinal);
    }

    // A hash that was pinned: the same in every process, on every machine, and with every later version of .NET.
    [Fact]
    public void An_invoice_has_the_same_bytes_whenever_and_wherever_it_is_drawn()
    {
        Assert.Equal("7B9D5B82189AC552A4E07E1A46D80DCE63743350EE1C0161E5C3AFF6D418B652", Hash(InvoiceExample.TopUp));
        Assert.Equal(
            Hash(InvoiceExample.TopUp),
            Hash(InvoiceExample.TopUp with
            {
                Received = Money.FromRoubles(100),
                VoidedAt = InvoiceExample.TopUp.IssuedAt,
            }));
    }

    [Fact]
    public void The_culture_of_a_thread_changes_no_byte()
    {
        var culture = CultureInfo.CurrentCulture;
        var expected = Hash(InvoiceExample.TopUp);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("th-TH");
            Assert.Equal(expected, Hash(InvoiceExample.TopUp));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static string Hash(Invoice invoice) => Convert.ToHexString(SHA256.HashData(InvoicePdf.Render(invoice)));
}
