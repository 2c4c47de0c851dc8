using Billing;
using Functions.Http;
using Functions.Security;
using Functions.Storage;

namespace Functions.Cabinets;

/// <summary>
/// What the cabinet shows of the ledger: its entries, which top-ups they used up, and the turnover of a period.
/// </summary>
public sealed class LedgerQueries(
    Tables tables,
    ClientStates states,
    LedgerRows ledger,
    ChargedTopUpsQuery topUps,
    TimeProvider time)
{
    /// <summary>Most entries of a period whose turnover is summed up: the storage gives as many at once.</summary>
    private const int MaxEntries = 1000;

    /// <summary>
    /// A page of the ledger, newest first; <c>after</c> is the number of the last entry seen.
    /// </summary>
    public async Task<Outcome> EntriesAsync(
        Session session,
        PageRequest page,
        PeriodRequest period,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(period);
        if (page.CheckEntries() is { } problem)
        {
            return problem;
        }

        return period.IsUnbounded
            ? await AllEntriesAsync(session, page, cancellationToken)
            : await OfPeriodAsync(session, period, ReadAsync, cancellationToken);

        async Task<Outcome> ReadAsync(ClientState state, Days days)
        {
            var last = PageRequest.EntryNumberOf(page.After) is { } seen
                ? Math.Clamp(seen - 1, days.Before, days.Last)
                : days.Last;
            var range = LedgerRows.NewestFirst(state.Id, days.Before, last);
            return Body(await ReadPageAsync(page, range, cancellationToken));
        }
    }

    /// <summary>What went in and out, and the balance at both ends.</summary>
    public Task<Outcome> TurnoverAsync(Session session, PeriodRequest period, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(period);
        return OfPeriodAsync(session, period, SumAsync, cancellationToken);

        async Task<Outcome> SumAsync(ClientState state, Days days)
        {
            if (days.Last - days.Before > MaxEntries)
            {
                var errors = new FieldErrors();
                errors.Add("from", $"За этот период больше {MaxEntries} операций. Выберите период короче.");
                return Problems.ValidationFailed(errors);
            }

            var opening = days.Before == 0
                ? Money.Zero
                : (await ledger.FindAsync(state.Id, days.Before, cancellationToken)).BalanceAfter;
            var (moneyIn, moneyOut, closing) = (Money.Zero, Money.Zero, opening);
            var entries = await ledger.OldestFirstAsync(state.Id, days.Before + 1, days.Last, cancellationToken);
            foreach (var entry in entries)
            {
                (moneyIn, moneyOut) = entry.Amount > Money.Zero
                    ? (moneyIn + entry.Amount, moneyOut)
                    : (moneyIn, moneyOut - entry.Amount);
                closing = entry.BalanceAfter;
            }

            return Outcome.Ok(new TurnoverBody(
                days.From,
                days.To,
                MoneyBody.From(opening),
                MoneyBody.From(moneyIn),
                MoneyBody.From(moneyOut),
                MoneyBody.From(closing),
                entries.Count));
        }
    }

    /// <summary>Which top-ups an entry used up.</summary>
    public async Task<Outcome> TopUpsAsync(Session session, string number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var state = await states.LoadAsync(session.ClientId, cancellationToken);
        return session.HoldsFor(state)
            ? await topUps.RunAsync(state, number, cancellationToken)
            : Problems.Unauthorized;
    }

    // In one round trip: the page does not wait for the state.
    private async Task<Outcome> AllEntriesAsync(
        Session session,
        PageRequest page,
        CancellationToken cancellationToken)
    {
        var range = LedgerRows.NewestFirst(session.ClientId, PageRequest.EntryNumberOf(page.After), kind: null);
        var reading = ReadPageAsync(page, range, cancellationToken);
        var state = await states.LoadAsync(session.ClientId, cancellationToken);
        var read = await reading;
        return session.HoldsFor(state) ? Body(read) : Problems.Unauthorized;
    }

    private async Task<Outcome> OfPeriodAsync(
        Session session,
        PeriodRequest period,
        Func<ClientState, Days, Task<Outcome>> answer,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var (from, to) = period.Read(errors);
        if (errors.Any)
        {
            return Problems.ValidationFailed(errors);
        }

        var state = await states.LoadAsync(session.ClientId, cancellationToken);
        if (!session.HoldsFor(state))
        {
            return Problems.Unauthorized;
        }

        var today = BusinessDay.FromInstant(time.GetUtcNow());
        var last = state.Account!.LastEntry;
        var before = from is { } first ? LastThroughAsync(first.AddDays(-1)) : Task.FromResult(0L);
        var end = to < today ? LastThroughAsync(to.Value) : Task.FromResult(last);
        return await answer(state, new(from, to ?? today, await before, Math.Max(await before, await end)));

        Task<long> LastThroughAsync(DateOnly day) =>
            ledger.LastBeforeAsync(state.Id, last, BusinessDay.EndOf(day), cancellationToken);
    }

    private Task<(List<Stored<Entry>> Rows, string? Next)> ReadPageAsync(
        PageRequest page,
        RowRange range,
        CancellationToken cancellationToken) =>
        page.ReadAsync<Entry>(tables.Clients, range, row => PageRequest.KeyOf(row.Value), cancellationToken);

    private static Outcome Body((List<Stored<Entry>> Rows, string? Next) page) =>
        Outcome.Ok(new EntriesBody([.. page.Rows.Select(row => EntryBody.From(row.Value))], page.Next));

    // A period, and the entries that it has: those after one number and up to another.
    private sealed record Days(DateOnly? From, DateOnly To, long Before, long Last);
}
