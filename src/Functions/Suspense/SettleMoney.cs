using Billing;
using Functions.Corrections;
using Functions.Http;
using Functions.Storage;

namespace Functions.Suspense;

/// <summary>What else can be decided about money in suspense: to send it back, or that it is known already.</summary>
public sealed class SettleMoney(
    MovementRows movements,
    Lookups lookups,
    SuspenseChanges changes,
    CorrectEntry correctEntry,
    TimeProvider time)
{
    /// <summary>Marks it to be sent back to its payer; the bank's line tells when it was. Safe to repeat.</summary>
    public Task<Outcome> ReturnAsync(
        string id,
        OperatorCall call,
        SuspenseForm form,
        CancellationToken cancellationToken) => SettleAsync(
            id,
            call,
            form,
            MovementStatus.ReturnDue,
            movement => movement.IsOwnerless,
            cancellationToken);

    /// <summary>
    /// Closes a report that is no money of its own, or a line that the bank has taken back. Safe to repeat.
    /// </summary>
    public Task<Outcome> DismissAsync(
        string id,
        OperatorCall call,
        SuspenseForm form,
        CancellationToken cancellationToken) => SettleAsync(
            id,
            call,
            form,
            MovementStatus.Ignored,
            movement => movement.CanBeDismissed,
            cancellationToken);

    /// <summary>
    /// Money that was sent back and came again: it is on the client's account as before the return, once for a
    /// movement.
    /// </summary>
    public async Task<Outcome> BounceAsync(
        string id,
        OperatorCall call,
        BounceForm form,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(form);
        var keyed = call with { Key = HashedText.Key(id, "bounced") };
        var correction = new EntryForm(form.Entry, Amount: null, form.Reason, form.Operator);
        if (EntryRequest.Check(keyed, correction) is { Problem: { } problem })
        {
            return problem;
        }

        if (MovementKey.FromId(id) is not { } key
            || await movements.FindAsync(key, cancellationToken) is not { } stored)
        {
            return Problems.NotFound;
        }

        if (stored.Value.Status == MovementStatus.Bounced)
        {
            return Outcome.Ok(MovementBody.From(id, stored.Value));
        }

        if (stored.Value is not { IsOwnerless: true, Parts: [] } movement)
        {
            return Problems.MovementSettled;
        }

        var number = PlainText.Number(form.AccountNumber);
        var outcome = await correctEntry.UndoReturnAsync(
            number,
            keyed,
            correction with { Amount = MoneyForm.From(movement.Amount) },
            cancellationToken);
        if (outcome.Body is not EntryBody entry)
        {
            return outcome;
        }

        var clientId = await lookups.FindAccountAsync(number, cancellationToken);
        var name = call.Name(form.Operator, new FieldErrors());
        var step = new MovementStep(time.GetUtcNow(), name, "bounced", PlainText.Printable(form.Reason));
        return await changes.RunAsync(
            id,
            now => now.IsOwnerless
                ? (now.With(step) with
                {
                    Status = MovementStatus.Bounced,
                    Parts = [new(clientId!, number, movement.Amount, entry.Number)],
                }, null)
                : (now, null),
            cancellationToken);
    }

    private async Task<Outcome> SettleAsync(
        string id,
        OperatorCall call,
        SuspenseForm form,
        MovementStatus status,
        Func<Movement, bool> isPossible,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(form);
        var errors = new FieldErrors();
        var note = OperatorCall.Reason(form.Reason, errors);
        var name = call.Name(form.Operator, errors);
        return errors.Any
            ? Problems.ValidationFailed(errors)
            : await changes.RunAsync(id, Decide, cancellationToken);

        (Movement? Next, Problem? Problem) Decide(Movement movement) =>
            movement.Status == status ? (movement, null)
            : isPossible(movement)
                ? ((movement with { Status = status }).With(new(time.GetUtcNow(), name, status.Code(), note)), null)
            : (null, Problems.MovementSettled);
    }
}
