using Billing;
using Functions.Http;
using Functions.Invoices;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Corrections;

/// <summary>Gives unspent money back to the bank account that it came from, as an operator decides.</summary>
public sealed class ReturnMoney(EntryChanges changes, Seller seller)
{
    /// <summary>Debits the money, or says why not; the bank is told by the operator.</summary>
    /// <param name="accountNumber">The account.</param>
    /// <param name="call">Who acts, and under which key.</param>
    /// <param name="form">As sent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Outcome> RunAsync(
        string accountNumber,
        OperatorCall call,
        EntryForm form,
        CancellationToken cancellationToken)
    {
        var (request, problem) = EntryRequest.Check(call, form);
        if (request is null)
        {
            return problem!;
        }

        var command = new ReturnCommand(
            request.EventId("return"),
            request.Entry,
            request.Amount,
            (amount, topUp) => ReturnPurpose.TextFor(
                accountNumber,
                request.Entry,
                amount,
                topUp,
                seller.VatOn(BusinessDay.FromInstant(topUp.ReceivedAt))),
            request.Reason,
            request.Operator);
        return await changes.RunAsync(
            accountNumber,
            new KeyedCall(command.EventId, request.Hash),
            EventKind.Return,
            (account, history, now) => ToChange(ReturnDecision.Decide(account, history, command, now)),
            cancellationToken);
    }

    private static EntryChange ToChange(ReturnDecision decision) => decision switch
    {
        ReturnDecision.Booked booked => new(booked.Account, booked.Entry, Refusal: null),
        ReturnDecision.TooMuch { Left: var left } => EntryChange.TooMuch(left),
        ReturnDecision.UnderReview => EntryChange.Refused(Problems.AccountUnderReview),
        ReturnDecision.UnknownPayer => EntryChange.NoSuchEntry(
            "Неизвестно, с какого счёта пришли эти деньги: вернуть их некуда."),
        ReturnDecision.NoSuchTopUp or _ => EntryChange.NoSuchEntry("У этого лицевого счёта нет такого пополнения."),
    };
}
