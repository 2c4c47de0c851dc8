using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Billing;
using Functions.Clients;
using Functions.Http;
using Functions.Storage;

namespace Functions.Cabinets;

/// <summary>Changes the cabinet's password, and restores a forgotten one by a link.</summary>
public sealed class CabinetPasswords(Tables tables, ClientStates states, Pending pending, Passwords passwords, Sessions sessions, Keys keys, TimeProvider time)
{
    /// <summary>In place of a letter's id: the link is still to be made.</summary>
    public const string ResetRequested = "reset-requested";

    private static readonly TimeSpan LinkLife = TimeSpan.FromHours(1);

    // A letter that is sent at once needs no new hour.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(1);

    // Whoever else asks for links must neither end the customer's before he can use it, nor use up the mail service's limit.
    private static readonly TimeSpan BetweenLinks = TimeSpan.FromMinutes(15);

    /// <summary>Changes the password; all sessions end but the new one.</summary>
    public async Task<Outcome> ChangeAsync(Session session, NewPasswordForm form, CancellationToken stop)
    {
        var errors = CheckNew(form.NewPassword);
        if (form.CurrentPassword is not { Length: > 0 and <= PasswordRules.MaxLength })
        {
            errors.Add("currentPassword", "Введите текущий пароль.");
        }
        else if (form.CurrentPassword == form.NewPassword)
        {
            errors.Add("newPassword", "Новый пароль должен отличаться от текущего.");
        }

        if (errors.Any)
        {
            return Problems.ValidationFailed(errors);
        }

        using var turn = await passwords.TurnAsync(session.ClientId, stop);
        return turn is null
            ? Problems.TooManyRequests(TimeSpan.FromSeconds(5))
            : await states.DecideAsync(session.ClientId, state => ChangeAsync(state, session, form, stop), stop);
    }

    /// <summary>Asks for a link by letter. The answer is the same whether or not there is such a login: only the queue's handler finds out.</summary>
    public async Task<Outcome> AskForLinkAsync(ResetForm form, CancellationToken stop)
    {
        if (form.Login is not { Length: > 0 and <= 64 })
        {
            var errors = new FieldErrors();
            errors.Add("login", "Введите логин из письма.");
            return Problems.ValidationFailed(errors);
        }

        var number = Logins.AccountNumberOf(form.Login) ?? "";
        var clientId = await ClientIndex.FindAccountAsync(tables, number, stop) ?? "nobody";
        return new Outcome(202, new EmptyBody()) { Work = [await pending.MarkAsync(Queues.SendLetter, clientId, ResetRequested, stop)] };
    }

    /// <summary>Makes the link that was asked for, unless one was made just now.</summary>
    /// <returns>The letter to send; null if there is none.</returns>
    public async Task<Work?> MakeLinkAsync(Work work, CancellationToken stop)
    {
        var made = await states.DecideAsync(work.ClientId, state => MakeLinkAsync(state, stop), stop);
        await pending.DoneAsync(work, stop);
        return made.Letter;
    }

    /// <summary>The hour of the newest link begins when its letter is handed over, however long the letter had to wait.</summary>
    public async Task BeginHourAsync(ClientState seen, CancellationToken stop)
    {
        var until = time.GetUtcNow() + LinkLife;
        if (HasHour(seen))
        {
            return;
        }

        await states.DecideAsync<ClientState>(
            seen.Id,
            async state => HasHour(state) || await states.TryCommitAsync(new Commit(state).Save(state.Cabinet! with { ResetExpiresAt = until }), stop) ? state : null,
            stop);

        bool HasHour(ClientState state) => state.Cabinet is not { ResetHash: not null } cabinet || cabinet.ResetExpiresAt > until - AtOnce;
    }

    /// <summary>The letter that belongs to the cabinet's newest link.</summary>
    public static string LetterId(CabinetRecord cabinet) => "link-" + cabinet.LinksMade.ToString(CultureInfo.InvariantCulture);

    /// <summary>Sets a new password by the link; it works once.</summary>
    public async Task<Outcome> ConfirmAsync(ResetConfirmationForm form, CancellationToken stop)
    {
        var errors = CheckNew(form.NewPassword);
        if (errors.Any)
        {
            return Problems.ValidationFailed(errors);
        }

        var parts = form.Token is { Length: <= 200 } token ? token.Split('.') : [];
        return parts.Length == 2
            ? await states.DecideAsync(parts[0], state => ConfirmAsync(state, parts[1], form.NewPassword!, stop), stop)
            : Problems.ResetLinkInvalid;
    }

    private async Task<Outcome?> ChangeAsync(ClientState state, Session session, NewPasswordForm form, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (!session.HoldsFor(state))
        {
            return Problems.Unauthorized;
        }

        var cabinet = state.Cabinet!;
        if (cabinet.Lockout.IsLocked(now))
        {
            return Problems.CabinetLocked(cabinet.Lockout.LockedUntil!.Value - now);
        }

        if (!passwords.Verify(cabinet.PasswordHash, form.CurrentPassword!).Right)
        {
            var failed = cabinet with { Lockout = cabinet.Lockout.Fail(now) };
            return await states.TryCommitAsync(new Commit(state).Save(failed), stop) ? (Outcome)Problems.WrongPassword(failed.Lockout, now) : null;
        }

        var changed = WithPassword(cabinet, form.NewPassword!);
        if (!await states.TryCommitAsync(new Commit(state).Save(changed), stop))
        {
            return null;
        }

        var (token, expires) = sessions.Start(new Session(state.Id, changed.PasswordVersion));
        return Outcome.Ok(new SessionBody(token, expires, null));
    }

    private async Task<Link?> MakeLinkAsync(ClientState state, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (state.Cabinet is not { } cabinet || cabinet.ResetExpiresAt - LinkLife + BetweenLinks > now)
        {
            return new Link(null);
        }

        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var asked = cabinet with
        {
            LinksMade = cabinet.LinksMade + 1,
            ResetHash = HashOf(secret),
            ResetExpiresAt = now + LinkLife,
        };
        var letter = new LetterRow(LetterId(asked), LetterKind.PasswordRestore, asked.Login) { Sealed = keys.Seal($"{state.Id}.{secret}", state.Id) };
        var work = await pending.MarkAsync(Queues.SendLetter, state.Id, letter.Id, stop);
        return await states.TryCommitAsync(new Commit(state).Save(asked).Add(letter), stop) ? new Link(work) : null;
    }

    private async Task<Outcome?> ConfirmAsync(ClientState state, string secret, string newPassword, CancellationToken stop)
    {
        if (state.Cabinet is not { ResetHash: { } hash } cabinet
            || cabinet.ResetExpiresAt <= time.GetUtcNow()
            || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(HashOf(secret))))
        {
            return Problems.ResetLinkInvalid;
        }

        return await states.TryCommitAsync(new Commit(state).Save(WithPassword(cabinet, newPassword)), stop) ? new Outcome(204, null) : null;
    }

    private CabinetRecord WithPassword(CabinetRecord cabinet, string password) => cabinet with
    {
        PasswordHash = passwords.Hash(password),
        PasswordVersion = cabinet.PasswordVersion + 1,
        PasswordExpiresAt = null,
        Lockout = Lockout.None,
        ResetHash = null,
        ResetExpiresAt = null,
    };

    private static FieldErrors CheckNew(string? password)
    {
        var errors = new FieldErrors();
        if (PasswordRules.Check(password) is { } reason)
        {
            errors.Add("newPassword", reason);
        }

        return errors;
    }

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private sealed record Link(Work? Letter);
}
