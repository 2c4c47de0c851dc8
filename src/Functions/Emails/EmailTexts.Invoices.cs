using Billing;

namespace Functions.Emails;

/// <summary>The e-mails about invoices, and about money that an operator puts right or gives back.</summary>
public sealed partial class EmailTexts
{
    /// <summary>An invoice was issued.</summary>
    public EmailContent Invoice(Invoice invoice) =>
        New($"Счёт № {invoice.Number} на {RussianText.Roubles(invoice.Amount)}", "Счёт на оплату") with
        {
            Preheader = $"Счёт приложен к письму. Оплатите до {Until(invoice.ValidUntil)}.",
            Figure = RussianText.Roubles(invoice.Amount),
            Paragraphs =
            [
                $"Счёт для {PlainText.Unlinked(invoice.Buyer.Name)} приложен к письму в PDF: его можно сразу передать "
                + "в бухгалтерию.",
                "Платите со счёта компании. Назначение платежа не меняйте: по номеру счёта в нём деньги сами придут "
                + "на ваш лицевой счёт.",
            ],
            Facts =
            [
                [
                    new("Оплатить до", Until(invoice.ValidUntil)),
                    new("Назначение платежа", invoice.Purpose),
                ],
                [
                    new("Получатель", PlainText.Unlinked(invoice.Seller.Name)),
                    Typed("ИНН", invoice.Seller.Inn),
                    .. invoice.Seller.Kpp is { } kpp ? [Typed("КПП", kpp)] : Array.Empty<EmailFact>(),
                    new("Банк", invoice.Seller.BankName),
                    Typed("БИК", invoice.Seller.Bank.Bic),
                    Typed("Расчётный счёт", invoice.Seller.Bank.Account),
                    .. invoice.Seller.Bank.CorrespondentAccount is { } correspondent
                        ? [Typed("Корр. счёт", correspondent)]
                        : Array.Empty<EmailFact>(),
                ],
            ],
            Action = new("Открыть счёт", AddressOf(invoice)),
            Notes = [new("Файл для банк-клиента и QR-код — на странице счёта. Лишний счёт там же можно отменить.")],
        };

    // The cabinet's page, after its log-in.
    private Uri AddressOf(Invoice invoice) =>
        new UriBuilder(_cabinet.Url) { Fragment = $"invoices/{invoice.Number}" }.Uri;

    /// <summary>An entry, or a part of it, was undone.</summary>
    public EmailContent Corrected(Account account, Entry entry, CorrectionDetails correction) =>
        New($"Исправлена операция № {correction.Corrects}", "Операция на лицевом счёте исправлена") with
        {
            Preheader = $"Теперь на балансе {RussianText.Roubles(entry.BalanceAfter)}.",
            Figure = RussianText.Roubles(entry.Amount),
            Paragraphs =
            [
                correction.Debt switch
                {
                    { Kopecks: > 0 } debt => $"Часть этих денег уже потрачена: недостаёт {RussianText.Roubles(debt)}. "
                        + "Мы свяжемся с вами и вместе решим, как быть.",
                    { Kopecks: < 0 } => "Эта сумма пошла в счёт денег, которых не хватило при прежнем исправлении.",
                    _ => "Мы исправили баланс, делать ничего не нужно. "
                        + "Если причина непонятна, напишите или позвоните нам.",
                },
            ],
            Facts =
            [
                [
                    new("Что исправлено", $"операция № {correction.Corrects}"),
                    new("Причина", PlainText.Unlinked(correction.Reason)),
                    new("Когда", RussianText.Moment(entry.At)),
                    new("Баланс", RussianText.Roubles(entry.BalanceAfter)),
                    Typed("Лицевой счёт", account.Number),
                ],
            ],
            Action = ToCabinet,
        };

    /// <summary>Money is given back to its payer.</summary>
    public EmailContent MoneyReturned(Account account, Entry entry, ReturnDetails returned) =>
        New($"Возвращаем {RussianText.Roubles(-entry.Amount)}", "Деньги возвращаются на счёт плательщика") with
        {
            Preheader = $"Теперь на балансе {RussianText.Roubles(entry.BalanceAfter)}.",
            Figure = RussianText.Roubles(-entry.Amount),
            Paragraphs = ["Деньги идут на тот счёт, с которого пришли. Обычно они приходят за один-три рабочих дня."],
            Facts =
            [
                [
                    new("Получатель", PlainText.Unlinked(returned.To.Name)),
                    Typed("Счёт", returned.To.Account),
                    new("Назначение", PlainText.Unlinked(returned.Purpose)),
                    new("Причина", PlainText.Unlinked(returned.Reason)),
                ],
                [
                    new("Когда", RussianText.Moment(entry.At)),
                    new("Баланс", RussianText.Roubles(entry.BalanceAfter)),
                    Typed("Лицевой счёт", account.Number),
                ],
            ],
            Action = ToCabinet,
        };
}
