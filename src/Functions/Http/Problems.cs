using System.Globalization;
using Billing;

namespace Functions.Http;

/// <summary>Every refusal that the app gives: here code, status and words are decided, and nowhere else.</summary>
public static partial class Problems
{
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    /// <summary>400.</summary>
    public static Problem MalformedBody(string detail) => new("malformed-body", 400, "Запрос не разобран", detail);

    /// <summary>400.</summary>
    public static Problem IdempotencyKeyRequired { get; } = new(
        "idempotency-key-required",
        400,
        "Нужен ключ идемпотентности",
        "Заголовок Idempotency-Key: от 1 до 64 видимых знаков ASCII, свой для каждой оплаты.");

    /// <summary>401: no token, or one that is expired, unsigned, or signed by someone else.</summary>
    public static Problem Unauthorized { get; } = new(
        "unauthorized",
        401,
        "Доступ не подтверждён",
        "Обновите страницу: срок действия доступа истёк или доступ не подтверждён.");

    /// <summary>401: the same for a wrong password and an unknown login.</summary>
    public static Problem WrongCredentials { get; } = new(
        "wrong-credentials",
        401,
        "Неверный логин или пароль",
        "Проверьте логин и пароль. Если пароль забыт, восстановите его по ссылке.");

    /// <summary>402.</summary>
    public static Problem InsufficientFunds(PaymentDecision.InsufficientFunds refusal) => new(
        "insufficient-funds",
        402,
        "Недостаточно средств",
        $"На лицевом счёте {Roubles(refusal.Balance)}, нужно {Roubles(refusal.Amount)}. "
        + $"Пополните счёт на {Roubles(refusal.Shortfall)}.")
    {
        More = new Dictionary<string, object>
        {
            ["shortfall"] = MoneyBody.From(refusal.Shortfall),
            ["balance"] = MoneyBody.From(refusal.Balance),
            ["amount"] = MoneyBody.From(refusal.Amount),
        },
    };

    /// <summary>
    /// 403. The one that uses up the attempts says so; what comes after it is <see cref="CabinetLocked"/>.
    /// </summary>
    public static Problem WrongPassword(Lockout lockout, DateTimeOffset now) => new(
        "wrong-password",
        403,
        "Неверный пароль",
        lockout.IsLocked(now)
            ? $"Пароль личного кабинета неверен. Кабинет закрыт на {Minutes(lockout.LockedUntil!.Value - now)} мин."
            : $"Пароль личного кабинета неверен. Осталось попыток: {lockout.AttemptsLeft.ToString(Russian)}.")
    {
        More = new Dictionary<string, object> { ["attemptsLeft"] = lockout.AttemptsLeft },
    };

    /// <summary>403: a generated password is good for 14 days.</summary>
    public static Problem PasswordExpired { get; } = new(
        "password-expired",
        403,
        "Срок действия пароля истёк",
        "Первый пароль действует 14 дней. Задайте новый по ссылке «Восстановить пароль».");

    /// <summary>403.</summary>
    public static Problem ResetLinkInvalid { get; } = new(
        "reset-link-invalid",
        403,
        "Ссылка недействительна",
        "Ссылка уже использована или её срок истёк. Запросите новую.");

    /// <summary>404: there is none, or it is somebody else's; which of the two is not said.</summary>
    public static Problem NotFound { get; } = new("not-found", 404, "Не найдено", "По этому адресу ничего нет.");

    /// <summary>404.</summary>
    public static Problem AccountNotFound { get; } = new(
        "account-not-found",
        404,
        "Лицевой счёт не найден",
        "Лицевого счёта с таким номером нет.");

    /// <summary>405.</summary>
    public static Problem MethodNotAllowed { get; } = new(
        "method-not-allowed",
        405,
        "Метод не поддерживается",
        "По этому адресу такой метод не поддерживается.");

    /// <summary>409; the client is one of the caller's own.</summary>
    public static Problem ClientExists(string clientId) => new(
        "client-exists",
        409,
        "Клиент уже есть",
        "Для этих ИНН и КПП уже отправлены другие данные. Откройте этого клиента и измените их.")
    {
        More = new Dictionary<string, object> { ["clientId"] = clientId },
    };

    /// <summary>409: whoever could change the address alone could have a new password sent to it.</summary>
    public static Problem CabinetInUse { get; } = new(
        "cabinet-in-use",
        409,
        "Кабинетом уже пользуются",
        "В кабинете задан свой пароль. Почту теперь меняют в самом кабинете или через поддержку.");

    /// <summary>409.</summary>
    public static Problem CabinetNotReady { get; } = new(
        "cabinet-not-ready", 409, "Кабинет ещё не создан", "Личный кабинет ещё создаётся. Попробуйте через минуту.");

    /// <summary>409.</summary>
    public static Problem AccountUnderReview { get; } = new(
        "account-under-review",
        409,
        "Счёт на проверке",
        "Оплата с лицевого счёта приостановлена до конца проверки. Обратитесь в поддержку.");

    /// <summary>409: it does not wait for anybody any more.</summary>
    public static Problem MovementSettled { get; } = new(
        "movement-settled",
        409,
        "Деньги уже разнесены",
        "Это движение уже не в невыясненных: обновите список.");

    /// <summary>411: the Functions host gives a function no body whose length was not told.</summary>
    public static Problem LengthRequired { get; } = new(
        "length-required",
        411,
        "Нужна длина тела запроса",
        "Отправьте тело запроса с заголовком Content-Length: Transfer-Encoding: chunked не поддерживается.");

    /// <summary>413.</summary>
    public static Problem BodyTooLarge { get; } = new(
        "body-too-large",
        413,
        "Запрос слишком велик",
        "Тело запроса больше 64 КБ.");

    /// <summary>413: a file that is uploaded.</summary>
    public static Problem FileTooLarge(int maxBytes) => new(
        "body-too-large",
        413,
        "Запрос слишком велик",
        $"Файл больше {(maxBytes / (1024 * 1024)).ToString(Russian)} МБ: загрузите выписку по частям.");

    /// <summary>415.</summary>
    public static Problem UnsupportedMediaType { get; } = new(
        "unsupported-media-type",
        415,
        "Нужен JSON",
        "Тело запроса должно быть application/json в UTF-8.");

    /// <summary>422.</summary>
    public static Problem ValidationFailed(FieldErrors errors) => new(
        "validation-failed",
        422,
        "Проверьте поля",
        "Некоторые поля заполнены неверно.")
    {
        Errors = errors.ByField,
    };

    /// <summary>422.</summary>
    public static Problem CurrencyNotSupported { get; } = new(
        "currency-not-supported",
        422,
        "Валюта не поддерживается",
        "Оплата возможна только в рублях (RUB).");

    /// <summary>422.</summary>
    public static Problem IdempotencyKeyReused { get; } = new(
        "idempotency-key-reused",
        422,
        "Ключ уже использован",
        "С этим ключом идемпотентности уже был другой запрос. Возьмите новый ключ.");

    /// <summary>423.</summary>
    public static Problem CabinetLocked(TimeSpan retryAfter) => new(
        "cabinet-locked",
        423,
        "Кабинет временно закрыт",
        $"Пароль несколько раз введён неверно. Попробуйте через {Minutes(retryAfter)} мин. или восстановите пароль.")
    {
        RetryAfter = retryAfter,
    };

    /// <summary>429.</summary>
    public static Problem TooManyRequests(TimeSpan retryAfter) => new(
        "too-many-requests", 429, "Слишком часто", $"Попробуйте через {Minutes(retryAfter)} мин.")
    {
        RetryAfter = retryAfter,
    };

    /// <summary>429: enough e-mails for today; see EmailQuota.</summary>
    public static Problem TooManyEmails(TimeSpan retryAfter) => new(
        "too-many-requests",
        429,
        "Слишком много писем",
        "Сегодня на этот адрес или из этого виджета уже запросили столько писем с доступом, сколько можно за день. "
        + "Попробуйте завтра или обратитесь в поддержку.")
    {
        RetryAfter = retryAfter,
    };

    /// <summary>500: a mistake of the app.</summary>
    /// <param name="traceId">Leads to the log; 32 hexadecimal digits.</param>
    public static Problem Fault(string traceId) => new(
        "internal-error",
        500,
        "Ошибка сервиса",
        "Запрос не выполнен из-за нашей ошибки, мы о ней уже знаем. Повторите позже: повтор безопасен.")
    {
        More = new Dictionary<string, object> { ["traceId"] = traceId },
    };

    /// <summary>503: nothing was lost; the same call may be repeated.</summary>
    public static Problem ServiceUnavailable { get; } = new(
        "service-unavailable", 503, "Сервис временно недоступен", "Повторите через несколько секунд: повтор безопасен.")
    {
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    private static string Roubles(Money money) => RussianText.Roubles(money);

    private static string Minutes(TimeSpan time) => Math.Max(1, Math.Ceiling(time.TotalMinutes)).ToString("0", Russian);
}
