using Billing;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;
using Functions.Subscriptions;

namespace Functions.Payments;

/// <summary>The removal of a number that is paid for, whose form is complete.</summary>
/// <param name="Key">The caller's idempotency key.</param>
/// <param name="Phone">E.164.</param>
/// <param name="Amount">What is given back, as previewed.</param>
/// <param name="Password">Of the cabinet.</param>
/// <param name="Discounts">For long terms, as they are today.</param>
public sealed record RemovalRequest(
    string Key,
    string Phone,
    Money Amount,
    Password Password,
    IReadOnlyList<TermDiscount> Discounts)
    : ConfirmedRequest(
        "removal-" + HashedText.Key(Key),
        HashedText.Key(Phone, Amount.ToString()),
        Password,
        EventKind.NumberRemoved)
{
    /// <inheritdoc/>
    public override PaymentDecision Decide(PaymentState state, bool? passwordIsRight, DateTimeOffset now) =>
        PaymentDecision.Decide(state, new RemovalCommand(EventId, Phone, Amount, Discounts), passwordIsRight, now);

    /// <inheritdoc/>
    public override Outcome Answer(string clientId, KeyedResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(result.IsOwn ? 201 : 200, RemovalBody.FromEntry(result.Entry!));
    }

    /// <summary>Checks a removal as it was sent.</summary>
    /// <returns>The request, or why it is none.</returns>
    public static (RemovalRequest? Request, Problem? Problem) Check(
        string? key,
        RemovalForm form,
        IReadOnlyList<TermDiscount> discounts)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (!IdempotencyKey.IsValid(key))
        {
            return (null, Problems.IdempotencyKeyRequired);
        }

        var errors = new FieldErrors();
        var phone = SubscriptionFields.Phone(form.Phone, errors);
        var amount = MoneyForm.Read(form.Amount, errors, out var otherCurrency, canBeZero: true);
        var password = SubscriptionFields.Password(form.Password, errors);
        return otherCurrency ? (null, Problems.CurrencyNotSupported)
            : errors.Any ? (null, Problems.ValidationFailed(errors))
            : (new(key, phone, amount, password!, discounts), null);
    }
}
