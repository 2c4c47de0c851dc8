using Billing;
using Functions.Cabinets;
using Functions.Clients;
using Microsoft.Extensions.Options;

namespace Functions.Letters;

/// <summary>The words of every letter.</summary>
public sealed class LetterTexts(IOptions<OperatorSettings> company, IOptions<CabinetSettings> cabinet)
{
    private readonly string _operator = company.Value.Name;

    /// <summary>Login and first password.</summary>
    public Letter Credentials(ClientRecord client, Account account, CabinetRecord login, string password) =>
        New($"Доступ в личный кабинет {_operator}", "Личный кабинет готов") with
        {
            Paragraphs =
            [
                $"{client.Requisites.Name}: создан личный кабинет и открыт лицевой счёт. Войдите с этим логином и паролем и задайте свой пароль.",
                "Чтобы оплачивать подключения, пополните лицевой счёт: реквизиты для перевода есть в кабинете. Когда деньги поступят, мы пришлём письмо.",
            ],
            Facts =
            [
                ("Логин", login.Login),
                ("Пароль", password),
                ("Лицевой счёт", account.Number),
                .. login.PasswordExpiresAt is { } until ? [("Пароль действует до", RussianText.Moment(until))] : Array.Empty<(string, string)>(),
            ],
            Action = ("Войти в кабинет", cabinet.Value.Url),
            Notes =
            [
                "Никому не сообщайте пароль: им подтверждаются оплаты с баланса.",
                $"Забыли пароль? Восстановите его: {cabinet.Value.RestoreUrl.AbsoluteUri}",
            ],
        };

    /// <summary>A top-up was booked.</summary>
    public Letter MoneyArrived(Account account, TopUp topUp) =>
        New($"Деньги поступили: {RussianText.Roubles(topUp.Amount)}", "Лицевой счёт пополнен") with
        {
            Paragraphs = ["Деньги поступили на лицевой счёт. Теперь подключения можно оплатить в виджете, в разделе «Подключения»."],
            Facts =
            [
                ("Поступило", RussianText.Roubles(topUp.Amount)),
                ("Плательщик", topUp.Payer),
                ("Назначение", topUp.Purpose),
                ("Лицевой счёт", account.Number),
                ("Баланс после поступления", RussianText.Roubles(topUp.BalanceAfter)),
            ],
            Action = ("Посмотреть баланс", cabinet.Value.Url),
        };

    /// <summary>A payment was made.</summary>
    public Letter PaymentReceipt(Account account, Payment payment, string tariff) =>
        New($"Оплачено: {payment.Phone} до {RussianText.Day(payment.PaidThrough)}", "Подписка оплачена") with
        {
            Paragraphs = [$"Номер {payment.Phone} оплачен по {RussianText.Day(payment.PaidThrough)} включительно. Делать ничего не нужно."],
            Facts =
            [
                ("Номер", payment.Phone),
                ("Тариф", tariff),
                ("Период", $"{RussianText.Day(payment.PeriodStart)} – {RussianText.Day(payment.PaidThrough)}"),
                ("Списано", RussianText.Roubles(payment.Amount)),
                ("Оплачено", RussianText.Moment(payment.PaidAt)),
                ("Лицевой счёт", account.Number),
                ("Остаток на счёте", RussianText.Roubles(payment.BalanceAfter)),
            ],
            Notes = ["Если вы не совершали эту оплату, смените пароль кабинета и сообщите нам."],
        };

    /// <summary>A subscription ends in a few days.</summary>
    /// <param name="account">The account.</param>
    /// <param name="next">What the next month costs.</param>
    /// <param name="ends">The last paid day.</param>
    public Letter SubscriptionEnds(Account account, Quote next, DateOnly ends)
    {
        var missing = next.Amount > account.Balance ? next.Amount - account.Balance : Money.Zero;
        return New($"Подписка на {next.Phone} заканчивается {RussianText.Day(ends)}", "Скоро закончится подписка") with
        {
            Paragraphs =
            [
                missing > Money.Zero
                    ? $"Пополните лицевой счёт на {RussianText.Roubles(missing)} и оплатите следующий период в виджете, в разделе «Подключения»."
                    : "Оплатите следующий период в виджете, в разделе «Подключения»: денег на счёте достаточно.",
            ],
            Facts =
            [
                ("Номер", next.Phone),
                ("Тариф", next.Tariff.Name),
                ("Оплачено по", RussianText.Day(ends)),
                ("Следующий месяц", RussianText.Roubles(next.Amount)),
                ("Баланс", RussianText.Roubles(account.Balance)),
                .. missing > Money.Zero ? [("Не хватает", RussianText.Roubles(missing))] : Array.Empty<(string, string)>(),
                ("Лицевой счёт", account.Number),
            ],
            Action = ("Открыть кабинет", cabinet.Value.Url),
        };
    }

    /// <summary>A subscription ended.</summary>
    public Letter SubscriptionEnded(Account account, string phone, DateOnly ended) =>
        New($"Подписка на {phone} закончилась", "Подписка закончилась") with
        {
            Paragraphs = ["Чтобы номер снова работал, оплатите его в виджете, в разделе «Подключения»."],
            Facts =
            [
                ("Номер", phone),
                ("Был оплачен по", RussianText.Day(ended)),
                ("Лицевой счёт", account.Number),
                ("Баланс", RussianText.Roubles(account.Balance)),
            ],
            Action = ("Открыть кабинет", cabinet.Value.Url),
        };

    /// <summary>The link to restore the password.</summary>
    public Letter PasswordRestore(CabinetRecord login, string token) =>
        New($"Восстановление пароля кабинета {_operator}", "Задайте новый пароль") with
        {
            Paragraphs = ["Кто-то, вероятно вы, попросил восстановить пароль личного кабинета. Откройте ссылку и задайте новый пароль."],
            Facts =
            [
                ("Логин", login.Login),
                .. login.ResetExpiresAt is { } until ? [("Ссылка действует до", RussianText.Moment(until))] : Array.Empty<(string, string)>(),
            ],

            // In the fragment the token reaches the page, but no server's log.
            Action = ("Задать новый пароль", new UriBuilder(cabinet.Value.RestoreUrl) { Fragment = "token=" + token }.Uri),
            Notes = ["Если это были не вы, ничего не делайте: пароль останется прежним."],
        };

    private Letter New(string subject, string heading) => new(subject, _operator, heading)
    {
        Footer =
        [
            $"Это письмо отправлено автоматически. {_operator}",
            .. company.Value.Phone.Length > 0 ? [$"Телефон: {company.Value.Phone}"] : Array.Empty<string>(),
            .. company.Value.Email.Length > 0 ? [$"Почта: {company.Value.Email}"] : Array.Empty<string>(),
        ],
    };
}
