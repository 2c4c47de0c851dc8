namespace Billing.Tests.Invoices;

public sealed class PaymentOrderFileTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 21, 5, 9, TimeSpan.Zero);
    private static readonly BankDetails PayerBank = new("044525225", "40702810900000000011", "30101810400000000225");

    [Fact]
    public void A_bank_client_reads_one_payment_order() => Assert.Equal(
        """
        1CClientBankExchange
        ВерсияФормата=1.02
        Кодировка=Windows
        ДатаСоздания=30.11.2026
        ВремяСоздания=00:05:09
        ДатаНачала=30.11.2026
        ДатаКонца=30.11.2026
        РасчСчет=40702810900000000011
        Документ=Платежное поручение
        СекцияДокумент=Платежное поручение
        Номер=7
        Дата=30.11.2026
        Сумма=3000.00
        ПлательщикСчет=40702810900000000011
        Плательщик=ИНН 7701000013 ООО «Ромашка»
        ПлательщикИНН=7701000013
        ПлательщикКПП=770101001
        Плательщик1=ООО «Ромашка»
        ПлательщикРасчСчет=40702810900000000011
        ПлательщикБИК=044525225
        ПлательщикКорсчет=30101810400000000225
        ПолучательСчет=40702810800000000077
        Получатель=ИНН 7802000015 ООО «Телфин»
        ПолучательИНН=7802000015
        ПолучательКПП=780201001
        Получатель1=ООО «Телфин»
        ПолучательРасчСчет=40702810800000000077
        ПолучательБанк1=АО «Банк», г. Санкт-Петербург
        ПолучательБИК=049999950
        ПолучательКорсчет=30101810200000000950
        ВидОплаты=01
        Очередность=5
        НазначениеПлатежа=PURPOSE
        КонецДокумента
        КонецФайла

        """.Replace("PURPOSE", InvoiceExample.TopUp.Purpose, StringComparison.Ordinal),
        PaymentOrderFile.TextFor(InvoiceExample.TopUp, PayerBank, Now).Replace("\r\n", "\n", StringComparison.Ordinal));

    [Fact]
    public void Lines_end_as_windows_ends_them() => Assert.All(
        PaymentOrderFile.TextFor(InvoiceExample.TopUp, PayerBank, Now).Split('\n')[..^1],
        line => Assert.EndsWith("\r", line, StringComparison.Ordinal));

    [Fact]
    public void What_is_not_known_of_the_payer_is_left_out()
    {
        var invoice = InvoiceExample.TopUp with { Buyer = InvoiceExample.Buyer with { Kpp = null } };

        var text = PaymentOrderFile.TextFor(invoice, payerBank: null, Now);

        Assert.DoesNotContain("=\r", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ПлательщикСчет", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ПлательщикКПП", text, StringComparison.Ordinal);
        Assert.Contains("\r\nПолучательРасчСчет=40702810800000000077\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(999, "999")]
    [InlineData(1000, "1")]
    [InlineData(999_999_999, "999")]
    public void The_number_is_one_that_banks_take(long sequence, string number) => Assert.Contains(
        $"\r\nНомер={number}\r\n",
        PaymentOrderFile.TextFor(InvoiceExample.TopUp with { Sequence = sequence }, PayerBank, Now),
        StringComparison.Ordinal);
}
