using Billing;
using Functions.Catalog;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;
using Functions.Subscriptions;

namespace Functions.Payments;

/// <summary>A request to renew numbers whose form is complete.</summary>
/// <param name="Key">The caller's idempotency key.</param>
/// <param name="Phones">E.164; at least one.</param>
/// <param name="Password">Of the cabinet.</param>
/// <param name="Tariffs">Those on sale.</param>
public sealed record RenewalRequest(string Key, IReadOnlyList<string> Phones, Password Password, Tariffs Tariffs)
    : ConfirmedRequest(
        "renewals-" + HashedText.Key(Key),
        HashedText.Key(Phones),
        Password,
        EventKind.RenewalsOn)
{
    /// <inheritdoc/>
    public override PaymentDecision Decide(PaymentState state, bool? passwordIsRight, DateTimeOffset now) =>
        PaymentDecision.Decide(state, new RenewalCommand(Phones, Tariffs.Find), passwordIsRight, now);

    /// <inheritdoc/>
    public override Outcome Answer(string clientId, KeyedResult result) => Outcome.Ok(new RenewalsBody(Phones));

    /// <inheritdoc/>
    public override string PathOf(int item) => $"phones[{item}]";

    /// <summary>Checks a request as it was sent.</summary>
    /// <returns>The request, or why it is none.</returns>
    public static (RenewalRequest? Request, Problem? Problem) Check(string? key, RenewalForm form, Tariffs tariffs)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (!IdempotencyKey.IsValid(key))
        {
            return (null, Problems.IdempotencyKeyRequired);
        }

        var errors = new FieldErrors();
        var phones = PhonesOf(form.Phones, errors);
        var password = SubscriptionFields.Password(form.Password, errors);
        return errors.Any
            ? (null, Problems.ValidationFailed(errors))
            : (new(key, phones, password!, tariffs), null);
    }

    /// <summary>Reads a list of numbers, each of them once.</summary>
    internal static IReadOnlyList<string> PhonesOf(IReadOnlyList<string?>? texts, FieldErrors errors)
    {
        if (texts is not { Count: > 0 and <= PaymentCommand.MaxItems })
        {
            errors.Add("phones", $"Укажите номера: от 1 до {PaymentCommand.MaxItems}.");
            return [];
        }

        var phones = new List<string>();
        foreach (var (index, text) in texts.Index())
        {
            if (Phone.Mistake(text, out var phone) is { } mistake)
            {
                errors.Add($"phones[{index}]", mistake);
            }

            phones.Add(phone);
        }

        return [.. phones.Distinct(StringComparer.Ordinal)];
    }
}
