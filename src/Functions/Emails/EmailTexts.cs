using Billing;
using Functions.Catalog;
using Functions.Security;
using Microsoft.Extensions.Options;

namespace Functions.Emails;

/// <summary>The words of every e-mail.</summary>
public sealed class EmailTexts(IOptions<OperatorSettings> company, IOptions<CabinetSettings> cabinetSettings)
{
    private readonly string _operator = company.Value.Name;
    private readonly CabinetSettings _cabinet = cabinetSettings.Value;

    /// <summary>Login and generated password: of a new cabinet, or because the widget asked for another one.</summary>
    public EmailContent Credentials(Client client, Account account, Cabinet cabinet, string password) =>
        (cabinet.CredentialsAskedAt is { } askedAt ? NewPassword(client, askedAt) : NewCabinet(client)) with
        {
            Facts =
            [
                ("Логин", cabinet.Login),
                ("Пароль", password),
                ("Лицевой счёт", account.Number),
                .. Optional("Пароль действует до", cabinet.PasswordExpiresAt),
            ],
            Action = ("Войти в кабинет", _cabinet.Url),
            Notes =
            [
                "Никому не сообщайте пароль: им подтверждаются оплаты с баланса.",
                $"Забыли пароль? Восстановите его: {_cabinet.RestoreUrl.AbsoluteUri}",
            ],
        };

    /// <summary>The link to restore the password.</summary>
    public EmailContent PasswordReset(Cabinet cabinet, string token) =>
        New($"Восстановление пароля кабинета {_operator}", "Задайте новый пароль") with
        {
            Paragraphs =
            [
                "Кто-то, вероятно вы, попросил восстановить пароль личного кабинета. "
                + "Откройте ссылку и задайте новый пароль.",
            ],
            Facts = [("Логин", cabinet.Login), .. Optional("Ссылка действует до", cabinet.ResetExpiresAt)],

            // In the fragment the token reaches the page, but no server's log.
            Action = ("Задать новый пароль", new UriBuilder(_cabinet.Url) { Fragment = "token=" + token }.Uri),
            Notes = ["Если это были не вы, ничего не делайте: пароль останется прежним."],
        };

    /// <summary>The password was changed in the cabinet.</summary>
    public EmailContent PasswordChanged(Cabinet cabinet, DateTimeOffset at) =>
        New($"Пароль кабинета {_operator} изменён", "Пароль изменён") with
        {
            Paragraphs =
            [
                "Пароль личного кабинета сменили в самом кабинете, указав прежний. "
                + "Если это были вы, делать ничего не нужно.",
            ],
            Facts = [("Логин", cabinet.Login), ("Изменён", RussianText.Moment(at))],
            Action = ("Открыть кабинет", _cabinet.Url),
            Notes = [IfAStranger],
        };

    /// <summary>A new password was set by the link from an e-mail.</summary>
    public EmailContent PasswordRestored(Cabinet cabinet, DateTimeOffset at) =>
        New($"Пароль кабинета {_operator} восстановлен", "Задан новый пароль") with
        {
            Paragraphs =
            [
                "Новый пароль личного кабинета задали по ссылке из нашего письма. "
                + "Если это были вы, делать ничего не нужно.",
            ],
            Facts = [("Логин", cabinet.Login), ("Задан", RussianText.Moment(at))],
            Action = ("Открыть кабинет", _cabinet.Url),
            Notes = [IfAStranger],
        };

    /// <summary>To the address before: e-mails go to another, of which no more is told than its owner needs.</summary>
    public EmailContent AddressChanged(ClientChange change) =>
        New($"Письма о кабинете {_operator} идут на другой адрес", "Адрес для писем изменён") with
        {
            Paragraphs =
            [
                $"{PlainText.Unlinked(change.New.Name)}: письма о кабинете и лицевом счёте больше не приходят сюда. "
                + "Если так и задумано, делать ничего не нужно.",
            ],
            Facts =
            [
                ("Новый адрес", Masked(change.New.Contact.Email)),
                ("Где изменён", change.By switch
                {
                    ChangedBy.Widget => "в виджете CRM",
                    ChangedBy.Cabinet => "в личном кабинете",
                    ChangedBy.Operator => "у нас, по обращению клиента",
                }),
                ("Изменён", RussianText.Moment(change.At)),
            ],
            Notes = ["Если адрес сменили не вы и не ваши коллеги, сразу сообщите нам."],
        };

    /// <summary>A top-up was booked.</summary>
    public EmailContent MoneyArrived(Account account, Entry entry, TopUpDetails topUp) =>
        New($"Деньги поступили: {RussianText.Roubles(entry.Amount)}", "Лицевой счёт пополнен") with
        {
            Paragraphs =
            [
                "Деньги поступили на лицевой счёт. "
                + "Теперь подключения можно оплатить в виджете, в разделе «Подключения».",
            ],
            Facts =
            [
                ("Поступило", RussianText.Roubles(entry.Amount)),
                ("Плательщик", PlainText.Unlinked(topUp.Payer)),
                ("Назначение", PlainText.Unlinked(topUp.Purpose)),
                ("Лицевой счёт", account.Number),
                ("Баланс после поступления", RussianText.Roubles(entry.BalanceAfter)),
            ],
            Action = ("Посмотреть баланс", _cabinet.Url),
        };

    /// <summary>A payment was made.</summary>
    public EmailContent PaymentReceipt(Account account, Entry entry)
    {
        var items = entry.PaidItems;
        var until = RussianText.Day(items.Max(item => item.PaidThrough));
        var (subject, heading, text) = items is [var one]
            ? ($"Оплачено: {one.Phone} до {until}", "Подписка оплачена", $"Номер {one.Phone} оплачен")
            : ($"Оплачено номеров: {items.Count}, до {until}", "Подписки оплачены", "Номера оплачены");
        return New(subject, heading) with
        {
            Paragraphs = [$"{text} по {until} включительно. Делать ничего не нужно."],
            Facts =
            [
                .. items.SelectMany(item => new[]
                {
                    ("Номер", item.Phone),
                    ("Тариф", item.TariffName),
                    ("Период", $"{RussianText.Day(item.PeriodStart)} – {RussianText.Day(item.PaidThrough)}"),
                }),
                ("Списано", RussianText.Roubles(-entry.Amount)),
                ("Оплачено", RussianText.Moment(entry.At)),
                ("Лицевой счёт", account.Number),
                ("Остаток на счёте", RussianText.Roubles(entry.BalanceAfter)),
            ],
            Notes = ["Если вы не совершали эту оплату, смените пароль кабинета и сообщите нам."],
        };
    }

    /// <summary>Subscriptions end in a few days.</summary>
    /// <param name="account">The account.</param>
    /// <param name="next">What the next month costs, for each number whose tariff is on sale.</param>
    /// <param name="withdrawn">The numbers whose tariff is no longer on sale.</param>
    /// <param name="day">The last paid day.</param>
    public EmailContent SubscriptionsEnd(
        Account account,
        IReadOnlyList<Quote> next,
        IReadOnlyList<string> withdrawn,
        DateOnly day)
    {
        var sum = next.Aggregate(Money.Zero, (total, quote) => total + quote.Amount);
        var missing = sum > account.Balance ? sum - account.Balance : Money.Zero;
        string[] phones = [.. next.Select(quote => quote.Phone), .. withdrawn];
        var (subject, heading) = phones is [var only]
            ? ($"Подписка на {only} заканчивается {RussianText.Day(day)}", "Скоро закончится подписка")
            : ($"Подписки заканчиваются {RussianText.Day(day)}", "Скоро закончатся подписки");
        return New(subject, heading) with
        {
            Paragraphs =
            [
                .. next.Count == 0 ? Array.Empty<string>() : [missing > Money.Zero
                    ? $"Пополните лицевой счёт на {RussianText.Roubles(missing)} и оплатите следующий период "
                        + "в виджете, в разделе «Подключения»."
                    : "Оплатите следующий период в виджете, в разделе «Подключения»: денег на счёте достаточно."],
                .. withdrawn.Select(phone => $"Тариф номера {phone} больше не продаётся: выберите другой "
                    + "в виджете, в разделе «Подключения»."),
            ],
            Facts =
            [
                .. next.SelectMany(quote => new[]
                {
                    ("Номер", quote.Phone),
                    ("Следующий тариф", quote.Tariff.Name),
                    ("Следующий месяц", RussianText.Roubles(quote.Amount)),
                }),
                .. withdrawn.Select(phone => ("Номер", phone)),
                ("Оплачено по", RussianText.Day(day)),
                .. next.Count > 1 ? [("Всего", RussianText.Roubles(sum))] : Array.Empty<(string, string)>(),
                ("Баланс", RussianText.Roubles(account.Balance)),
                .. missing > Money.Zero
                    ? [("Не хватает", RussianText.Roubles(missing))]
                    : Array.Empty<(string, string)>(),
                ("Лицевой счёт", account.Number),
            ],
            Action = ("Открыть кабинет", _cabinet.Url),
        };
    }

    /// <summary>Subscriptions ended.</summary>
    /// <param name="account">The account.</param>
    /// <param name="phones">The numbers; at least one.</param>
    /// <param name="day">The last paid day.</param>
    public EmailContent SubscriptionsEnded(Account account, IReadOnlyList<string> phones, DateOnly day)
    {
        var (subject, heading, advice) = phones is [var only]
            ? ($"Подписка на {only} закончилась", "Подписка закончилась", "Чтобы номер снова работал, оплатите его")
            : ("Подписки закончились", "Подписки закончились", "Чтобы номера снова работали, оплатите их");
        return New(subject, heading) with
        {
            Paragraphs = [$"{advice} в виджете, в разделе «Подключения»."],
            Facts =
            [
                .. phones.Select(phone => ("Номер", phone)),
                (phones.Count == 1 ? "Был оплачен по" : "Были оплачены по", RussianText.Day(day)),
                ("Лицевой счёт", account.Number),
                ("Баланс", RussianText.Roubles(account.Balance)),
            ],
            Action = ("Открыть кабинет", _cabinet.Url),
        };
    }

    private string IfAStranger =>
        "Если это были не вы, сразу задайте другой пароль, проверьте, кто читает эту почту, и сообщите нам. "
        + $"Восстановить пароль: {_cabinet.RestoreUrl.AbsoluteUri}";

    private EmailContent NewCabinet(Client client) =>
        New($"Доступ в личный кабинет {_operator}", "Личный кабинет готов") with
        {
            Paragraphs =
            [
                $"{NameOf(client)}: создан личный кабинет и открыт лицевой счёт. "
                + "Войдите с этим логином и паролем и задайте свой пароль.",
                "Чтобы оплачивать подключения, пополните лицевой счёт: реквизиты для перевода есть в кабинете. "
                + "Когда деньги поступят, мы пришлём письмо.",
            ],
        };

    private EmailContent NewPassword(Client client, DateTimeOffset askedAt) =>
        New($"Доступ в личный кабинет {_operator}: новый пароль", "Новый пароль от кабинета") with
        {
            Paragraphs =
            [
                $"{NameOf(client)}: {RussianText.Moment(askedAt)} в виджете CRM запросили новый пароль. "
                + "Прежний больше не действует, открытые сеансы кабинета завершены. "
                + "Войдите с новым паролем и задайте свой.",
                "Если запрос сделали не вы, узнайте у коллег, которые пользуются CRM. "
                + "Баланс, подключения и история остались прежними.",
            ],
        };

    private static string Masked(string address) =>
        PlainText.Unlinked($"{address[0]}…{address[address.IndexOf('@')..]}");

    private static string NameOf(Client client) => PlainText.Unlinked(client.Requisites.Name);

    private EmailContent New(string subject, string heading) => new(subject, _operator, heading)
    {
        Footer =
        [
            $"Это письмо отправлено автоматически. {_operator}",
            .. company.Value.Phone.Length > 0 ? [$"Телефон: {company.Value.Phone}"] : Array.Empty<string>(),
            .. company.Value.Email.Length > 0 ? [$"Почта: {company.Value.Email}"] : Array.Empty<string>(),
        ],
    };

    private static (string Label, string Value)[] Optional(string label, DateTimeOffset? moment) =>
        moment is { } value ? [(label, RussianText.Moment(value))] : [];
}
