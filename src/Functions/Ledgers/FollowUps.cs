using Functions.Connections;
using Functions.Storage;

namespace Functions.Ledgers;

/// <summary>What else follows a change of money than its letter: the ledger is to be reconciled, the subscription to be ended in time. Notes only; safe to repeat.</summary>
public sealed class FollowUps(Tables tables, Changes changes, Expiry expiry)
{
    /// <summary>Notes what the letter's event asks for.</summary>
    public async Task RunAsync(ClientState state, LetterRow letter, CancellationToken stop)
    {
        if (letter.Kind is LetterKind.MoneyArrived or LetterKind.PaymentReceipt)
        {
            await changes.NoteAsync(state.Id, whole: false, stop);
        }

        if (letter.Kind == LetterKind.PaymentReceipt && await tables.Clients.FindAsync(state.Id, RowKeys.PaymentKey(letter.Reference), stop) is { } row)
        {
            var payment = History.Payment(row);
            await expiry.NoteAsync(state.Id, payment.Phone, payment.PaidThrough, stop);
        }
    }
}
