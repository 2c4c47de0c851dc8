using Billing;

namespace Functions.Http;

/// <summary>Today at a glance.</summary>
/// <param name="Day">The business day.</param>
/// <param name="Received">Booked as money in today.</param>
/// <param name="Charged">Paid from balances today.</param>
/// <param name="Balances">Of all accounts.</param>
/// <param name="Debts">What clients owe.</param>
/// <param name="Suspense">Money that waits for an operator.</param>
/// <param name="Claims">How many times clients asked for missing money; a thousand at most.</param>
/// <param name="Failures">How many wait for an operator, unsent letters among them; a thousand at most.</param>
/// <param name="Books">The equation of all the books.</param>
public sealed record TodayBody(
    DateOnly Day,
    MoneyBody Received,
    MoneyBody Charged,
    MoneyBody Balances,
    MoneyBody Debts,
    CountedMoneyBody Suspense,
    int Claims,
    int Failures,
    BooksBody Books);

/// <summary>How many, and how much together.</summary>
public sealed record CountedMoneyBody(int Count, MoneyBody Amount);

/// <summary>Clients that a search found.</summary>
public sealed record DeskClientsBody(IReadOnlyList<DeskClientLineBody> Clients, string? Next);

/// <summary>A client in a list.</summary>
public sealed record DeskClientLineBody(
    string ClientId,
    string Name,
    string Inn,
    string? Kpp,
    string AccountNumber,
    string Email,
    string Phone,
    string Status,
    MoneyBody Balance);

/// <summary>A client as operators see it.</summary>
public sealed record DeskClientBody(
    string ClientId,
    string Status,
    RequisitesBody Requisites,
    DeskAccountBody? Account,
    IReadOnlyList<ConnectionBody> Connections);

/// <summary>A client's account as operators see it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Balance">What is on it.</param>
/// <param name="Debt">Reversed money that was spent before; null while the ledger cannot be read.</param>
/// <param name="IsFrozen">Whether payments are stopped.</param>
public sealed record DeskAccountBody(string Number, MoneyBody Balance, MoneyBody? Debt, bool IsFrozen);

/// <summary>A client's letters.</summary>
public sealed record LettersBody(IReadOnlyList<LetterBody> Letters, string? Next);

/// <summary>A letter: what it is about and how far it is; never what it says.</summary>
public sealed record LetterBody(
    string Id,
    string Kind,
    string KindText,
    string Status,
    string StatusText,
    DateTimeOffset CreatedAt)
{
    internal static LetterBody From(Email email) => new(
        email.Id,
        email.Kind.Code(),
        email.Kind.Text(),
        email.Status.Code(),
        email.Status.Text(),
        email.CreatedAt);
}

/// <summary>Codes and texts of letters in answers. The codes are those that are stored.</summary>
internal static class LetterCodes
{
    public static string Code(this EmailKind kind) => kind switch
    {
        EmailKind.Credentials => "credentials",
        EmailKind.PasswordReset => "password-reset",
        EmailKind.MoneyArrived => "money-arrived",
        EmailKind.PaymentReceipt => "payment-receipt",
        EmailKind.SubscriptionsEnd => "subscriptions-end",
        EmailKind.SubscriptionsEnded => "subscriptions-ended",
        EmailKind.PasswordChanged => "password-changed",
        EmailKind.PasswordRestored => "password-restored",
        EmailKind.AddressChanged => "address-changed",
        EmailKind.Invoice => "invoice",
        EmailKind.Corrected => "corrected",
        EmailKind.MoneyReturned => "money-returned",
        EmailKind.SubscriptionChanged => "subscription-changed",
        EmailKind.OrderClosed => "order-closed",
        EmailKind.BankMismatch => "bank-mismatch",
    };

    public static string Text(this EmailKind kind) => kind switch
    {
        EmailKind.Credentials => "Доступ в кабинет",
        EmailKind.PasswordReset => "Ссылка для пароля",
        EmailKind.MoneyArrived => "Деньги поступили",
        EmailKind.PaymentReceipt => "Квитанция",
        EmailKind.SubscriptionsEnd => "Скоро закончится",
        EmailKind.SubscriptionsEnded => "Закончилось",
        EmailKind.PasswordChanged => "Пароль изменён",
        EmailKind.PasswordRestored => "Пароль восстановлен",
        EmailKind.AddressChanged => "Адрес изменён",
        EmailKind.Invoice => "Счёт на оплату",
        EmailKind.Corrected => "Исправление",
        EmailKind.MoneyReturned => "Возврат денег",
        EmailKind.SubscriptionChanged => "Подключение изменено",
        EmailKind.OrderClosed => "Поручение закрыто",
        EmailKind.BankMismatch => "Сверка не сходится",
    };

    public static string Code(this EmailStatus status) => status switch
    {
        EmailStatus.Queued => "queued",
        EmailStatus.Sending => "sending",
        EmailStatus.Accepted => "accepted",
        EmailStatus.Sent => "sent",
        EmailStatus.Superseded => "superseded",
        EmailStatus.Failed => "failed",
        EmailStatus.GivenUp => "given-up",
    };

    public static string Text(this EmailStatus status) => status switch
    {
        EmailStatus.Queued => "Ждёт отправки",
        EmailStatus.Sending => "Отправляется",
        EmailStatus.Accepted => "Принято почтой",
        EmailStatus.Sent => "Отправлено",
        EmailStatus.Superseded => "Заменено более новым",
        EmailStatus.Failed => "Почта отказала",
        EmailStatus.GivenUp => "Почта не отвечает",
    };
}
