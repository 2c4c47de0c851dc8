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

    /// <summary>How long it stays closed; zero if it is open.</summary>
    public async Task<TimeSpan> WaitAsync(CancellationToken cancellationToken)
    {
        var pause = await tables.Limits.FindAsync<MailPause>(Partition, Row, cancellationToken);
        var wait = pause?.Value.ClosedUntil - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait.Value : TimeSpan.Zero;
    }

    /// <summary>A limit was reached.</summary>
    public Task CloseAsync(TimeSpan retryAfter, CancellationToken cancellationToken) => tables.Limits.UpsertAsync(
        Partition,
        Row,
        new MailPause(time.GetUtcNow() + retryAfter),
        cancellationToken);
}
