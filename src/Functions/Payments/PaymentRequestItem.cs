using System.Globalization;
using Billing;
using Functions.Catalog;
using Functions.Http;
using Functions.Subscriptions;

namespace Functions.Payments;

/// <summary>One number's part of a payment whose form is complete.</summary>
/// <param name="Phone">E.164.</param>
/// <param name="TariffId">Whether it is on sale is decided after the key: a repeated request need not be.</param>
/// <param name="Months">1–12.</param>
/// <param name="Amount">As quoted.</param>
/// <param name="PeriodStart">As quoted; null if the caller leaves it to the service.</param>
public sealed record PaymentRequestItem(
    string Phone,
    string TariffId,
    int Months,
    Money Amount,
    DateOnly? PeriodStart)
{
    internal IEnumerable<string> HashedFields =>
    [
        Phone,
        TariffId,
        Months.ToString(CultureInfo.InvariantCulture),
        Amount.ToString(),
        PeriodStart?.ToString("O", CultureInfo.InvariantCulture) ?? "",
    ];

    /// <summary>The same for the domain.</summary>
    internal PaymentItem ToCommand(Tariffs tariffs) => new(Phone, tariffs.Find(TariffId), Months, Amount, PeriodStart);

    /// <summary>Reads it as it was sent. It may be used only if there are no errors.</summary>
    /// <param name="form">As sent.</param>
    /// <param name="errors">Told what is wrong.</param>
    /// <param name="otherCurrency">True if the amount is of another currency.</param>
    internal static PaymentRequestItem Read(PaymentItemForm form, FieldErrors errors, out bool otherCurrency)
    {
        var phone = SubscriptionFields.Phone(form.Phone, errors);
        var months = SubscriptionFields.Months(form.Months, errors);
        var periodStart = PeriodStartOf(form.PeriodStart, errors);
        var tariffId = SubscriptionFields.TariffId(form.Tariff, errors);
        var amount = MoneyForm.Read(form.Amount, errors, out otherCurrency);
        return new(phone, tariffId, months, amount, periodStart);
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
