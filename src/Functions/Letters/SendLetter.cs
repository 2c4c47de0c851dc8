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
    private static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);

    /// <summary>Sends the letter, or finds out that there is nothing to do.</summary>
    /// <exception cref="RequestFailedException">The mail service or the storage fails; the queue tries again.</exception>
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
        if (letter.Status is LetterStatus.Sent or LetterStatus.Failed)
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
            // A newer password or link was asked for; this one no longer opens anything.
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
        catch (RequestFailedException error) when (error.Status == 429)
        {
            await TryUpdateAsync(sending, sending.Letter with { Status = LetterStatus.Queued, TriedAt = null }, stop);
            await PostponeAsync(sending, error, stop);
            events.Letter(sending.State.Id, sending.Letter, LetterOutcome.Delayed);
            return;
        }
        catch (RequestFailedException error) when (error.Status is 400 or 404 or 413 or 415 or 422)
        {
            await FailAsync(sending, error, stop);
            return;
        }
        catch (Exception error) when (error.IsOfService())
        {
            // Whether the service took it is not known: the next try asks first.
            await TryUpdateAsync(sending, sending.Letter with { TriedAt = null }, CancellationToken.None);
            throw;
        }

        await AskAsync(sending, operation, isAccepted: true, stop);
    }

    /// <summary>Asks what became of a letter that was, or may have been, given to the mail service.</summary>
    private async Task AskAsync(Delivery delivery, CancellationToken stop)
    {
        try
        {
            await AskAsync(delivery, new EmailSendOperation(OperationId(delivery).ToString(), mail), isAccepted: false, stop);
        }
        catch (RequestFailedException error) when (error.Status == 404 && delivery.Letter.Status == LetterStatus.Sending)
        {
            await SendAsync(delivery, stop);
        }
        catch (RequestFailedException error) when (error.Status == 429)
        {
            await PostponeAsync(delivery, error, stop);
        }
    }

    private async Task AskAsync(Delivery delivery, EmailSendOperation operation, bool isAccepted, CancellationToken stop)
    {
        try
        {
            await operation.UpdateStatusAsync(stop);
        }
        catch (RequestFailedException error) when (operation.HasCompleted)
        {
            await FailAsync(delivery, error, stop);
            return;
        }
        catch (RequestFailedException) when (isAccepted)
        {
            // It was taken all the same; how it ends is asked later.
        }

        if (operation.HasCompleted)
        {
            await FinishAsync(delivery, LetterStatus.Sent, announce: true, stop);
        }
        else if (await FinishAsync(delivery, LetterStatus.Accepted, announce: true, stop))
        {
            await pending.PostponeAsync(delivery.Work, time.GetUtcNow() + PollInterval, attempts: 0, stop);
        }
    }

    private async Task PostponeAsync(Delivery delivery, RequestFailedException limit, CancellationToken stop)
    {
        await pending.PostponeAsync(delivery.Work, time.GetUtcNow() + RetryAfter(limit), attempts: 0, stop);
        Limited(logger, delivery.Letter.Id);
    }

    private async Task FailAsync(Delivery delivery, RequestFailedException error, CancellationToken stop)
    {
        await failures.RecordAsync(Queues.SendLetter, delivery.Work.ToString(), delivery.State.Id, $"The mail service refused letter {delivery.Letter.Id}: {error.Status} {error.ErrorCode}", stop);
        await FinishAsync(delivery, LetterStatus.Failed, announce: true, stop);
    }

    /// <summary>Stores how the letter ended, erases its secret if it arrived, and tells the client's status if it was the one with login and password.</summary>
    private async Task<bool> FinishAsync(Delivery delivery, LetterStatus status, bool announce, CancellationToken stop)
    {
        var commit = new Commit(delivery.State).Update(delivery.Letter with { Status = status, Sealed = status == LetterStatus.Failed ? delivery.Letter.Sealed : null, TriedAt = null }, delivery.Version);
        if (announce && delivery.Letter.Kind == LetterKind.Credentials)
        {
            commit.Save(delivery.State.Client! with { Status = status == LetterStatus.Failed ? ClientStatus.Failed : ClientStatus.CredentialsSent });
        }

        if (!await states.TryCommitAsync(commit, stop))
        {
            // Somebody changed the client at the same moment; the next delivery asks again.
            throw new BusyException();
        }

        if (status == LetterStatus.Failed || !announce || delivery.Letter.Status != LetterStatus.Accepted)
        {
            events.Letter(delivery.State.Id, delivery.Letter, status == LetterStatus.Failed ? LetterOutcome.Failed : announce ? LetterOutcome.Accepted : LetterOutcome.Superseded);
        }

        if (status != LetterStatus.Accepted)
        {
            await pending.DoneAsync(delivery.Work, stop);
        }

        return true;
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

    private static bool IsOutdated(LetterRow letter, CabinetRecord cabinet) => letter.Kind == LetterKind.PasswordRestore
        ? cabinet.ResetHash is null || letter.Id != CabinetPasswords.LetterId(cabinet)
        : letter.Id != Credentials.LetterId(cabinet);

    private static TimeSpan RetryAfter(RequestFailedException error) =>
        error.GetRawResponse() is { } response && response.Headers.TryGetValue("Retry-After", out var value)
        && int.TryParse(value, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, 1, 24 * 3600))
            : DefaultWait;

    [LoggerMessage(Level = LogLevel.Information, Message = "Letter {Letter} is in the hands of another delivery.")]
    private static partial void InOtherHands(ILogger logger, string letter);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail service's limit is reached; letter {Letter} waits.")]
    private static partial void Limited(ILogger logger, string letter);

    private sealed record Delivery(Work Work, ClientState State, LetterRow Letter, ETag Version);
}
