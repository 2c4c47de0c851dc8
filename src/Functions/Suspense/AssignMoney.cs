using Billing;
using Functions.Http;
using Functions.Storage;

namespace Functions.Suspense;

/// <summary>Gives money in suspense, or a part of it, to a client's account, once for a key.</summary>
public sealed class AssignMoney(Lookups lookups, SuspenseChanges changes, TimeProvider time)
{
    /// <summary>Assigns it, or says why not.</summary>
    public async Task<Outcome> RunAsync(
        string id,
        OperatorCall call,
        AssignmentForm form,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(form);
        if (!IdempotencyKey.IsValid(call.Key))
        {
            return Problems.IdempotencyKeyRequired;
        }

        var errors = new FieldErrors();
        var otherCurrency = false;
        var amount = form.Amount is null ? (Money?)null : MoneyForm.Read(form.Amount, errors, out otherCurrency);
        var note = OperatorCall.Reason(form.Reason, errors);
        var name = call.Name(form.Operator, errors);
        var number = PlainText.Number(form.AccountNumber);
        var clientId = AccountNumber.IsValid(number)
            ? await lookups.FindAccountAsync(number, cancellationToken)
            : null;
        if (clientId is null)
        {
            errors.Add("accountNumber", "Такого лицевого счёта нет.");
        }

        if (otherCurrency || errors.Any)
        {
            return otherCurrency ? Problems.CurrencyNotSupported : Problems.ValidationFailed(errors);
        }

        var key = HashedText.Key(call.Key);
        return await changes.RunAsync(id, Decide, cancellationToken);

        (Movement? Next, Problem? Problem) Decide(Movement movement)
        {
            if (movement.Parts.FirstOrDefault(part => part.Key == key) is { } existing)
            {
                return existing.AccountNumber == number && existing.Amount == (amount ?? existing.Amount)
                    ? (movement, null)
                    : (null, Problems.IdempotencyKeyReused);
            }

            if (!movement.IsOwnerless || movement.Parts.Count == Movement.MaxParts)
            {
                return (null, Problems.MovementSettled);
            }

            if (amount > movement.Rest)
            {
                var tooMuch = new FieldErrors();
                tooMuch.Add("amount.amount", $"Не больше {RussianText.Roubles(movement.Rest)}.");
                return (null, Problems.ValidationFailed(tooMuch));
            }

            var part = new MovementPart(clientId!, number, amount ?? movement.Rest, Entry: null) { Key = key };
            return (movement.With(new(time.GetUtcNow(), name, "assigned", note)) with
            {
                Parts = [.. movement.Parts, part],
                Status = MovementStatus.Crediting,
                Reason = CreditReason.ByOperator.Code(),
            }, null);
        }
    }
}
