using Billing;
using Functions.Catalog;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;
using Functions.Subscriptions;

namespace Functions.Payments;

/// <summary>A payment whose form is complete; whether it can be made is not known yet.</summary>
/// <param name="Key">The caller's idempotency key.</param>
/// <param name="Items">One for each number.</param>
/// <param name="IsList">Whether the numbers came as a list, so that errors name its items.</param>
/// <param name="Password">Of the cabinet.</param>
/// <param name="Tariffs">Those on sale.</param>
public sealed record PaymentRequest(
    string Key,
    IReadOnlyList<PaymentRequestItem> Items,
    bool IsList,
    Password Password,
    Tariffs Tariffs)
    : ConfirmedRequest(
        "payment-" + HashedText.Key(Key),
        HashedText.Key(Items.SelectMany(item => item.HashedFields)),
        Password,
        EventKind.Payment)
{
    /// <inheritdoc/>
    public override PaymentDecision Decide(PaymentState state, bool? passwordIsRight, DateTimeOffset now) =>
        PaymentDecision.Decide(
            state,
            new PaymentCommand(EventId, [.. Items.Select(item => item.ToCommand(Tariffs))]),
            passwordIsRight,
            now);

    /// <inheritdoc/>
    public override Outcome Answer(string clientId, KeyedResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var entry = result.Entry!;
        var body = PaymentBody.From(entry) with
        {
            Subscription = entry.PaidItems is [var one] ? ConnectionBody.FromPayment(one) : null,
        };
        return result.IsOwn
            ? new(201, body) { Location = $"/api/clients/{clientId}/payments/{PageRequest.KeyOf(entry)}" }
            : Outcome.Ok(body);
    }

    /// <inheritdoc/>
    public override string PathOf(int item) => IsList ? $"items[{item}]." : "";

    /// <summary>Checks a payment as it was sent.</summary>
    /// <returns>The request, or why it is none.</returns>
    public static (PaymentRequest? Request, Problem? Problem) Check(string? key, PaymentForm form, Tariffs tariffs)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (!IdempotencyKey.IsValid(key))
        {
            return (null, Problems.IdempotencyKeyRequired);
        }

        var errors = new FieldErrors();
        var otherCurrency = false;
        var items = form.Items is null
            ? [ReadItem(new(form.Phone, form.Tariff, form.Months, form.Amount, form.PeriodStart), errors)]
            : SubscriptionFields.Items(form.Items, errors, ReadItem, item => item.Phone);
        if (form.Method != "cabinet-balance")
        {
            errors.Add("method", "Поддерживается оплата с баланса личного кабинета: cabinet-balance.");
        }

        var password = SubscriptionFields.Password(form.Password, errors);
        if (form.Items is not null)
        {
            CheckSum(form.Amount);
        }

        return otherCurrency ? (null, Problems.CurrencyNotSupported)
            : errors.Any ? (null, Problems.ValidationFailed(errors))
            : (new(key, items, form.Items is not null, password!, tariffs), null);

        PaymentRequestItem ReadItem(PaymentItemForm item, FieldErrors itemErrors)
        {
            var result = PaymentRequestItem.Read(item, itemErrors, out var isOther);
            otherCurrency |= isOther;
            return result;
        }

        // The customer has agreed to one sum: it has to be the one that is taken.
        void CheckSum(MoneyForm? amount)
        {
            var sum = MoneyForm.Read(amount, errors, out var isOther);
            otherCurrency |= isOther;
            if (!errors.Any && sum != items.Aggregate(Money.Zero, (total, item) => total + item.Amount))
            {
                errors.Add("amount.amount", "Сумма не равна сумме по номерам.");
            }
        }
    }
}
