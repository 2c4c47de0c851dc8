using Billing;
using Functions.Storage;

namespace Functions.Emails;

/// <summary>The e-mails about money and what it pays for. The last paid day is always «до … включительно».</summary>
public sealed partial class EmailTexts
{
    // A payment out of very many small top-ups still makes a letter that can be read.
    private const int MostTopUps = 20;
    private const string WhereToPay = "в CRM, в разделе «Подключения»";

    private EmailLink ToPay =>
        _operator.CrmUrl.Length > 0 ? new("Перейти к оплате в CRM", new Uri(_operator.CrmUrl)) : ToCabinet;

    // Beside a button that leads to the CRM.
    private EmailNote[] CabinetToo => _operator.CrmUrl.Length > 0
        ? [new("Баланс, история и реквизиты для пополнения — в личном кабинете.", ToCabinet)]
        : [];

    // Beside a button that leads to the cabinet.
    private EmailNote[] PayAfterwards =>
        _operator.CrmUrl.Length > 0 ? [new("Когда деньги поступят, оплатите подписку.", ToPay)] : [];

    /// <summary>A top-up was booked.</summary>
    /// <param name="account">The account as it is now.</param>
    /// <param name="entry">The top-up.</param>
    /// <param name="topUp">What is known of it.</param>
    /// <param name="waiting">The order that waits for more, and what is missing; null if there is none.</param>
    public EmailContent MoneyArrived(
        Account account,
        Entry entry,
        TopUpDetails topUp,
        (InvoiceNumber Invoice, Money Missing)? waiting) =>
        New($"Деньги поступили: {RussianText.Roubles(entry.Amount)}", "Лицевой счёт пополнен") with
        {
            Preheader = $"Теперь на балансе {RussianText.Roubles(entry.BalanceAfter)}.",
            Figure = RussianText.Roubles(entry.Amount),
            Paragraphs =
            [
                waiting is { } order
                    ? $"Для оплаты по счёту {order.Invoice} не хватает {RussianText.Roubles(order.Missing)}. "
                        + "Когда они поступят, мы оплатим подключения сами, как вы поручили."
                    : account.LastEntry > entry.Number
                        ? "Деньги зачислены на баланс. Остаток — в личном кабинете."
                        : $"Деньги уже на балансе. Теперь подключения можно оплатить {WhereToPay}.",
            ],
            Facts =
            [
                [
                    new("Баланс", RussianText.Roubles(entry.BalanceAfter)),
                    new("Плательщик", PlainText.Unlinked(topUp.Payer)),
                    new("Назначение", PlainText.Unlinked(topUp.Purpose)),
                    Typed("Лицевой счёт", account.Number),
                ],
            ],
            Action = ToPay,
            Notes = CabinetToo,
        };

    /// <summary>A payment was made.</summary>
    /// <param name="account">The account.</param>
    /// <param name="entry">The payment.</param>
    /// <param name="topUps">Which top-ups it used up, the number of the bank's payment order with each.</param>
    public EmailContent PaymentReceipt(Account account, Entry entry, IReadOnlyList<ChargedTopUp> topUps)
    {
        var items = entry.PaidItems;
        var until = Until(items.Max(item => item.PaidThrough));
        var (subject, heading, paid) = items is [var one]
            ? ($"Оплачено: {RussianText.Phone(one.Phone)} до {until}",
                "Подписка оплачена",
                $"Номер {RussianText.Phone(one.Phone)} оплачен до {until}.")
            : ($"Оплачено номеров: {items.Count}, до {until}",
                "Подписки оплачены",
                $"Оплачено номеров: {items.Count}. Последний оплаченный день — у каждого номера.");
        return New(subject, heading) with
        {
            Preheader = $"Списано {RussianText.Roubles(-entry.Amount)}. Делать ничего не нужно.",
            Figure = RussianText.Roubles(-entry.Amount),
            Paragraphs = [$"{paid} Делать ничего не нужно."],
            Facts =
            [
                Paid(items),
                [
                    new("Списано", RussianText.Roubles(-entry.Amount)),
                    new("Когда", RussianText.Moment(entry.At)),
                    new("Остаток на балансе", RussianText.Roubles(entry.BalanceAfter)),
                    Typed("Лицевой счёт", account.Number),
                ],
                UsedUp(topUps),
            ],
            Action = ToCabinet,
            Notes = [NoteOn(CauseOf(entry))],
        };
    }

    private static PaymentCause? CauseOf(Entry entry) => entry.Details switch
    {
        PaymentDetails { Cause: var cause } => cause,
        GroupPaymentDetails { Cause: var cause } => cause,
        _ => null,
    };

    private static EmailNote NoteOn(PaymentCause? cause) => new(cause switch
    {
        PaymentCause.Order => "Оплачено по вашему поручению: деньги поступили.",
        PaymentCause.Renewal =>
            "Оплачено автоматически: для номера включено продление. Его можно отключить в любой момент.",
        null => "Если вы не совершали эту оплату, смените пароль кабинета и сообщите нам.",
    });

    // One number has a row for each fact; of several each has one row, so that a hundred fit an e-mail.
    private static EmailFact[] Paid(IReadOnlyList<PaidItem> items) => items is [var only]
        ?
        [
            new("Номер", RussianText.Phone(only.Phone)),
            new("Тариф", only.TariffName),
            new("Период", $"{RussianText.Day(only.PeriodStart)} – {RussianText.Day(only.PaidThrough)}"),
        ]
        :
        [
            .. items.Select(item => new EmailFact(
                RussianText.Phone(item.Phone),
                $"{item.TariffName}, до {Until(item.PaidThrough)}: {RussianText.Roubles(item.Amount)}")),
        ];

    private static EmailFact[] UsedUp(IReadOnlyList<ChargedTopUp> topUps)
    {
        var shown = topUps.Take(MostTopUps).Select(each => new EmailFact(
            $"Из {Origin(each.MoneyIn)}",
            RussianText.Roubles(each.Amount)));
        var rest = topUps.Skip(MostTopUps).Aggregate(Money.Zero, (sum, each) => sum + each.Amount);
        return rest > Money.Zero ? [.. shown, new("Из следующих", RussianText.Roubles(rest))] : [.. shown];
    }

    private static string Origin(Entry moneyIn)
    {
        var day = RussianText.ShortDay(BusinessDay.FromInstant(moneyIn.At));
        return moneyIn.Details switch
        {
            TopUpDetails { Order.Number: { Length: > 0 } number } =>
                $"поступления {day}, п/п № {PlainText.Unlinked(number)}",
            TopUpDetails => $"поступления {day}",
            _ => $"возвращённого на баланс {day}",
        };
    }

    private static string Until(DateOnly day) => $"{RussianText.Day(day)} включительно";
}
