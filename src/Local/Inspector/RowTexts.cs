using Billing;
using Functions.Http;
using Functions.Storage;

namespace Local;

/// <summary>What stored rows hold, in Russian.</summary>
internal static class RowTexts
{
    public static RowView Of(Entry entry) => new(
        RowKeys.Entry(entry.Number),
        $"Проводка № {entry.Number}: {RussianText.Roubles(entry.Amount)}, "
        + $"на балансе {RussianText.Roubles(entry.BalanceAfter)}. {entry.Description}. Хэш {entry.Hash[..12]}…");

    public static RowView Of(string rowKey, EventRecord @event) => new(
        rowKey,
        @event.IsFollowed ? "Событие: всё, что следует, сделано" : "Событие: ждёт обработчика очереди events");

    public static RowView Of(Email email) =>
        new(RowKeys.Email(email.Id), $"Письмо «{email.Kind.Text()}»: {StatusOf(email.Status)}");

    /// <summary>The rows that a command on the client would read and replace.</summary>
    public static IEnumerable<RowView> Of(ClientState state)
    {
        if (state.Client is { } client)
        {
            yield return new(RowKeys.Client, $"{client.Requisites.Name}, статус {client.Status.Code()}");
        }

        if (state.Account is { } account)
        {
            yield return new(RowKeys.Account, $"Лицевой счёт {account.Number}: {RussianText.Roubles(account.Balance)}");
        }

        if (state.Cabinet is { } cabinet)
        {
            yield return new(RowKeys.Cabinet, $"Логин {cabinet.Login}, пароль № {cabinet.PasswordVersion} в виде хэша");
        }

        foreach (var subscription in state.Subscriptions.Values)
        {
            var until = subscription.PaidThrough is { } day ? $" до {RussianText.Day(day)} включительно" : "";
            yield return new(
                RowKeys.Subscription(subscription.Phone),
                $"{RussianText.Phone(subscription.Phone)}: {subscription.Status.Text()}{until}");
        }
    }

    public static string TitleOf(EventKind kind) => kind switch
    {
        EventKind.TopUp => "Пришли деньги",
        EventKind.Payment => "Оплата с баланса",
        EventKind.CredentialsIssued => "Кабинет: новые логин и пароль",
        EventKind.PasswordChosen => "Клиент задал пароль",
        EventKind.AddressChanged => "Новый адрес для писем",
        EventKind.SubscriptionsEnded => "Подписки закончились",
        EventKind.Correction => "Операция исправлена",
        EventKind.RenewalsOn => "Включено продление номеров",
        EventKind.OrderPlaced => "Поручение: оплатить, когда поступят деньги",
        EventKind.OrderClosed => "Поручение закрыто без оплаты",
        EventKind.TariffChanged => "Тариф изменён сразу",
        EventKind.NumberRemoved => "Оплаченный номер убран",
        EventKind.Return => "Деньги возвращаются плательщику",
        EventKind.InvoiceIssued => "Выставлен счёт",
        EventKind.SubscriptionChanged => "Изменился список подключений",
        EventKind.ClientChanged => "Изменились данные клиента",
        EventKind.Abandoned => "Ничего не произошло: оплата не состоялась",
    };

    private static string StatusOf(EmailStatus status) => status switch
    {
        EmailStatus.Queued => "ждёт отправки",
        EmailStatus.Sending => "отправляется",
        EmailStatus.Accepted => "принято почтой",
        EmailStatus.Sent => "отправлено",
        EmailStatus.Superseded => "заменено более новым",
        EmailStatus.Failed => "почта отказала",
        EmailStatus.GivenUp => "почта не отвечает",
    };
}
