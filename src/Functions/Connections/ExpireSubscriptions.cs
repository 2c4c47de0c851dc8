using Azure.Data.Tables;
using Billing;
using Functions.Letters;
using Functions.Storage;
using Microsoft.Extensions.Logging;

namespace Functions.Connections;

/// <summary>After midnight in Moscow, and again an hour and two later for what could not be done then: ends subscriptions, and reminds of those that end in five days. Keyed by the last paid day, so that it does no harm twice.</summary>
public sealed partial class ExpireSubscriptions(
    ClientStates states, Pending pending, Expiry expiry, Tariffs tariffs, TimeProvider time, ILogger<ExpireSubscriptions> logger)
{
    private const int DaysOfNotice = 5;

    /// <summary>Does what is due today, and what was missed.</summary>
    /// <returns>The letters to send.</returns>
    public async Task<IReadOnlyList<Work>> RunAsync(CancellationToken stop)
    {
        var letters = new List<Work>();
        var today = BusinessDay.Of(time.GetUtcNow());
        await foreach (var note in expiry.ThroughAsync(today.AddDays(DaysOfNotice), stop))
        {
            try
            {
                await RunAsync(note, today, letters, stop);
            }
            catch (Exception error) when (error.IsUnreadableRow() || error.IsOfService() || error is BusyException)
            {
                // The note stays for the next run, and the others are not kept waiting; a row that cannot be read is reported by reconciliation.
                NotNow(logger, note.GetString("ClientId"), error);
            }
        }

        return letters;
    }

    private async Task RunAsync(TableEntity note, DateOnly today, List<Work> letters, CancellationToken stop)
    {
        if (Expiry.DayOf(note) < today)
        {
            await CommitAsync(note, today, End, letters, stop);
            await expiry.DoneAsync(note, stop);
        }
        else if (note.GetBoolean("Reminded") != true)
        {
            await CommitAsync(note, today, Remind, letters, stop);
            await expiry.RemindedAsync(note, stop);
        }
    }

    private Task CommitAsync(
        TableEntity note, DateOnly today, Func<Commit, Connection, DateOnly, LetterRow?> decide, List<Work> letters, CancellationToken stop) =>
        states.DecideAsync<ClientState>(
            note.GetString("ClientId"),
            async state =>
            {
                var ends = Expiry.DayOf(note);
                if (!state.Connections.TryGetValue(note.GetString("Phone"), out var connection) || connection.PaidThrough != ends)
                {
                    // Renewed since: the later day has a note of its own.
                    return state;
                }

                var commit = new Commit(state);
                if (decide(commit, connection, today) is not { } letter || await states.HasLetterAsync(state.Id, letter.Id, stop))
                {
                    return state;
                }

                var work = await pending.MarkAsync(Queues.SendLetter, state.Id, letter.Id, stop);
                if (!await states.TryCommitAsync(commit.Add(letter), stop))
                {
                    return null;
                }

                letters.Add(work);
                return state;
            },
            stop);

    private static LetterRow? End(Commit commit, Connection connection, DateOnly today)
    {
        var ended = connection.ExpireBy(today);
        if (ended.Status == connection.Status)
        {
            return null;
        }

        commit.Save(ended);
        return Letter("ended", LetterKind.SubscriptionEnded, connection);
    }

    /// <summary>A tariff that is no longer sold has no price for the next month: then there is nothing to remind of.</summary>
    private LetterRow? Remind(Commit commit, Connection connection, DateOnly today) =>
        tariffs.Find(connection.TariffId) is null ? null : Letter("ends", LetterKind.SubscriptionEnds, connection);

    private static LetterRow Letter(string kind, LetterKind letterKind, Connection connection) =>
        new($"{kind}-{RowKeys.Hash(connection.Phone)}-{connection.PaidThrough!.Value.Iso()}", letterKind, PeriodReference.Of(connection.Phone, connection.PaidThrough!.Value));

    [LoggerMessage(Level = LogLevel.Error, Message = "The subscriptions of client {ClientId} cannot be looked at now.")]
    private static partial void NotNow(ILogger logger, string clientId, Exception error);
}
