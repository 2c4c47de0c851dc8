using Billing;
using Functions.Catalog;
using Functions.Security;
using Microsoft.Extensions.Options;

namespace Functions.Emails;

/// <summary>The words of every e-mail; those about money are in EmailTexts.Money.cs.</summary>
public sealed partial class EmailTexts(IOptions<OperatorSettings> company, IOptions<CabinetSettings> cabinetSettings)
{
    private readonly OperatorSettings _operator = company.Value;
    private readonly CabinetSettings _cabinet = cabinetSettings.Value;

    private string Name => _operator.Name;

    private EmailLink ToCabinet => new("Открыть кабинет", _cabinet.Url);

    /// <summary>Login and generated password: of a new cabinet, or because the widget asked for another one.</summary>
    public EmailContent Credentials(Client client, Account account, Cabinet cabinet, string password) =>
        (cabinet.CredentialsAskedAt is { } askedAt ? NewPassword(client, askedAt) : NewCabinet(client)) with
        {
            Facts =
            [
                [
                    Typed("Логин", cabinet.Login),
                    Typed("Пароль", password),
                    .. Optional("Пароль действует до", cabinet.PasswordExpiresAt),
                    Typed("Лицевой счёт", account.Number),
                ],
            ],
            Action = new("Войти в кабинет", _cabinet.Url),
            Notes =
            [
                new("Никому не сообщайте пароль: им подтверждаются оплаты с баланса."),
                new("Забыли пароль?", new("Восстановить пароль", _cabinet.RestoreUrl)),
            ],
        };

    /// <summary>The link to restore the password.</summary>
    public EmailContent PasswordReset(Cabinet cabinet, string token) =>
        New($"Восстановление пароля кабинета {Name}", "Задайте новый пароль") with
        {
            Preheader = "Ссылка сработает один раз. Если вы её не просили, ничего не делайте.",
            Paragraphs =
            [
                "Кто-то, вероятно вы, попросил восстановить пароль личного кабинета. "
                + "Откройте ссылку и задайте новый пароль.",
            ],
            Facts = [[Typed("Логин", cabinet.Login), .. Optional("Ссылка действует до", cabinet.ResetExpiresAt)]],

            // In the fragment the token reaches the page, but no server's log.
            Action = new("Задать новый пароль", new UriBuilder(_cabinet.Url) { Fragment = "token=" + token }.Uri),
            Notes = [new("Если это были не вы, ничего не делайте: пароль останется прежним.")],
        };

    /// <summary>The password was changed in the cabinet.</summary>
    public EmailContent PasswordChanged(Cabinet cabinet, DateTimeOffset at) =>
        New($"Пароль кабинета {Name} изменён", "Пароль изменён") with
        {
            Preheader = "Если это были вы, делать ничего не нужно.",
            Paragraphs =
            [
                "Пароль личного кабинета сменили в самом кабинете, указав прежний. "
                + "Если это были вы, делать ничего не нужно.",
            ],
            Facts = [[Typed("Логин", cabinet.Login), new("Изменён", RussianText.Moment(at))]],
            Action = ToCabinet,
            Notes = IfAStranger,
        };

    /// <summary>A new password was set by the link from an e-mail.</summary>
    public EmailContent PasswordRestored(Cabinet cabinet, DateTimeOffset at) =>
        New($"Пароль кабинета {Name} восстановлен", "Задан новый пароль") with
        {
            Preheader = "Если это были вы, делать ничего не нужно.",
            Paragraphs =
            [
                "Новый пароль личного кабинета задали по ссылке из нашего письма. "
                + "Если это были вы, делать ничего не нужно.",
            ],
            Facts = [[Typed("Логин", cabinet.Login), new("Задан", RussianText.Moment(at))]],
            Action = ToCabinet,
            Notes = IfAStranger,
        };

    /// <summary>To the address before: e-mails go to another, of which no more is told than its owner needs.</summary>
    public EmailContent AddressChanged(ClientChange change) =>
        New($"Письма о кабинете {Name} идут на другой адрес", "Адрес для писем изменён") with
        {
            Preheader = "Если так и задумано, делать ничего не нужно.",
            Paragraphs =
            [
                $"{PlainText.Unlinked(change.New.Name)}: письма о кабинете и лицевом счёте больше не приходят сюда. "
                + "Если так и задумано, делать ничего не нужно.",
            ],
            Facts =
            [
                [
                    new("Новый адрес", Masked(change.New.Contact.Email)),
                    new("Где изменён", change.By switch
                    {
                        ChangedBy.Widget => "в виджете CRM",
                        ChangedBy.Cabinet => "в личном кабинете",
                        ChangedBy.Operator => "у нас, по обращению клиента",
                    }),
                    new("Изменён", RussianText.Moment(change.At)),
                ],
            ],
            Notes = [new("Если адрес сменили не вы и не ваши коллеги, сразу сообщите нам.")],
        };

    private EmailNote[] IfAStranger =>
    [
        new("Если это были не вы, сразу задайте другой пароль, проверьте, кто читает эту почту, и сообщите нам.",
            new("Восстановить пароль", _cabinet.RestoreUrl)),
    ];

    private EmailContent NewCabinet(Client client) =>
        New($"Доступ в личный кабинет {Name}", "Личный кабинет готов") with
        {
            Preheader = "В письме логин и пароль. Войдите и задайте свой пароль.",
            Paragraphs =
            [
                $"{NameOf(client)}: создан личный кабинет и открыт лицевой счёт. "
                + "Войдите с этим логином и паролем и задайте свой пароль.",
                "Чтобы оплачивать подключения, пополните лицевой счёт: реквизиты для перевода есть в кабинете. "
                + "Когда деньги поступят, мы пришлём письмо.",
            ],
        };

    private EmailContent NewPassword(Client client, DateTimeOffset askedAt) =>
        New($"Доступ в личный кабинет {Name}: новый пароль", "Новый пароль от кабинета") with
        {
            Preheader = "Прежний пароль больше не действует. Войдите с новым и задайте свой.",
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

    private EmailContent New(string subject, string heading) => new(subject, heading, _operator);

    private static EmailFact Typed(string label, string value) => new(label, value) { IsTyped = true };

    private static EmailFact[] Optional(string label, DateTimeOffset? moment) =>
        moment is { } value ? [new(label, RussianText.Moment(value))] : [];
}
