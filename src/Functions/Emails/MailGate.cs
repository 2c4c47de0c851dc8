using Billing;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Emails;

/// <summary>
/// Until when the mail service takes nothing, because a limit of it was reached: all instances respect it, so that not
/// every e-mail has to find out by itself.
/// </summary>
public sealed class MailGate(Tables tables, TimeProvider time)
{
    private const string Partition = "mail";
    private const string Row = "closed";

    // When it opens again, e-mails with a password or a link go first: somebody waits for them.
    private static readonly TimeSpan Precedence = TimeSpan.FromSeconds(30);

    /// <summary>How long it stays closed for an e-mail of that kind; zero if it is open.</summary>
    public async Task<TimeSpan> WaitAsync(EmailKind kind, CancellationToken cancellationToken)
    {
        var pause = await tables.Limits.FindAsync<MailPause>(Partition, Row, cancellationToken);
        var isFirst = EmailOutbox.QueueOf(kind) == QueueNames.SendCredentials;
        var wait = pause?.Value.ClosedUntil + (isFirst ? TimeSpan.Zero : Precedence) - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait.Value : TimeSpan.Zero;
    }

    /// <summary>A limit was reached.</summary>
    public Task CloseAsync(TimeSpan retryAfter, CancellationToken cancellationToken) => tables.Limits.UpsertAsync(
        Partition,
        Row,
        new MailPause(time.GetUtcNow() + retryAfter),
        cancellationToken);
}
