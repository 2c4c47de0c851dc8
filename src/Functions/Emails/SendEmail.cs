using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Billing;
using Functions.Failures;
using Functions.Outbox;
using Functions.Storage;
using Microsoft.Extensions.Logging;

namespace Functions.Emails;

/// <summary>
/// Sends one e-mail, step by step as <see cref="DeliveryPolicy"/> says. Safe to repeat: before an e-mail is given to
/// the mail service a second time, the service is asked what became of the first.
/// </summary>
public sealed partial class SendEmail(
    ClientStates states,
    EmailDeliveries deliveries,
    EmailWriter writer,
    EmailSender mail,
    MailGate gate,
    QueueSender queues,
    FailureLog failures,
    TimeProvider time,
    ILogger<SendEmail> logger)
{
    private static readonly Task<Stored<Email>?> NoStep = Task.FromResult<Stored<Email>?>(null);

    /// <summary>Does what can be done now; what has to wait goes back to the queue, hidden for as long.</summary>
    /// <exception cref="BusyException">Another delivery wrote first; the queue tries again.</exception>
    public async Task RunAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var stored = await states.FindEmailAsync(message.ClientId, message.EmailId, cancellationToken);
        if (stored is null)
        {
            LogMissing(logger, message.EmailId);
            return;
        }

        // Load the state after the e-mail: an older state would make the e-mail's secret look superseded. That of an
        // e-mail to the vendor's accountants is empty.
        var state = await states.LoadAsync(message.ClientId, cancellationToken);
        if (message.FailedRound == stored.Value.Round)
        {
            stored = await deliveries.UpdateAsync(stored, stored.Value.Reopen(), cancellationToken);
        }

        while (await StepAsync(state, stored, cancellationToken) is { } next)
        {
            stored = next;
        }
    }

    /// <summary>One step; null if there is none after it now.</summary>
    private async Task<Stored<Email>?> StepAsync(
        ClientState state,
        Stored<Email> stored,
        CancellationToken cancellationToken)
    {
        var (email, now) = (stored.Value, time.GetUtcNow());
        return await (DeliveryPolicy.Next(email, IsSuperseded(email, state.Cabinet!), now) switch
        {
            DeliveryStep.Nothing => NoStep,
            DeliveryStep.Wait => PutBackAsync(state.Id, email, DeliveryPolicy.WaitOf(email, now), cancellationToken),
            DeliveryStep.Supersede => SupersedeAsync(state.Id, stored, cancellationToken),
            DeliveryStep.Send => SendAsync(state, stored, cancellationToken),
            DeliveryStep.Ask => AskAsync(state, stored, cancellationToken),
        });
    }

    private async Task<Stored<Email>?> SendAsync(
        ClientState state,
        Stored<Email> stored,
        CancellationToken cancellationToken)
    {
        if (await gate.WaitAsync(stored.Value.Kind, cancellationToken) is { Ticks: > 0 } closed)
        {
            LogLimited(logger, stored.Value.Id);
            return await PutBackAsync(state.Id, stored.Value, closed, cancellationToken);
        }

        // Written first: one that cannot be written uses up the tries of its message, and ends where an operator sees
        // it.
        var cabinet = CabinetOf(state, stored.Value);
        if (await writer.WriteAsync(state, cabinet, stored.Value, cancellationToken) is not { } outgoing)
        {
            return await SupersedeAsync(state.Id, stored, cancellationToken);
        }

        var sending = await deliveries.BeginAsync(state, stored, cabinet, cancellationToken);
        var answer = await mail.SendAsync(OperationId(state.Id, sending.Value), outgoing, cancellationToken);
        return await StoreAsync(state, sending, DeliveryStep.Send, answer, cancellationToken);
    }

    private async Task<Stored<Email>?> AskAsync(
        ClientState state,
        Stored<Email> stored,
        CancellationToken cancellationToken)
    {
        var answer = await mail.AskAsync(OperationId(state.Id, stored.Value), cancellationToken);
        return await StoreAsync(state, stored, DeliveryStep.Ask, answer, cancellationToken);
    }

    private async Task<Stored<Email>?> SupersedeAsync(
        string clientId,
        Stored<Email> stored,
        CancellationToken cancellationToken)
    {
        await deliveries.SupersedeAsync(clientId, stored, cancellationToken);
        return null;
    }

    private async Task<Stored<Email>?> StoreAsync(
        ClientState state,
        Stored<Email> stored,
        DeliveryStep step,
        MailAnswer answer,
        CancellationToken cancellationToken)
    {
        var delivery = DeliveryPolicy.After(stored.Value, step, answer, time.GetUtcNow());
        if (answer is MailAnswer.Down down)
        {
            LogDown(logger, down.Reason, stored.Value.Id);
        }

        if (answer is MailAnswer.Limited limited)
        {
            await gate.CloseAsync(limited.RetryAfter, cancellationToken);
        }

        if (delivery.Failure is { } reason)
        {
            var retry = new EmailMessage(state.Id, stored.Value.Id) { FailedRound = stored.Value.Round };
            var queue = EmailOutbox.QueueOf(stored.Value.Kind);
            await failures.RecordAsync(queue, retry, state.Id, reason, cancellationToken);
        }

        var next = await deliveries.StoreAsync(state, stored, delivery, cancellationToken);
        return next.Value.IsFinished ? null : next;
    }

    private async Task<Stored<Email>?> PutBackAsync(
        string clientId,
        Email email,
        TimeSpan delay,
        CancellationToken cancellationToken)
    {
        await queues.SendAsync(
            EmailOutbox.QueueOf(email.Kind),
            new EmailMessage(clientId, email.Id),
            TimeSpan.FromSeconds(Math.Ceiling(delay.TotalSeconds)),
            cancellationToken);
        return null;
    }

    /// <summary>The hour of a link begins when its e-mail is sent, however long that had to wait.</summary>
    private Cabinet CabinetOf(ClientState state, Email email) => email.Kind == EmailKind.PasswordReset
        ? state.Cabinet! with { ResetExpiresAt = time.GetUtcNow() + Cabinet.LinkLife }
        : state.Cabinet!;

    /// <summary>The same for every try at the e-mail, until an operator starts another round.</summary>
    private static Guid OperationId(string clientId, Email email)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{clientId}/{email.Id}/{email.Round}");
        return new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    // A newer password or link was asked for: the one in the e-mail no longer opens anything.
    private static bool IsSuperseded(Email email, Cabinet cabinet) => email.Kind switch
    {
        EmailKind.Credentials => email.Id != EmailIds.OfCredentials(cabinet),
        EmailKind.PasswordReset => cabinet.ResetHash is null || email.Id != EmailIds.OfResetLink(cabinet),
        EmailKind.MoneyArrived or EmailKind.PaymentReceipt or EmailKind.SubscriptionsEnd
            or EmailKind.SubscriptionsEnded or EmailKind.PasswordChanged or EmailKind.PasswordRestored
            or EmailKind.AddressChanged
            or EmailKind.Invoice or EmailKind.Corrected or EmailKind.MoneyReturned
            or EmailKind.SubscriptionChanged or EmailKind.OrderClosed or EmailKind.BankMismatch => false,
    };

    [LoggerMessage(LogLevel.Error, "E-mail {EmailId} is to be sent, and is not stored.")]
    private static partial void LogMissing(ILogger logger, string emailId);

    [LoggerMessage(LogLevel.Warning, "The mail service is down ({Reason}); e-mail {EmailId} waits.")]
    private static partial void LogDown(ILogger logger, string reason, string emailId);

    [LoggerMessage(LogLevel.Warning, "The mail service's limit is reached; e-mail {EmailId} waits.")]
    private static partial void LogLimited(ILogger logger, string emailId);
}
