using System.Globalization;
using Billing;
using Functions.Cabinets;
using Functions.Http;
using Functions.Movements;
using Functions.Outbox;
using Functions.Security;
using Functions.Storage;

namespace Functions.Suspense;

/// <summary>
/// «Где мои деньги?»: a client names a payment order that is not on the account. What is surely the client's is
/// credited at once; all else goes to an operator. The answer is the same, so that it tells nothing of others' money.
/// </summary>
public sealed class FindMoney(
    Tables tables,
    ClientStates states,
    MovementRows movements,
    SuspenseRows suspense,
    Lookups lookups,
    BookMovement bookMovement,
    QueueSender queues,
    TimeProvider time)
{
    private const int TriesADay = 5;
    private const string Tries = "claims-of-client";
    private const int MaxNumberLength = 35;

    /// <summary>Looks for the money.</summary>
    public async Task<Outcome> RunAsync(Session session, ClaimForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(form);
        var errors = new FieldErrors();
        var number = PlainText.Printable(form.Number);
        if (number.Length is 0 or > MaxNumberLength)
        {
            errors.Add("number", "Укажите номер платёжного поручения.");
        }

        var amount = MoneyForm.Read(form.Amount, errors, out var otherCurrency);
        if (!DateOnly.TryParseExact(
            form.Date,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day))
        {
            errors.Add("date", "Укажите дату платёжного поручения.");
        }

        if (otherCurrency || errors.Any)
        {
            return otherCurrency ? Problems.CurrencyNotSupported : Problems.ValidationFailed(errors);
        }

        var state = await states.LoadAsync(session.ClientId, cancellationToken);
        if (!session.HoldsFor(state))
        {
            return Problems.Unauthorized;
        }

        if (!await TryCountAsync(state.Id, cancellationToken))
        {
            return Problems.TooManyRequests(TimeSpan.FromHours(24));
        }

        var found = await CreditAsync(state, number, day, amount, cancellationToken);
        var (account, now) = (state.Account!, time.GetUtcNow());
        var claim = new Claim(state.Id, account.Number, number, day, amount, now, found);
        await suspense.AddAsync(claim, cancellationToken);
        return new Outcome(202, new EmptyBody());
    }

    /// <returns>The movement that is the client's now; null if nothing surely is.</returns>
    private async Task<string?> CreditAsync(
        ClientState state,
        string number,
        DateOnly day,
        Money amount,
        CancellationToken cancellationToken)
    {
        var lines = (await movements.LinesAsync(day, amount, cancellationToken))
            .Where(line => line.Value is { IsOwnerless: true, Parts: [] })
            .Where(line => line.Value.Number == number)
            .ToArray();
        var inn = state.Client!.Requisites.Inn;
        if (lines is not [var line]
            || line.Value.Counterparty.Inn != inn
            || await lookups.OfInnAsync(inn, cancellationToken) is not [var only]
            || only != state.Id)
        {
            return null;
        }

        var credited = line.Value.Decide(
            MovementStatus.Crediting,
            CreditReason.ByClaim.Code(),
            time.GetUtcNow()) with
        {
            Parts = [new(state.Id, state.Account!.Number, amount, Entry: null)],
        };
        if (await movements.TryUpdateAsync(line, credited, cancellationToken) is not { } updated)
        {
            return null;
        }

        await bookMovement.RunAsync(updated, cancellationToken);
        await queues.SendAsync(QueueNames.Statements, new StatementMessage { Day = day }, cancellationToken);
        return MovementRows.KeyOf(line).Id;
    }

    private async Task<bool> TryCountAsync(string clientId, CancellationToken cancellationToken)
    {
        var today = BusinessDay.FromInstant(time.GetUtcNow());
        while (true)
        {
            var stored = await tables.Limits.FindAsync<DailyCount>(Tries, clientId, cancellationToken);
            var count = stored?.Value.Day == today ? stored.Value.Count : 0;
            if (count >= TriesADay)
            {
                return false;
            }

            var next = new DailyCount(today, count + 1);
            if (stored is null
                ? await tables.Limits.TryAddAsync(Tries, clientId, next, cancellationToken)
                : await tables.Limits.TryUpdateAsync(stored, next, cancellationToken) is not null)
            {
                return true;
            }
        }
    }
}
