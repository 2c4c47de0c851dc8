using Billing;
using Functions.Cabinets;
using Functions.Emails;
using Functions.Http;
using Functions.Outbox;
using Functions.Security;
using Functions.Storage;

namespace Functions.Clients;

/// <summary>
/// What a new e-mail address brings about: the old one is told, and a generated password that was mailed to it ends; a
/// new one goes to the new address, unless the cabinet itself made the change, since whoever did has the password.
/// </summary>
/// <remarks>
/// The widget, which anybody in the CRM may open, cannot do it any more once the customer has chosen a password: it
/// would let colleagues have the cabinet's password sent to themselves.
/// </remarks>
public sealed class MoveMail(
    ClientStates states,
    Lookups lookups,
    EventOutbox outbox,
    EmailQuota quota,
    CredentialIssuer credentials)
{
    /// <summary>Adds it to the commit of a change; before it, as all look-ups are, that of the address.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="state">What was decided on.</param>
    /// <param name="change">The change.</param>
    /// <param name="password">The password of an earlier attempt of the same call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<MovedMail> AddToAsync(
        Commit commit,
        ClientState state,
        ClientChange change,
        GeneratedPassword? password,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(change);
        var moved = state.Cabinet is { } cabinet
            ? await MoveAsync(commit, state, cabinet, change, password, cancellationToken)
            : new(null, null);
        if (moved.Refusal is null)
        {
            var addressKey = Lookups.AddressKey(change.New.Contact.Email);
            await lookups.AddAddressAsync(addressKey, state.Id, cancellationToken);
        }

        return moved;
    }

    private async Task<MovedMail> MoveAsync(
        Commit commit,
        ClientState state,
        Cabinet cabinet,
        ClientChange change,
        GeneratedPassword? password,
        CancellationToken cancellationToken)
    {
        var isChosen = cabinet.PasswordExpiresAt is null;
        if (isChosen && change.By == ChangedBy.Widget)
        {
            return new(Problems.CabinetInUse, null);
        }

        var needsPassword = !isChosen && change.By != ChangedBy.Cabinet;
        if (needsPassword && password is null)
        {
            (var refusal, password) = await GenerateAsync(state, change, cancellationToken);
            if (refusal is not null)
            {
                return new(refusal, null);
            }
        }

        await TellOldAddressAsync(commit, state, change, cancellationToken);
        if (needsPassword)
        {
            await IssueAsync(commit, state, password!, cancellationToken);
        }
        else if (cabinet.ResetHash is not null)
        {
            // The link went to the old address.
            commit.Save(cabinet with { ResetHash = null, ResetExpiresAt = null });
        }

        return new(null, needsPassword ? password : null);
    }

    private async Task<(Problem? Refusal, GeneratedPassword? Password)> GenerateAsync(
        ClientState state,
        ClientChange change,
        CancellationToken cancellationToken)
    {
        var account = change.By == ChangedBy.Widget ? state.Client!.WidgetAccount : null;
        var asked = await quota.LoadAsync(account, change.New.Contact.Email, cancellationToken);
        if (quota.Check(asked) is { } limit)
        {
            return (limit, null);
        }

        var password = await credentials.TryGenerateAsync(HashingLane.Payments, cancellationToken);
        return password is null
            ? (Problems.TooManyRequests(HashingPool.RetryAfter), null)
            : (await quota.CountAsync(asked, cancellationToken), password);
    }

    private async Task TellOldAddressAsync(
        Commit commit,
        ClientState state,
        ClientChange change,
        CancellationToken cancellationToken)
    {
        var email = new Email(EmailIds.OfMove(change), EmailKind.AddressChanged)
        {
            Change = change.Number,
            CreatedAt = change.At,
        };
        var record = new EventRecord(EventKind.AddressChanged, change.At) { EmailId = email.Id };
        commit.Add(email).Add(email.Id, record, await AnnounceAsync(state, email.Id, cancellationToken));
    }

    private async Task IssueAsync(
        Commit commit,
        ClientState state,
        GeneratedPassword password,
        CancellationToken cancellationToken)
    {
        // For the reader at the new address it is the first letter.
        var cabinet = credentials.Issue(state.Cabinet! with { CredentialsAskedAt = null }, password);
        var tombstone = await AnnounceAsync(state, CredentialIssuer.EventIdOf(cabinet), cancellationToken);
        commit
            .Save(state.Account! with { Lockout = Lockout.None })
            .Save(new LogIns(Lockout.None))
            .Save(cabinet);
        credentials.AddTo(commit, state.Id, cabinet, password, tombstone);
    }

    /// <summary>Sends the message that goes before the commit.</summary>
    /// <returns>The tombstone that the event takes the place of, if there is one.</returns>
    private async Task<Azure.ETag?> AnnounceAsync(
        ClientState state,
        string eventId,
        CancellationToken cancellationToken)
    {
        var message = await outbox.SendAsync(state.Id, eventId, cancellationToken);
        var tombstone = await states.FindTombstoneAsync(state.Id, eventId, cancellationToken);
        outbox.ThrowIfLate(message);
        return tombstone;
    }
}

/// <summary>What was added.</summary>
/// <param name="Refusal">Why the address may not change.</param>
/// <param name="Password">The new password, if there is one.</param>
public sealed record MovedMail(Problem? Refusal, GeneratedPassword? Password);
