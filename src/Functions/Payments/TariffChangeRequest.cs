using Billing;
using Functions.Catalog;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;
using Functions.Subscriptions;

namespace Functions.Payments;

/// <summary>A change of the tariff at once whose form is complete.</summary>
/// <param name="Key">The caller's idempotency key.</param>
/// <param name="Phone">E.164.</param>
/// <param name="TariffId">Whether it is on sale is decided after the key: a repeated request need not be.</param>
/// <param name="Amount">The debit, as previewed; below zero what is given back.</param>
/// <param name="Password">Of the cabinet.</param>
/// <param name="Tariffs">Those on sale.</param>
public sealed record TariffChangeRequest(
    string Key,
    string Phone,
    string TariffId,
    Money Amount,
    Password Password,
    Tariffs Tariffs)
    : ConfirmedRequest(
        "tariff-change-" + HashedText.Key(Key),
        HashedText.Key(Phone, TariffId, Amount.ToString()),
        Password,
        EventKind.TariffChanged)
{
    /// <inheritdoc/>
    public override PaymentDecision Decide(PaymentState state, bool? passwordIsRight, DateTimeOffset now) =>
        PaymentDecision.Decide(
            state,
            new TariffChangeCommand(EventId, Phone, Tariffs.Find(TariffId), Amount),
            passwordIsRight,
            now);

    /// <inheritdoc/>
    public override Outcome Answer(string clientId, KeyedResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(result.IsOwn ? 201 : 200, TariffChangeBody.FromEntry(result.Entry!));
    }

    /// <summary>Checks a change as it was sent.</summary>
    /// <returns>The request, or why it is none.</returns>
    public static (TariffChangeRequest? Request, Problem? Problem) Check(
        string? key,
        TariffChangeForm form,
        Tariffs tariffs)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (!IdempotencyKey.IsValid(key))
        {
            return (null, Problems.IdempotencyKeyRequired);
        }

        var errors = new FieldErrors();
        var phone = SubscriptionFields.Phone(form.Phone, errors);
        var tariffId = SubscriptionFields.TariffId(form.Tariff, errors);
        var amount = MoneyForm.Read(form.Amount, errors, out var otherCurrency, canBeZero: true);
        if (form.Direction is not (TariffChangeBody.Debit or TariffChangeBody.Refund))
        {
            errors.Add("direction", "Укажите debit, если сумма списывается, или refund, если возвращается.");
        }

        var password = SubscriptionFields.Password(form.Password, errors);
        return otherCurrency ? (null, Problems.CurrencyNotSupported)
            : errors.Any ? (null, Problems.ValidationFailed(errors))
            : (new(
                key,
                phone,
                tariffId,
                form.Direction == TariffChangeBody.Refund ? -amount : amount,
                password!,
                tariffs), null);
    }
}
