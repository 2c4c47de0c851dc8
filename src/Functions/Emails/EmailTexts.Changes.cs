using Billing;

namespace Functions.Emails;

/// <summary>The e-mails about what a customer changes of numbers that are paid for.</summary>
public sealed partial class EmailTexts
{
    /// <summary>The tariff of a number was changed at once.</summary>
    public EmailContent TariffChanged(Account account, Entry entry, TariffChangeDetails change)
    {
        var phone = RussianText.Phone(change.Phone);
        return New($"Тариф изменён: {phone}", $"Теперь тариф «{change.TariffName}»") with
        {
            Preheader = entry.Amount < Money.Zero
                ? $"Списано {RussianText.Roubles(-entry.Amount)}. Делать ничего не нужно."
                : $"На баланс вернулось {RussianText.Roubles(entry.Amount)}. Делать ничего не нужно.",
            Figure = RussianText.Roubles(entry.Amount < Money.Zero ? -entry.Amount : entry.Amount),
            Paragraphs =
            [
                $"Новый тариф действует с {RussianText.Day(change.From)}. "
                + $"Номер по-прежнему оплачен до {Until(change.PaidThrough)}.",
            ],
            Facts =
            [
                [
                    new("Номер", phone),
                    new("Тариф", change.TariffName),
                    new("Эти дни стоили", RussianText.Roubles(change.Credit)),
                    new("Теперь они стоят", RussianText.Roubles(change.Charge)),
                ],
                Booked(account, entry),
            ],
            Action = ToCabinet,
            Notes = [NotYou],
        };
    }

    /// <summary>A number that was paid for was taken off the list.</summary>
    public EmailContent NumberRemoved(Account account, Entry entry, RemovalDetails removal)
    {
        var phone = RussianText.Phone(removal.Phone);
        var isRefund = entry.Amount > Money.Zero;
        return New($"Номер убран: {phone}", $"Номер работает до {Until(removal.PaidThrough)}") with
        {
            Preheader = isRefund
                ? $"На баланс вернулось {RussianText.Roubles(entry.Amount)}."
                : "Целых месяцев после этого не оплачено, возвращать нечего.",
            Figure = isRefund ? RussianText.Roubles(entry.Amount) : null,
            Paragraphs =
            [
                isRefund
                    ? "Деньги за целые месяцы после этого дня вернулись на баланс. "
                        + "Скидка, если она была, пересчитана на оставшийся срок."
                    : "Продлевать его мы не будем. Если передумаете, выберите для него тариф или оплатите его снова.",
            ],
            Facts =
            [
                [new("Номер", phone), new("Оплачен до", Until(removal.PaidThrough))],
                Booked(account, entry),
            ],
            Action = ToCabinet,
            Notes = [NotYou],
        };
    }

    /// <summary>An order ended without a payment.</summary>
    public EmailContent OrderClosed(Account account, Invoice invoice) =>
        New($"Поручение по счёту {invoice.Number} закрыто", "Платить по этому счёту больше не за что") with
        {
            Preheader = "Деньги остались на балансе.",
            Paragraphs =
            [
                "Номера по этому счёту уже оплачены, или их срок прошёл. Мы ничего не списали: деньги, которые пришли, "
                + "остались на балансе.",
            ],
            Facts =
            [
                [
                    new("Счёт", invoice.Number.ToString()),
                    new("Баланс", RussianText.Roubles(account.Balance)),
                    Typed("Лицевой счёт", account.Number),
                ],
            ],
            Action = ToCabinet,
            Notes = [new($"Подключения можно оплатить {WhereToPay}.")],
        };

    private static EmailNote NotYou { get; } =
        new("Если это сделали не вы, смените пароль кабинета и сообщите нам.");

    private static EmailFact[] Booked(Account account, Entry entry) =>
    [
        .. entry.Amount == Money.Zero ? Array.Empty<EmailFact>()
            : entry.Amount < Money.Zero ? [new("Списано", RussianText.Roubles(-entry.Amount))]
            : [new("Вернулось на баланс", RussianText.Roubles(entry.Amount))],
        new("Когда", RussianText.Moment(entry.At)),
        new("Баланс", RussianText.Roubles(entry.BalanceAfter)),
        Typed("Лицевой счёт", account.Number),
    ];
}
