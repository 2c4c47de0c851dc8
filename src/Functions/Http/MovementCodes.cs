using Billing;
using Functions.Storage;

namespace Functions.Http;

/// <summary>Codes and texts of statements and movements in answers. The codes are those that are stored.</summary>
internal static class MovementCodes
{
    public static string Code(this StatementStatus status) => status switch
    {
        StatementStatus.Received => "received",
        StatementStatus.Booking => "booking",
        StatementStatus.Done => "done",
        StatementStatus.Refused => "refused",
    };

    public static string Text(this StatementStatus status) => status switch
    {
        StatementStatus.Received => "Проверяется",
        StatementStatus.Booking => "Разносится",
        StatementStatus.Done => "Разнесена",
        StatementStatus.Refused => "Не принята",
    };

    public static string Code(this StatementFault fault) => fault switch
    {
        StatementFault.NotAStatement => "not-a-statement",
        StatementFault.Truncated => "truncated",
        StatementFault.WrongEncoding => "wrong-encoding",
        StatementFault.MalformedLine => "malformed-line",
        StatementFault.Unbalanced => "unbalanced",
        StatementFault.OutsidePeriod => "outside-period",
        StatementFault.WrongCurrency => "wrong-currency",
        StatementFault.Intraday => "intraday",
        StatementFault.NoOwnAccount => "no-own-account",
        StatementFault.TooMany => "too-many",
    };

    public static string Code(this MovementStatus status) => status switch
    {
        MovementStatus.Deciding => "deciding",
        MovementStatus.Crediting => "crediting",
        MovementStatus.Credited => "credited",
        MovementStatus.Confirmed => "confirmed",
        MovementStatus.Suspense => "suspense",
        MovementStatus.ReturnDue => "return-due",
        MovementStatus.Returned => "returned",
        MovementStatus.Ignored => "ignored",
        MovementStatus.Outgoing => "outgoing",
        MovementStatus.ReturnSent => "return-sent",
        MovementStatus.Bounced => "bounced",
    };

    public static string Text(this MovementStatus status) => status switch
    {
        MovementStatus.Deciding or MovementStatus.Crediting => "Разносится",
        MovementStatus.Credited => "Зачислено",
        MovementStatus.Confirmed => "Подтверждено: зачислено раньше по сообщению банка",
        MovementStatus.Suspense => "Невыясненное",
        MovementStatus.ReturnDue => "К возврату",
        MovementStatus.Returned => "Возвращено плательщику",
        MovementStatus.Ignored => "Не для клиентов",
        MovementStatus.Outgoing => "Списание",
        MovementStatus.ReturnSent => "Возврат отправлен",
        MovementStatus.Bounced => "Возврат не прошёл, деньги снова на счёте клиента",
    };

    public static string Code(this CreditReason reason) => reason switch
    {
        CreditReason.ByInvoice => "by-invoice",
        CreditReason.ByAccount => "by-account",
        CreditReason.ByInnAndSum => "by-inn-and-sum",
        CreditReason.ByInn => "by-inn",
        CreditReason.ByClaim => "by-claim",
        CreditReason.ByOperator => "by-operator",
    };

    public static string Code(this SuspenseReason reason) => reason switch
    {
        SuspenseReason.SeveralCodes => "several-codes",
        SuspenseReason.SeveralClients => "several-clients",
        SuspenseReason.NoMatch => "no-match",
        SuspenseReason.UnknownAccount => "unknown-account",
        SuspenseReason.WrongCode => "wrong-code",
        SuspenseReason.Restated => "restated",
        SuspenseReason.MaybeBooked => "maybe-booked",
        SuspenseReason.BalanceTooLarge => "balance-too-large",
    };

    public static string Code(this IgnoreReason reason) => reason switch
    {
        IgnoreReason.IgnoredPayer => "ignored-payer",
        IgnoreReason.OwnTransfer => "own-transfer",
    };

    /// <summary>Why a movement has its status, Russian; empty for a code that says nothing more.</summary>
    public static string ReasonText(string code) => code switch
    {
        "by-invoice" => "Номер счёта на оплату в назначении",
        "by-account" => "Номер лицевого счёта в назначении",
        "by-inn-and-sum" => "ИНН плательщика и сумма открытого счёта на оплату",
        "by-inn" => "ИНН плательщика",
        "by-claim" => "Клиент назвал номер, дату и сумму платёжки",
        "by-operator" => "Разнёс оператор",
        "several-codes" => "В назначении лицевые счета разных клиентов",
        "several-clients" => "ИНН плательщика у нескольких клиентов",
        "no-match" => "Не понятно, чьи деньги",
        "unknown-account" => "Такого лицевого счёта нет",
        "wrong-code" => "Похоже на лицевой счёт, но в номере ошибка",
        "restated" => "Банк заменил прежнюю операцию этой",
        "maybe-booked" => "Возможно, эти деньги уже зачислены по сообщению банка",
        "balance-too-large" => "Баланс лицевого счёта больше, чем может храниться",
        "ignored-payer" => "Плательщик из списка «не для клиентов»",
        "own-transfer" => "Перевод между своими счетами",
        _ => "",
    };
}
