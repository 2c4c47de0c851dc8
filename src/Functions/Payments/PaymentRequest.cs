using System.Globalization;
using System.Text.Json;
using Billing;
using Functions.Http;
using Functions.Storage;

namespace Functions.Payments;

/// <summary>A payment that is asked for in full and in earnest; whether it can be made is not known yet.</summary>
/// <param name="Key">The caller's idempotency key.</param>
/// <param name="Phone">E.164.</param>
/// <param name="Tariff">On sale.</param>
/// <param name="Months">1–12.</param>
/// <param name="Amount">As quoted.</param>
/// <param name="PeriodStart">As quoted; null if the caller leaves it to the service.</param>
/// <param name="Password">Of the cabinet.</param>
public sealed record PaymentRequest(string Key, string Phone, Tariff Tariff, int Months, Money Amount, DateOnly? PeriodStart, string Password)
{
    private const int LongestKey = 64;

    /// <summary>The command, under an id that sorts newest first and that no other attempt has.</summary>
    public PaymentCommand ToCommand(DateTimeOffset now)
    {
        var id = $"{RowKeys.Descending(now.UtcTicks)}-{Guid.NewGuid().ToString("N")[..8]}";
        return new PaymentCommand(id, Key, RequestHash, Tariff, Phone, Months, Amount, PeriodStart);
    }

    // The password is no part of what is bought: a replay needs none.
    private string RequestHash => RowKeys.Hash(string.Create(CultureInfo.InvariantCulture, $"{Phone}|{Tariff.Id}|{Months}|{Amount.Kopecks}|{PeriodStart:O}"));

    /// <summary>Checks a payment as it was sent.</summary>
    /// <returns>The request, or why it is none.</returns>
    public static (PaymentRequest? Request, Problem? Problem) Check(string? key, PaymentForm form, Tariffs tariffs)
    {
        if (key is not { Length: > 0 and <= LongestKey } || !key.All(c => c is > ' ' and <= '~'))
        {
            return (null, Problems.IdempotencyKeyRequired);
        }

        var errors = new FieldErrors();
        if (!Billing.Phone.TryNormalize(form.Phone, out var phone))
        {
            errors.Add("phone", "Укажите номер в международном формате: +79001234567.");
        }

        var tariff = tariffs.Find(form.Tariff);
        if (tariff is null)
        {
            errors.Add("tariff", "Такого тарифа нет. Выберите тариф из списка.");
        }

        if (form.Months is not { ValueKind: JsonValueKind.Number } number || !number.TryGetInt32(out var months) || months is < 1 or > 12)
        {
            months = 0;
            errors.Add("months", "Укажите целое число месяцев от 1 до 12.");
        }

        DateOnly? periodStart = null;
        if (form.PeriodStart is not null)
        {
            if (DateOnly.TryParseExact(form.PeriodStart, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                periodStart = day;
            }
            else
            {
                errors.Add("periodStart", "Укажите первый день периода, как в расчёте: 2026-12-01.");
            }
        }

        if (form.Method != "cabinet-balance")
        {
            errors.Add("method", "Поддерживается оплата с баланса личного кабинета: cabinet-balance.");
        }

        if (form.Password is not { Length: > 0 and <= PasswordRules.MaxLength })
        {
            errors.Add("password", "Введите пароль личного кабинета.");
        }

        var amount = MoneyForm.Read(form.Amount, errors, out var otherCurrency);
        return otherCurrency ? (null, Problems.CurrencyNotSupported)
            : errors.Any ? (null, Problems.ValidationFailed(errors))
            : (new PaymentRequest(key, phone, tariff!, months, amount, periodStart, form.Password!), null);
    }
}
