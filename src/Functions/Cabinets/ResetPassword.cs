using System.Security.Cryptography;
using System.Text;
using Billing;
using Functions.Emails;
using Functions.Http;
using Functions.Outbox;
using Functions.Security;
using Functions.Storage;

namespace Functions.Cabinets;

/// <summary>Restores a forgotten password by a link that is sent by e-mail.</summary>
public sealed class ResetPassword(
    Lookups lookups,
    ClientStates states,
    NewPasswords passwords,
    QueueSender queues,
    EmailOutbox emails,
    EmailQuota quota,
    HashingPool hashing,
    DerivedKeys keys,
    TimeProvider time)
{
    // Other people who ask for links must neither end the customer's before it can be used, nor use up the mail
    // service's limit.
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    // As long as the id of a client.
    private static readonly string Nobody = Guid.Empty.ToString("N");

    /// <summary>
    /// Asks for a link, or for one for each login of an e-mail address. The answer is the same whether or not there is
    /// such a login or address: only the queue's handler finds out.
    /// </summary>
    public async Task<Outcome> AskAsync(ResetForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (form.Login is not { Length: > 0 and <= EmailAddress.MaxLength } typed)
        {
            var errors = new FieldErrors();
            errors.Add("login", "Введите логин из письма или адрес электронной почты.");
            return Problems.ValidationFailed(errors);
        }

        // Looked up for an address as well, so that the requests are the same.
        var number = Logins.NumberOf(typed) ?? "";
        var next = await lookups.FindNextLoginAsync(number, cancellationToken);
        var message = EmailAddress.Mistake(typed, out var address) is null
            ? new ResetLinkMessage(time.GetUtcNow()) { AddressKey = Lookups.AddressKey(address) }
            : new ResetLinkMessage(time.GetUtcNow()) { ClientId = next?.Number == number ? next.ClientId : Nobody };
        await queues.SendAsync(QueueNames.MakeResetLink, message, cancellationToken);
        return new Outcome(202, new EmptyBody());
    }

    /// <summary>Makes the links that were asked for, unless one was made just now, and has them sent.</summary>
    public async Task MakeLinksAsync(ResetLinkMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.ClientId is { } clientId)
        {
            await MakeLinkAsync(clientId, message, cancellationToken);
        }
        else
        {
            // One message for each: the trouble of one keeps no other from its link.
            var addressKey = message.AddressKey ?? throw new FormatException("The message names nobody.");
            foreach (var id in await lookups.OfAddressAsync(addressKey, cancellationToken))
            {
                await queues.SendAsync(QueueNames.MakeResetLink, message with { ClientId = id }, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Tells whether the link works, and whose password it restores, before a password is typed. The e-mail with the
    /// link has told its reader both.
    /// </summary>
    public async Task<Outcome> CheckAsync(ResetTokenForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        return await FindAsync(form.Token, cancellationToken) is var (state, _)
            ? Outcome.Ok(new ResetLinkBody(state.Cabinet!.Login))
            : Problems.ResetLinkInvalid;
    }

    /// <summary>Sets a new password by the link; it works once.</summary>
    public async Task<Outcome> ConfirmAsync(ResetConfirmationForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (await FindAsync(form.Token, cancellationToken) is not var (found, secret))
        {
            // A link that is not good costs no hash.
            return Problems.ResetLinkInvalid;
        }

        var errors = NewPasswords.Check(form.NewPassword, found);
        if (errors.Any)
        {
            return Problems.ValidationFailed(errors);
        }

        using var permit = hashing.TryEnter(HashingLane.LogIns);
        if (permit is null)
        {
            return Problems.TooManyRequests(HashingPool.RetryAfter);
        }

        var hash = await permit.HashAsync(Password.From(form.NewPassword)!, cancellationToken);
        return await states.WithRetriesAsync<Outcome>(
            found.Id,
            async state => !IsGood(state, secret) ? Problems.ResetLinkInvalid
                : await passwords.TryCommitAsync(state, hash, EmailKind.PasswordRestored, cancellationToken) is null
                ? null
                : Outcome.NoContent,
            cancellationToken);
    }

    private async Task MakeLinkAsync(
        string clientId,
        ResetLinkMessage message,
        CancellationToken cancellationToken)
    {
        var result = await states.WithRetriesAsync(
            clientId,
            state => TryMakeLinkAsync(state, message, cancellationToken),
            cancellationToken);
        if (result.Email is { } email)
        {
            await emails.EnqueueAsync(clientId, email, cancellationToken);
        }
    }

    private async Task<Link?> TryMakeLinkAsync(
        ClientState state,
        ResetLinkMessage message,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (state is not { Client.Requisites.Contact.Email: { } address, Cabinet: { } cabinet }
            || (message.AddressKey is { } addressKey && addressKey != Lookups.AddressKey(address)))
        {
            return new Link(null);
        }

        if (cabinet.ResetExpiresAt - Cabinet.LinkLife is { } madeAt
            && (madeAt >= message.AskedAt || madeAt + Interval > now))
        {
            // A redelivery, however late, that finds the link made has it sent again: an e-mail is sent once.
            return new Link(new Email(EmailIds.OfResetLink(cabinet), EmailKind.PasswordReset));
        }

        var asked = await quota.LoadAsync(widgetAccount: null, address, cancellationToken);
        if (await quota.CountAsync(asked, cancellationToken) is not null)
        {
            return new Link(null);
        }

        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var changed = cabinet with
        {
            LinksMade = cabinet.LinksMade + 1,
            ResetHash = HashOf(secret),
            ResetExpiresAt = now + Cabinet.LinkLife,
        };
        var email = new Email(EmailIds.OfResetLink(changed), EmailKind.PasswordReset)
        {
            CreatedAt = now,
            EncryptedSecret = keys.Encrypt($"{state.Id}.{secret}", state.Id),
        };
        var commit = new Commit(state).Save(changed).Add(email);
        return await states.TryCommitAsync(commit, cancellationToken) ? new Link(email) : null;
    }

    // The state of the client whose link it is, and the link's secret; null if it does not work.
    private async Task<(ClientState State, string Secret)?> FindAsync(
        string? token,
        CancellationToken cancellationToken)
    {
        if (token is not { Length: <= 200 } || token.Split('.') is not [var clientId, var secret])
        {
            return null;
        }

        var state = await states.LoadAsync(clientId, cancellationToken);
        return IsGood(state, secret) ? (state, secret) : null;
    }

    private bool IsGood(ClientState state, string secret) =>
        state.Cabinet is { ResetHash: { } hash } cabinet
        && cabinet.ResetExpiresAt > time.GetUtcNow()
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(hash),
            Encoding.ASCII.GetBytes(HashOf(secret)));

    private static string HashOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private sealed record Link(Email? Email);
}
