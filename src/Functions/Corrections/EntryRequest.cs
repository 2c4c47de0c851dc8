using System.Globalization;
using Billing;
using Functions.Http;

namespace Functions.Corrections;

/// <summary>What an operator does about an entry, checked.</summary>
/// <param name="Key">The caller's idempotency key.</param>
/// <param name="Entry">The number of the entry.</param>
/// <param name="Amount">How much; all that is left if null.</param>
/// <param name="Reason">Why; the client reads it.</param>
/// <param name="Operator">Who does it.</param>
public sealed record EntryRequest(string Key, long Entry, Money? Amount, string Reason, string Operator)
{
    /// <summary>What has to be the same for it to be the same request.</summary>
    public string Hash => HashedText.Key(
        Entry.ToString(CultureInfo.InvariantCulture),
        Amount?.ToString() ?? "",
        Reason,
        Operator);

    /// <summary>The event under the caller's key.</summary>
    /// <param name="kind">What is done: a prefix of its own for each.</param>
    public string EventId(string kind) => $"{kind}-{HashedText.Key(Key)}";

    /// <summary>Checks a request as it was sent.</summary>
    /// <returns>The request, or why it is none.</returns>
    public static (EntryRequest? Request, Problem? Problem) Check(OperatorCall call, EntryForm form)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(form);
        if (!IdempotencyKey.IsValid(call.Key))
        {
            return (null, Problems.IdempotencyKeyRequired);
        }

        var errors = new FieldErrors();
        if (!WholeNumber.TryRead(form.Entry, out var entry) || entry < 1)
        {
            errors.Add("entry", "Укажите номер операции лицевого счёта.");
        }

        var otherCurrency = false;
        var amount = form.Amount is null ? (Money?)null : MoneyForm.Read(form.Amount, errors, out otherCurrency);
        var reason = OperatorCall.Reason(form.Reason, errors);
        var name = call.Name(form.Operator, errors);
        return otherCurrency ? (null, Problems.CurrencyNotSupported)
            : errors.Any ? (null, Problems.ValidationFailed(errors))
            : (new(call.Key, entry, amount, reason, name), null);
    }
}
