using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Communication.Email;
using Functions.Cabinets;
using Functions.Clients;
using Functions.Ledgers;
using Functions.Operations;
using Functions.Storage;
using Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Functions.Letters;

/// <summary>Sends one letter. Safe to repeat: before it sends a second time it asks the mail service what became of the first.</summary>
public sealed partial class SendLetter(
    Tables tables, ClientStates states, Pending pending, Failures failures, LetterWriter writer, CabinetPasswords cabinetPasswords, FollowUps followUps, EmailClient mail, Events events, TimeProvider time, ILogger<SendLetter> logger)
{
    private static readonly TimeSpan InHand = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestOutage = TimeSpan.FromDays(2);

    /// <summary>Sends the letter, or finds out that there is nothing to do. While the mail service is down the letter waits in Pending, not in the queue.</summary>
    /// <exception cref="RequestFailedException">The storage fails, or the mail service for the first time; the queue tries again.</exception>
    public async Task RunAsync(Work work, CancellationToken stop)
    {
        if (work.LetterId == CabinetPasswords.ResetRequested)
        {
            if (await cabinetPasswords.MakeLinkAsync(work, stop) is not { } letterWork)
            {
                return;
            }

            work = letterWork;
        }

        if (await tables.Clients.FindAsync(work.ClientId, RowKeys.Letter(work.LetterId ?? ""), stop) is not { } row)
        {
            await pending.GiveUpIfStaleAsync(work, stop);
            return;
        }

        // After the letter: a state that is older than a letter would take its secret for an outdated one.
        var state = await states.LoadAsync(work.ClientId, stop);
        var letter = LetterRow.From(row);
        if (letter.Status is LetterStatus.Sent or LetterStatus.Failed or LetterStatus.GivenUp)
        {
            await pending.DoneAsync(work, stop);
            return;
        }

        if (letter.Status == LetterStatus.Queued)
        {
            await followUps.RunAsync(state, letter, stop);
        }

        await ForwardAsync(new Delivery(work, state, letter, row.ETag), stop);
    }

    private async Task ForwardAsync(Delivery delivery, CancellationToken stop)
    {
        var letter = delivery.Letter;
        if (letter.Sealed is not null && IsOutdated(letter, delivery.State.Cabinet!))
        {
            // A newer password or link was asked for, or the link's hour is over; this one no longer opens anything.
            await FinishAsync(delivery, LetterStatus.Sent, announce: false, stop);
        }
        else if (letter.Status == LetterStatus.Queued)
        {
            await SendAsync(delivery, stop);
        }
        else if (letter.Status == LetterStatus.Sending && letter.TriedAt is { } triedAt && time.GetUtcNow() < triedAt + InHand)
        {
            // Another delivery of the same message has it in hand; if that one died, the marker brings the letter back.
            InOtherHands(logger, letter.Id);
        }
        else
        {
            await AskAsync(delivery, stop);
        }
    }

    private async Task SendAsync(Delivery delivery, CancellationToken stop)
    {
        var message = await writer.WriteAsync(delivery.State, delivery.Letter, stop);
        if (await TryUpdateAsync(delivery, delivery.Letter with { Status = LetterStatus.Sending, TriedAt = time.GetUtcNow() }, stop) is not { } sending)
        {
            return;
        }

        EmailSendOperation operation;
        try
        {
            operation = await mail.SendAsync(WaitUntil.Started, message, OperationId(sending), stop);
        }
        catch (RequestFailedException error) when (error.IsLimit())
        {
            await TryUpdateAsync(sending, sending.Letter with { Status = LetterStatus.Queued, TriedAt = null, DownSince = null }, stop);
            await PostponeAsync(sending, error, stop);
            events.Letter(sending.State.Id, sending.Letter, LetterOutcome.Delayed);
            return;
        }
        catch (RequestFailedException error) when (error.IsRefusal())
        {
            await FailAsync(sending, LetterStatus.Failed, Refusal(sending, error), stop);
            return;
        }
        catch (Exception error) when (error.IsOutage(stop))
        {
            if (!await TryWaitAsync(sending, error, stop))
            {
                throw;
            }

            return;
        }

        await AskAsync(sending, operation, isAccepted: true, stop);
    }

    /// <summary>Asks what became of a letter that was, or may have been, given to the mail service.</summary>
    private Task AskAsync(Delivery delivery, CancellationToken stop) =>
        AskAsync(delivery, new EmailSendOperation(OperationId(delivery).ToString(), mail), isAccepted: false, stop);

    private async Task AskAsync(Delivery delivery, EmailSendOperation operation, bool isAccepted, CancellationToken stop)
    {
        try
        {
            await operation.UpdateStatusAsync(stop);
        }
        catch (RequestFailedException error) when (operation.HasCompleted)
        {
            await FailAsync(delivery, LetterStatus.Failed, Refusal(delivery, error), stop);
            return;
        }
        catch (Exception error) when (isAccepted && (error is RequestFailedException || error.IsOutage(stop)))
        {
            // It was taken all the same; how it ends is asked later.
        }
        catch (RequestFailedException error) when (error.Status == 404 && delivery.Letter.Status == LetterStatus.Sending)
        {
            await SendAsync(delivery, stop);
            return;
        }
        catch (RequestFailedException error) when (error.IsLimit())
        {
            if (delivery.Letter.DownSince is not null)
            {
                await TryUpdateAsync(delivery, delivery.Letter with { DownSince = null }, stop);
            }

            await PostponeAsync(delivery, error, stop);
            return;
        }
        catch (Exception error) when (error.IsOutage(stop))
        {
            if (!await TryWaitAsync(delivery, error, stop))
            {
                throw;
            }

            return;
        }

        if (operation.HasCompleted)
        {
            await FinishAsync(delivery, LetterStatus.Sent, announce: true, stop);
        }
        else
        {
            await FinishAsync(delivery, LetterStatus.Accepted, announce: true, stop);
            await pending.PostponeAsync(delivery.Work, time.GetUtcNow() + PollInterval, attempts: 0, stop);
        }
    }

    private async Task PostponeAsync(Delivery delivery, RequestFailedException limit, CancellationToken stop)
    {
        await pending.PostponeAsync(delivery.Work, time.GetUtcNow() + limit.RetryAfter(), attempts: 0, stop);
        Limited(logger, delivery.Letter.Id);
    }

    /// <summary>The mail service is down. The letter waits as long again as it has waited so far, an hour at most, and after two days for an operator.</summary>
    /// <returns>False the first time: the queue tries once more in a moment, since most outages are over then.</returns>
    private async Task<bool> TryWaitAsync(Delivery delivery, Exception outage, CancellationToken stop)
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
                await FailAsync(waiting, LetterStatus.GivenUp, $"The mail service has been down for {waited.Days} days ({outage.Words()}); letter {waiting.Letter.Id} was given up.", stop);
                return true;
            }

            events.Letter(waiting.State.Id, waiting.Letter, LetterOutcome.Delayed);
        }

        await pending.PostponeAsync(waiting.Work, now + TimeSpan.FromTicks(Math.Clamp(waited.Ticks, ShortestWait.Ticks, LongestWait.Ticks)), attempts: 0, stop);
        Down(logger, waiting.Letter.Id, outage.Words());
        return true;
    }

    private static string Refusal(Delivery delivery, RequestFailedException error) => $"The mail service refused letter {delivery.Letter.Id}: {error.Words()}";

    private async Task FailAsync(Delivery delivery, LetterStatus status, string reason, CancellationToken stop)
    {
        await failures.RecordAsync(Queues.SendLetter, delivery.Work.ToString(), delivery.State.Id, reason, stop);
        await FinishAsync(delivery, status, announce: true, stop);
    }

    /// <summary>Stores how the letter ended, erases its secret if it arrived, and tells the client's status if it was the one with login and password.</summary>
    private async Task FinishAsync(Delivery delivery, LetterStatus status, bool announce, CancellationToken stop)
    {
        var hasFailed = status is LetterStatus.Failed or LetterStatus.GivenUp;
        var letter = delivery.Letter with { Status = status, Sealed = hasFailed ? delivery.Letter.Sealed : null, TriedAt = null, DownSince = null };
        var commit = new Commit(delivery.State).Update(letter, delivery.Version);
        if (announce && letter.Kind == LetterKind.Credentials)
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

    private async Task<Delivery?> TryUpdateAsync(Delivery delivery, LetterRow letter, CancellationToken stop)
    {
        try
        {
            var response = await tables.Clients.UpdateEntityAsync(letter.ToEntity(delivery.State.Id), delivery.Version, Azure.Data.Tables.TableUpdateMode.Replace, stop);
            return delivery with { Letter = letter, Version = response.Headers.ETag!.Value };
        }
        catch (RequestFailedException error) when (error.IsConflict())
        {
            return null;
        }
    }

    /// <summary>The same for every try at the letter, until an operator starts another round.</summary>
    private static Guid OperationId(Delivery delivery) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{delivery.State.Id}/{delivery.Letter.Id}/{delivery.Letter.Round}"))).AsSpan(0, 16));

    private bool IsOutdated(LetterRow letter, CabinetRecord cabinet) => letter.Kind == LetterKind.PasswordRestore
        ? cabinet.ResetHash is null || cabinet.ResetExpiresAt <= time.GetUtcNow() || letter.Id != CabinetPasswords.LetterId(cabinet)
        : letter.Id != Credentials.LetterId(cabinet);

    [LoggerMessage(Level = LogLevel.Information, Message = "Letter {Letter} is in the hands of another delivery.")]
    private static partial void InOtherHands(ILogger logger, string letter);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail service's limit is reached; letter {Letter} waits.")]
    private static partial void Limited(ILogger logger, string letter);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail service is down ({Words}); letter {Letter} waits.")]
    private static partial void Down(ILogger logger, string letter, string words);

    private sealed record Delivery(Work Work, ClientState State, LetterRow Letter, ETag Version);
}
