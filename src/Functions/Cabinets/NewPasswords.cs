using Billing;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Cabinets;

/// <summary>What changing and restoring a password have in common.</summary>
public sealed class NewPasswords(ClientStates states, EventOutbox outbox, TimeProvider time)
{
    /// <summary>What is wrong with a chosen password.</summary>
    /// <param name="password">As it was sent.</param>
    /// <param name="state">Whose numbers it may not be; null while that is not loaded.</param>
    public static FieldErrors Check(string? password, ClientState? state = null)
    {
        var errors = new FieldErrors();
        string?[] own = [state?.Account?.Number, Logins.NumberOf(state?.Cabinet?.Login)];
        if (PasswordRules.Check(password, [.. own.OfType<string>()]) is { } reason)
        {
            errors.Add("newPassword", reason);
        }

        return errors;
    }

    /// <summary>
    /// Commits a new password; both counters of wrong ones start again, and an e-mail tells of it. The account's row is
    /// written too, so that a payment under way with the old password decides again.
    /// </summary>
    /// <param name="state">What was decided on.</param>
    /// <param name="hash">Of the password.</param>
    /// <param name="kind">The e-mail: it is a row of the commit, since it says when that was.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The cabinet as it is now; null if another writer came first.</returns>
    public async Task<Cabinet?> TryCommitAsync(
        ClientState state,
        string hash,
        EmailKind kind,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var cabinet = state.Cabinet!.WithPassword(hash, expiresAt: null);
        var email = new Email(EmailIds.OfChosenPassword(cabinet), kind) { CreatedAt = time.GetUtcNow() };
        var message = await outbox.SendAsync(state.Id, email.Id, cancellationToken);
        var tombstone = await states.FindTombstoneAsync(state.Id, email.Id, cancellationToken);
        var commit = new Commit(state)
            .Save(cabinet)
            .Save(state.Account! with { Lockout = Lockout.None })
            .Save(new LogIns(Lockout.None))
            .Add(email)
            .Add(
                email.Id,
                new EventRecord(EventKind.PasswordChosen, email.CreatedAt) { EmailId = email.Id },
                tombstone);
        outbox.ThrowIfLate(message);
        return await states.TryCommitAsync(commit, cancellationToken) ? cabinet : null;
    }
}
