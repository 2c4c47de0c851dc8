using Billing;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Corrections;

/// <summary>Undoes an entry, or a part of it, as an operator decides.</summary>
public sealed class CorrectEntry(EntryChanges changes)
{
    /// <summary>Books the correction, or says why not.</summary>
    /// <param name="accountNumber">The account.</param>
    /// <param name="call">Who acts, and under which key.</param>
    /// <param name="form">As sent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Outcome> RunAsync(
        string accountNumber,
        OperatorCall call,
        EntryForm form,
        CancellationToken cancellationToken) => RunAsync(accountNumber, call, form, only: null, cancellationToken);

    /// <summary>The same if the entry is a return, which the bank has sent back.</summary>
    public Task<Outcome> UndoReturnAsync(
        string accountNumber,
        OperatorCall call,
        EntryForm form,
        CancellationToken cancellationToken) =>
        RunAsync(accountNumber, call, form, EntryKind.Return, cancellationToken);

    private async Task<Outcome> RunAsync(
        string accountNumber,
        OperatorCall call,
        EntryForm form,
        EntryKind? only,
        CancellationToken cancellationToken)
    {
        var (request, problem) = EntryRequest.Check(call, form);
        if (request is null)
        {
            return problem!;
        }

        var command = new CorrectionCommand(
            request.EventId("correction"),
            request.Entry,
            request.Amount,
            request.Reason,
            request.Operator);
        return await changes.RunAsync(
            accountNumber,
            new KeyedCall(command.EventId, request.Hash),
            EventKind.Correction,
            (account, history, now) => only is { } kind && history.Find(command.Entry)?.Kind != kind
                ? NoSuchEntry
                : ToChange(CorrectionDecision.Decide(account, history, command, now)),
            cancellationToken);
    }

    private static EntryChange ToChange(CorrectionDecision decision) => decision switch
    {
        CorrectionDecision.Booked booked => new(booked.Account, booked.Entry, Refusal: null),
        CorrectionDecision.TooMuch { Left: var left } => EntryChange.TooMuch(left),
        CorrectionDecision.NoDebt => EntryChange.NoSuchEntry(
            "Отмену пополнения не отменяют: её деньги — в «Невыясненных», зачислите их оттуда."),
        CorrectionDecision.InsufficientFunds refusal => EntryChange.Refused(
            Problems.InsufficientFunds(new(refusal.Amount, refusal.Balance))),
        CorrectionDecision.BalanceTooLarge => EntryChange.TooMuch(Money.Zero),
        CorrectionDecision.NoSuchEntry or _ => NoSuchEntry,
    };

    private static EntryChange NoSuchEntry => EntryChange.NoSuchEntry("У этого лицевого счёта нет такой операции.");
}
