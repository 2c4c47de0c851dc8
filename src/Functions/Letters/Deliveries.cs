using Azure;
using Azure.Data.Tables;
using Functions.Cabinets;
using Functions.Clients;
using Functions.Operations;
using Functions.Storage;
using Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Functions.Letters;

/// <summary>A letter on its way: the work that asks for it, its client, and its row as it was read.</summary>
public sealed record Delivery(Work Work, ClientState State, LetterRow Letter, ETag Version);

/// <summary>Stores where a letter on its way stands: that it waits, that it failed, or that it arrived.</summary>
public sealed partial class Deliveries(
    Tables tables, ClientStates states, Pending pending, Failures failures, Events events, TimeProvider time, ILogger<Deliveries> logger)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestOutage = TimeSpan.FromDays(2);

    /// <summary>Stores where the letter stands; null if somebody else has stored something since.</summary>
    public async Task<Delivery?> TryUpdateAsync(Delivery delivery, LetterRow letter, CancellationToken stop)
    {
        try
        {
            var response = await tables.Clients.UpdateEntityAsync(letter.ToEntity(delivery.State.Id), delivery.Version, TableUpdateMode.Replace, stop);
            return delivery with { Letter = letter, Version = response.Headers.ETag!.Value };
        }
        catch (RequestFailedException error) when (error.IsConflict())
        {
            return null;
        }
    }

    /// <summary>The mail service's limit kept the letter from being sent: it waits as long as the service asks.</summary>
    public async Task PutBackAsync(Delivery delivery, TimeSpan wait, CancellationToken stop)
    {
        await TryUpdateAsync(delivery, delivery.Letter with { Status = LetterStatus.Queued, TriedAt = null, DownSince = null }, stop);
        await PostponeAsync(delivery, wait, stop);
        events.Letter(delivery.State.Id, delivery.Letter, LetterOutcome.Delayed);
    }

    /// <summary>The mail service's limit kept the answer from coming: it is asked again when the service says.</summary>
    public async Task AskLaterAsync(Delivery delivery, TimeSpan wait, CancellationToken stop)
    {
        if (delivery.Letter.DownSince is not null)
        {
            await TryUpdateAsync(delivery, delivery.Letter with { DownSince = null }, stop);
        }

        await PostponeAsync(delivery, wait, stop);
    }

    /// <summary>The mail service is down. The letter waits as long again as it has waited so far, an hour at most, and after two days for an operator.</summary>
    /// <returns>False the first time: the queue tries once more in a moment, since most outages are over then.</returns>
    public async Task<bool> TryWaitAsync(Delivery delivery, string reason, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var since = delivery.Letter.DownSince ?? now;
        if (await TryUpdateAsync(delivery, delivery.Letter with { TriedAt = null, DownSince = since }, stop) is not { } waiting)
        {
            // Another delivery found the same at the same moment.
            return true;
        }

        if (delivery.Letter.DownSince is null)
        {
            return false;
        }

        var waited = now - since;

        // One that was taken is out of our hands: nobody has to do anything, however long the answer is in coming.
        if (waiting.Letter.Status == LetterStatus.Sending)
        {
            if (waited >= LongestOutage)
            {
                await FailAsync(waiting, LetterStatus.GivenUp, $"The mail service has been down for {waited.Days} days ({reason}); letter {waiting.Letter.Id} was given up.", stop);
                return true;
            }

            events.Letter(waiting.State.Id, waiting.Letter, LetterOutcome.Delayed);
        }

        await pending.PostponeAsync(waiting.Work, now + TimeSpan.FromTicks(Math.Clamp(waited.Ticks, ShortestWait.Ticks, LongestWait.Ticks)), attempts: 0, stop);
        Down(logger, waiting.Letter.Id, reason);
        return true;
    }

    /// <summary>The mail service refused the letter for good: an operator has to look.</summary>
    public Task RefuseAsync(Delivery delivery, string reason, CancellationToken stop) =>
        FailAsync(delivery, LetterStatus.Failed, $"The mail service refused letter {delivery.Letter.Id}: {reason}", stop);

    /// <summary>Stores how the letter ended, erases its secret if it arrived, and tells the client's status if it was the one with login and password.</summary>
    public async Task FinishAsync(Delivery delivery, LetterStatus status, bool announce, CancellationToken stop)
    {
        var hasFailed = status is LetterStatus.Failed or LetterStatus.GivenUp;
        var letter = delivery.Letter with { Status = status, Sealed = hasFailed ? delivery.Letter.Sealed : null, TriedAt = null, DownSince = null };
        var commit = new Commit(delivery.State).Update(letter, delivery.Version);
        // Of an older one, whose password no longer opens anything, the client is told nothing.
        if (announce && letter.Kind == LetterKind.Credentials && letter.Id == Credentials.LetterId(delivery.State.Cabinet!))
        {
            commit.Save(delivery.State.Client! with { Status = hasFailed ? ClientStatus.Failed : ClientStatus.CredentialsSent });
        }

        if (!await states.TryCommitAsync(commit, stop))
        {
            // Somebody changed the client at the same moment; the next delivery asks again.
            throw new BusyException();
        }

        if (hasFailed || !announce || delivery.Letter.Status != LetterStatus.Accepted)
        {
            events.Letter(delivery.State.Id, letter, hasFailed ? LetterOutcome.Failed : announce ? LetterOutcome.Accepted : LetterOutcome.Superseded);
        }

        if (status != LetterStatus.Accepted)
        {
            await pending.DoneAsync(delivery.Work, stop);
        }
    }

    private async Task PostponeAsync(Delivery delivery, TimeSpan wait, CancellationToken stop)
    {
        await pending.PostponeAsync(delivery.Work, time.GetUtcNow() + wait, attempts: 0, stop);
        Limited(logger, delivery.Letter.Id);
    }

    private async Task FailAsync(Delivery delivery, LetterStatus status, string reason, CancellationToken stop)
    {
        await failures.RecordAsync(Queues.SendLetter, delivery.Work.ToString(), delivery.State.Id, reason, stop);
        await FinishAsync(delivery, status, announce: true, stop);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail service's limit is reached; letter {Letter} waits.")]
    private static partial void Limited(ILogger logger, string letter);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail service is down ({Words}); letter {Letter} waits.")]
    private static partial void Down(ILogger logger, string letter, string words);
}
