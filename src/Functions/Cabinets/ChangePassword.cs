using Billing;
using Functions.Http;
using Functions.Security;
using Functions.Storage;

namespace Functions.Cabinets;

/// <summary>Changes the cabinet's password; all sessions end but the new one.</summary>
public sealed class ChangePassword(
    ClientStates states,
    NewPasswords passwords,
    HashingPool hashing,
    GuessTurns turns,
    SessionTokens sessions,
    TimeProvider time)
{
    /// <summary>Changes it.</summary>
    public async Task<Outcome> RunAsync(
        Session session,
        NewPasswordForm form,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(form);
        var errors = NewPasswords.Check(form.NewPassword);
        var (currentPassword, newPassword) = (Password.From(form.CurrentPassword), Password.From(form.NewPassword));
        if (currentPassword is null)
        {
            errors.Add("currentPassword", "Введите текущий пароль.");
        }
        else if (newPassword?.IsLike(currentPassword) == true)
        {
            errors.Add("newPassword", "Новый пароль должен отличаться от текущего.");
        }

        if (errors.Any)
        {
            return Problems.ValidationFailed(errors);
        }

        using var turn = await turns.WaitAsync(session.ClientId, cancellationToken);
        using var permit = turn is null ? null : hashing.TryEnter(HashingLane.Payments);
        if (permit is null)
        {
            return Problems.TooManyRequests(HashingPool.RetryAfter);
        }

        // Hashed once for the call, however often its commit is tried.
        var newHash = await permit.HashAsync(newPassword!, cancellationToken);
        return await states.WithRetriesAsync(
            session.ClientId,
            state => NewPasswords.Check(form.NewPassword, state) is { Any: true } named
                ? Task.FromResult<Outcome?>(Problems.ValidationFailed(named))
                : TryAsync(state, session, currentPassword!, newHash, permit, cancellationToken),
            cancellationToken);
    }

    private async Task<Outcome?> TryAsync(
        ClientState state,
        Session session,
        Password currentPassword,
        string newHash,
        HashingPermit permit,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!session.HoldsFor(state))
        {
            return Problems.Unauthorized;
        }

        var (cabinet, account) = (state.Cabinet!, state.Account!);
        if (account.Lockout.IsLocked(now))
        {
            return Problems.CabinetLocked(account.Lockout.LockedUntil!.Value - now);
        }

        if (!(await permit.VerifyAsync(cabinet, currentPassword, cancellationToken)).IsRight)
        {
            var failed = account with { Lockout = account.Lockout.Fail(now) };
            return await states.TryCommitAsync(new Commit(state).Save(failed), cancellationToken)
                ? Outcome.FromProblem(Problems.WrongPassword(failed.Lockout, now))
                : null;
        }

        var changed = await passwords.TryCommitAsync(state, newHash, EmailKind.PasswordChanged, cancellationToken);
        if (changed is null)
        {
            return null;
        }

        var (token, expiresAt) = sessions.Create(new Session(state.Id, changed.PasswordVersion, now));
        return Outcome.Ok(new SessionBody(token, expiresAt, PasswordExpiresAt: null));
    }
}
