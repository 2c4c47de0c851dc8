using Billing;
using Functions.Storage;
using Functions.Telemetry;

namespace Functions.Emails;

/// <summary>Stores where an e-mail stands, and with it the client's status.</summary>
public sealed class EmailDeliveries(Tables tables, ClientStates states, BillingMetrics metrics, TimeProvider time)
{
    /// <summary>Stores the e-mail.</summary>
    /// <exception cref="BusyException">Another delivery wrote first.</exception>
    public async Task<Stored<Email>> UpdateAsync(
        Stored<Email> stored,
        Email email,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return email == stored.Value
            ? stored
            : await tables.Clients.TryUpdateAsync(stored, email, cancellationToken) ?? throw new BusyException();
    }

    /// <summary>
    /// Stores that the e-mail is about to be given to the mail service, and with it the cabinet if that changed.
    /// </summary>
    /// <exception cref="BusyException">Another delivery wrote first.</exception>
    public Task<Stored<Email>> BeginAsync(
        ClientState state,
        Stored<Email> stored,
        Cabinet cabinet,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(stored);
        var sending = DeliveryPolicy.Begin(stored.Value, time.GetUtcNow());
        return cabinet == state.Cabinet
            ? UpdateAsync(stored, sending, cancellationToken)
            : CommitAsync(
                new Commit(state).Update(stored, sending).Save(cabinet),
                state.Id,
                sending,
                cancellationToken);
    }

    /// <summary>Stores that the e-mail is not sent: what it says is no longer true.</summary>
    public async Task SupersedeAsync(string clientId, Stored<Email> stored, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var email = stored.Value with { Status = EmailStatus.Superseded, EncryptedSecret = null, NotBefore = null };
        await UpdateAsync(stored, email, cancellationToken);
        metrics.Emailed(clientId, email, EmailOutcome.Superseded);
    }

    /// <summary>Stores what followed an answer of the mail service.</summary>
    /// <exception cref="BusyException">Somebody changed e-mail or client at the same moment.</exception>
    public async Task<Stored<Email>> StoreAsync(
        ClientState state,
        Stored<Email> stored,
        Delivery delivery,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(delivery);
        var email = delivery.Email;
        var outcome = OutcomeOf(email);
        Stored<Email> next;

        // How an older e-mail ended says nothing of the newest one.
        var isNewest = email.Kind == EmailKind.Credentials && email.Id == EmailIds.OfCredentials(state.Cabinet!);
        if (isNewest && StatusOf(outcome) is { } status && status != state.Client!.Status)
        {
            var commit = new Commit(state).Update(stored, email).Save(state.Client with { Status = status });
            next = await CommitAsync(commit, state.Id, email, cancellationToken);
        }
        else
        {
            next = await UpdateAsync(stored, email, cancellationToken);
        }

        // An e-mail that was accepted before, and is sent now, was counted before.
        if (outcome is { } told && (told != EmailOutcome.Accepted || stored.Value.Status != EmailStatus.Accepted))
        {
            metrics.Emailed(state.Id, email, told);
        }

        return next;
    }

    private async Task<Stored<Email>> CommitAsync(
        Commit commit,
        string clientId,
        Email email,
        CancellationToken cancellationToken)
    {
        if (!await states.TryCommitAsync(commit, cancellationToken))
        {
            throw new BusyException();
        }

        // A transaction gives no versions: read the row for the next write.
        var written = await states.FindEmailAsync(clientId, email.Id, cancellationToken);
        return written?.Value == email ? written : throw new BusyException();
    }

    private static EmailOutcome? OutcomeOf(Email email) => email.Status switch
    {
        EmailStatus.Queued or EmailStatus.Sending => email.NotBefore is null ? null : EmailOutcome.Delayed,
        EmailStatus.Accepted or EmailStatus.Sent => EmailOutcome.Accepted,
        EmailStatus.Superseded => EmailOutcome.Superseded,
        EmailStatus.Failed or EmailStatus.GivenUp => EmailOutcome.Failed,
    };

    private static ClientStatus? StatusOf(EmailOutcome? outcome) => outcome switch
    {
        EmailOutcome.Accepted => ClientStatus.CredentialsSent,
        EmailOutcome.Failed => ClientStatus.Failed,
        EmailOutcome.Delayed or EmailOutcome.Superseded or null => null,
    };
}
