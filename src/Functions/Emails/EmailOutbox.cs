using Billing;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Emails;

/// <summary>Stores e-mails and enqueues them. Safe to repeat: an e-mail has one row, and is sent once.</summary>
public sealed class EmailOutbox(Tables tables, QueueSender queues, TimeProvider time)
{
    /// <summary>Announces an entry, or subscriptions that end or ended, if that was not announced before.</summary>
    public async Task AnnounceAsync(string clientId, Email email, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(email);
        var created = email with { CreatedAt = time.GetUtcNow() };
        await tables.Clients.TryAddAsync(clientId, RowKeys.Email(email.Id), created, cancellationToken);
        await EnqueueAsync(clientId, email, cancellationToken);
    }

    /// <summary>Enqueues an e-mail that is stored.</summary>
    public Task EnqueueAsync(string clientId, Email email, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(email);
        return queues.SendAsync(QueueOf(email.Kind), new EmailMessage(clientId, email.Id), cancellationToken);
    }

    /// <summary>The queue of a kind: e-mails with a secret do not wait behind others.</summary>
    public static string QueueOf(EmailKind kind) => kind switch
    {
        EmailKind.Credentials or EmailKind.PasswordReset => QueueNames.SendCredentials,
        EmailKind.MoneyArrived or EmailKind.PaymentReceipt or EmailKind.SubscriptionsEnd
            or EmailKind.SubscriptionsEnded or EmailKind.PasswordChanged
            or EmailKind.PasswordRestored or EmailKind.AddressChanged
            or EmailKind.Invoice or EmailKind.Corrected or EmailKind.MoneyReturned
            or EmailKind.SubscriptionChanged or EmailKind.OrderClosed or EmailKind.BankMismatch => QueueNames.SendEmail,
    };
}
