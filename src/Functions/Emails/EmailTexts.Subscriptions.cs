using Billing;

namespace Functions.Emails;

/// <summary>The e-mails about subscriptions that end, or go on by themselves.</summary>
public sealed partial class EmailTexts
{
    /// <summary>Subscriptions end in a few days.</summary>
    /// <param name="account">The account.</param>
    /// <param name="reminder">What is told; something has to be done.</param>
    /// <param name="invoice">The invoice that comes with it; null if none does.</param>
    /// <param name="day">The last paid day.</param>
    public EmailContent SubscriptionsEnd(Account account, Reminder reminder, Invoice? invoice, DateOnly day)
    {
        var (renewed, next, withdrawn, goesOn) = reminder;
        var sum = reminder.Amount;
        var missing = reminder.MissingFrom(account.Balance);
        string[] phones = [.. next.Select(quote => quote.Phone), .. withdrawn];
        var (subject, heading) = phones is [var only]
            ? ($"Подписка на {RussianText.Phone(only)} заканчивается {RussianText.Day(day)}",
                $"Подписка заканчивается {RussianText.Day(day)}")
            : ($"Подписки заканчиваются {RussianText.Day(day)}", $"Подписки заканчиваются {RussianText.Day(day)}");
        return New(subject, heading) with
        {
            Preheader = (next.Count, missing > Money.Zero) switch
            {
                (0, _) => "Выберите другой тариф: прежний больше не продаётся.",
                (_, true) => $"Не хватает {RussianText.Roubles(missing)}: пополните лицевой счёт.",
                (_, false) => "Денег на балансе хватает, осталось оплатить.",
            },
            Figure = (next.Count, missing > Money.Zero) switch
            {
                (0, _) => null,
                (_, true) => $"Не хватает {RussianText.Roubles(missing)}",
                (_, false) => $"{RussianText.Roubles(sum)} за месяц",
            },
            Paragraphs =
            [
                .. next.Count == 0 ? Array.Empty<string>() : [goesOn
                    ? $"Продление включено, но денег не хватает. Пополните лицевой счёт до {RussianText.Day(day)}, "
                        + "и мы продлим сами."
                    : missing > Money.Zero
                    ? $"Пополните лицевой счёт и оплатите следующий месяц {WhereToPay}."
                    : $"На балансе денег хватает. Оплатите следующий месяц {WhereToPay}."],
                .. renewed.Count > 0
                    ? ["Остальные номера продлим сами, на них хватает: "
                        + $"спишем {RussianText.Roubles(reminder.Reserved)}."]
                    : Array.Empty<string>(),
                .. invoice is not null
                    ? [$"Счёт № {invoice.Number} на {RussianText.Roubles(invoice.Amount)} — во вложении."]
                    : Array.Empty<string>(),
                .. withdrawn.Select(phone => $"Тариф номера {RussianText.Phone(phone)} больше не продаётся: "
                    + $"выберите другой {WhereToPay}."),
            ],
            Facts =
            [
                Unpaid(next),
                [
                    new("Оплачено до", Until(day)),
                    .. next.Count > 1 ? [new("Всего", RussianText.Roubles(sum))] : Array.Empty<EmailFact>(),
                    new("Баланс", RussianText.Roubles(account.Balance)),
                    .. missing > Money.Zero
                        ? [new("Не хватает", RussianText.Roubles(missing))]
                        : Array.Empty<EmailFact>(),
                    Typed("Лицевой счёт", account.Number),
                ],
            ],
            Action = missing > Money.Zero ? new("Пополнить счёт", _cabinet.Url) : ToPay,
            Notes = missing > Money.Zero && !goesOn ? PayAfterwards : CabinetToo,
        };
    }

    /// <summary>Subscriptions are renewed in a few days, and the balance suffices for all of them.</summary>
    /// <param name="account">The account.</param>
    /// <param name="reminder">What is renewed; nothing has to be done.</param>
    /// <param name="day">The last paid day.</param>
    public EmailContent Renews(Account account, Reminder reminder, DateOnly day)
    {
        var sum = RussianText.Roubles(reminder.Reserved);
        var start = RussianText.Day(day.AddDays(1));
        return New($"Продлим {start}: спишем {sum}", $"Продление {start}") with
        {
            Preheader = "Денег на балансе хватает. Делать ничего не нужно.",
            Figure = sum,
            Paragraphs = ["Продление включено, и денег на балансе хватает. Делать ничего не нужно."],
            Facts =
            [
                Unpaid(reminder.Renewed),
                [
                    new("Оплачено до", Until(day)),
                    new("Баланс", RussianText.Roubles(account.Balance)),
                    Typed("Лицевой счёт", account.Number),
                ],
            ],
            Action = ToCabinet,
            Notes = [new("Продление можно отключить в любой момент в CRM, в разделе «Подключения».")],
        };
    }

    /// <summary>Subscriptions ended.</summary>
    /// <param name="account">The account.</param>
    /// <param name="phones">The numbers; at least one.</param>
    /// <param name="day">The last paid day.</param>
    public EmailContent SubscriptionsEnded(Account account, IReadOnlyList<string> phones, DateOnly day)
    {
        string[] shown = [.. phones.Select(RussianText.Phone)];
        var (subject, heading, advice) = shown is [var only]
            ? ($"Подписка на {only} закончилась", "Подписка закончилась", "Чтобы номер снова работал, оплатите его")
            : ("Подписки закончились", "Подписки закончились", "Чтобы номера снова работали, оплатите их");
        return New(subject, heading) with
        {
            Preheader = $"{advice} {WhereToPay}.",
            Paragraphs = [$"{advice} {WhereToPay}."],
            Facts =
            [
                [
                    new(shown.Length == 1 ? "Номер" : "Номера", string.Join(", ", shown)),
                    new(shown.Length == 1 ? "Был оплачен до" : "Были оплачены до", Until(day)),
                    new("Баланс", RussianText.Roubles(account.Balance)),
                    Typed("Лицевой счёт", account.Number),
                ],
            ],
            Action = ToPay,
            Notes = CabinetToo,
        };
    }

    private static EmailFact[] Unpaid(IReadOnlyList<Quote> next) => next is [var only]
        ?
        [
            new("Номер", RussianText.Phone(only.Phone)),
            new("Следующий тариф", only.Tariff.Name),
            new("Следующий месяц", RussianText.Roubles(only.Amount)),
        ]
        :
        [
            .. next.Select(quote => new EmailFact(
                RussianText.Phone(quote.Phone),
                $"{quote.Tariff.Name}, {RussianText.Roubles(quote.Amount)} за месяц")),
        ];
}
