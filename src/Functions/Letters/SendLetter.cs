using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Functions.Cabinets;
using Functions.Ledgers;
using Functions.Storage;
using Microsoft.Extensions.Logging;

namespace Functions.Letters;

/// <summary>Sends one letter. Safe to repeat: before it sends a second time it asks the mail service what became of the first.</summary>
public sealed partial class SendLetter(
    Tables tables, ClientStates states, Pending pending, LetterWriter writer, CabinetPasswords cabinetPasswords, FollowUps followUps, Deliveries deliveries, EmailSender mail, TimeProvider time, ILogger<SendLetter> logger)
{
    private static readonly TimeSpan InHand = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMinutes(1);

    /// <summary>Sends the letter, or finds out that there is nothing to do. While the mail service is down the letter waits in Pending, not in the queue.</summary>
    /// <exception cref="RequestFailedException">The storage fails; the queue tries again.</exception>
    /// <exception cref="MailDownException">The mail service is down for the first time; the queue tries again.</exception>
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
            // A newer password or link was asked for; this one no longer opens anything.
            await deliveries.FinishAsync(delivery, LetterStatus.Sent, announce: false, stop);
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
        var email = await writer.WriteAsync(delivery.State, delivery.Letter, stop);
        if (await deliveries.TryUpdateAsync(delivery, delivery.Letter with { Status = LetterStatus.Sending, TriedAt = time.GetUtcNow() }, stop) is not { } sending)
        {
            return;
        }

        if (sending.Letter.Kind == LetterKind.PasswordRestore)
        {
            await cabinetPasswords.BeginHourAsync(sending.State, stop);
        }

        var answer = await AnswerOrWaitAsync(sending, mail.SendAsync(OperationId(sending), email, stop), stop);
        if (answer is MailAnswer.Limited limit)
        {
            await deliveries.PutBackAsync(sending, limit.RetryAfter, stop);
        }
        else if (answer is not null)
        {
            await StoreAsync(sending, answer, stop);
        }
    }

    /// <summary>Asks what became of a letter that was, or may have been, given to the mail service.</summary>
    private async Task AskAsync(Delivery delivery, CancellationToken stop)
    {
        var answer = await AnswerOrWaitAsync(delivery, mail.AskAsync(OperationId(delivery), stop), stop);
        if (answer is MailAnswer.Unknown && delivery.Letter.Status == LetterStatus.Sending)
        {
            await SendAsync(delivery, stop);
        }
        else if (answer is MailAnswer.Limited limit)
        {
            await deliveries.AskLaterAsync(delivery, limit.RetryAfter, stop);
        }
        else if (answer is not null)
        {
            await StoreAsync(delivery, answer, stop);
        }
    }

    /// <summary>The mail service's answer; null if the service is down and the letter now waits.</summary>
    /// <exception cref="MailDownException">It is down for the first time: the queue tries again.</exception>
    private async Task<MailAnswer?> AnswerOrWaitAsync(Delivery delivery, Task<MailAnswer> answer, CancellationToken stop)
    {
        try
        {
            return await answer;
        }
        catch (MailDownException down)
        {
            if (!await deliveries.TryWaitAsync(delivery, down.Reason, stop))
            {
                throw;
            }

            return null;
        }
    }

    private async Task StoreAsync(Delivery delivery, MailAnswer answer, CancellationToken stop)
    {
        switch (answer)
        {
            case MailAnswer.Refused refused:
                await deliveries.RefuseAsync(delivery, refused.Reason, stop);
                break;
            case MailAnswer.Sent:
                await deliveries.FinishAsync(delivery, LetterStatus.Sent, announce: true, stop);
                break;
            case MailAnswer.Accepted:
                await deliveries.FinishAsync(delivery, LetterStatus.Accepted, announce: true, stop);
                await pending.PostponeAsync(delivery.Work, time.GetUtcNow() + PollInterval, attempts: 0, stop);
                break;
            default:
                throw new InvalidOperationException($"The mail service no longer knows letter {delivery.Letter.Id}, which it had accepted.");
        }
    }

    /// <summary>The same for every try at the letter, until an operator starts another round.</summary>
    private static Guid OperationId(Delivery delivery) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{delivery.State.Id}/{delivery.Letter.Id}/{delivery.Letter.Round}"))).AsSpan(0, 16));

    private static bool IsOutdated(LetterRow letter, CabinetRecord cabinet) => letter.Kind == LetterKind.PasswordRestore
        ? cabinet.ResetHash is null || letter.Id != CabinetPasswords.LetterId(cabinet)
        : letter.Id != Credentials.LetterId(cabinet);

    [LoggerMessage(Level = LogLevel.Information, Message = "Letter {Letter} is in the hands of another delivery.")]
    private static partial void InOtherHands(ILogger logger, string letter);
}
