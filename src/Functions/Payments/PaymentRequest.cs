using System.Globalization;
using Billing;
using Functions.Catalog;
using Functions.Http;
using Functions.Subscriptions;

namespace Functions.Payments;

/// <summary>A payment whose form is complete; whether it can be made is not known yet.</summary>
/// <param name="Key">The caller's idempotency key.</param>
/// <param name="Phone">E.164.</param>
/// <param name="TariffId">Whether it is on sale is decided after the key: a repeated request need not be.</param>
/// <param name="Months">1–12.</param>
/// <param name="Amount">As quoted.</param>
/// <param name="PeriodStart">As quoted; null if the caller leaves it to the service.</param>
/// <param name="Password">Of the cabinet.</param>
public sealed record PaymentRequest(
    string Key,
    string Phone,
    string TariffId,
    int Months,
    Money Amount,
    DateOnly? PeriodStart,
    Password Password)
{
    private const int MaxKeyLength = 64;
    private const int MaxTariffIdLength = 64;

    /// <summary>The event under the caller's key: known before the commit, and the same over all attempts.</summary>
    public string EventId => "payment-" + HashedText.Key(Key);

    /// <summary>
    /// What has to be the same for it to be the same payment. A password is no part of what is bought.
    /// </summary>
    public string Hash => HashedText.Key(
        Phone,
        TariffId,
        Months.ToString(CultureInfo.InvariantCulture),
        Amount.ToString(),
        PeriodStart?.ToString("O", CultureInfo.InvariantCulture) ?? "");

    /// <summary>The command.</summary>
    public PaymentCommand ToCommand(Tariffs tariffs)
    {
        ArgumentNullException.ThrowIfNull(tariffs);
        return new(EventId, Phone, tariffs.Find(TariffId), Months, Amount, PeriodStart);
    }

    /// <summary>Checks a payment as it was sent.</summary>
    /// <returns>The request, or why it is none.</returns>
    public static (PaymentRequest? Request, Problem? Problem) Check(string? key, PaymentForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (key is not { Length: > 0 and <= MaxKeyLength } || !key.All(c => c is > ' ' and <= '~'))
        {
            return (null, Problems.IdempotencyKeyRequired);
        }

        var errors = new FieldErrors();
        var phone = SubscriptionFields.Phone(form.Phone, errors);
        var months = SubscriptionFields.Months(form.Months, errors);
        var periodStart = PeriodStartOf(form.PeriodStart, errors);
        if (form.Tariff is not { Length: > 0 and <= MaxTariffIdLength })
        {
            SubscriptionFields.AddUnknownTariff(errors);
        }

        if (form.Method != "cabinet-balance")
        {
            errors.Add("method", "Поддерживается оплата с баланса личного кабинета: cabinet-balance.");
        }

        var password = Password.From(form.Password);
        if (password is null)
        {
            errors.Add("password", "Введите пароль личного кабинета.");
        }

        var amount = MoneyForm.Read(form.Amount, errors, out var otherCurrency);
        return otherCurrency ? (null, Problems.CurrencyNotSupported)
            : errors.Any ? (null, Problems.ValidationFailed(errors))
            : (new(key, phone, form.Tariff!, months, amount, periodStart, password!), null);
    }

    private static DateOnly? PeriodStartOf(string? text, FieldErrors errors)
    {
        if (text is null)
        {
            return null;
        }

        const string Format = "yyyy-MM-dd";
        if (DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        errors.Add("periodStart", "Укажите первый день периода, как в расчёте: 2026-12-01.");
        return null;
    }
}
