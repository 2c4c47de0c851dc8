using Billing;
using Functions.Http;
using Functions.Security;
using Functions.Storage;

namespace Functions.Cabinets;

/// <summary>
/// Logs in to the cabinet. Five wrong passwords in a row lock log-ins from outside, whether or not there is such a
/// login; payments from the signed-in widget have a counter of their own.
/// </summary>
/// <remarks>
/// Neither the answer nor its time tells whether there is a login. One that does not exist takes the way of the next
/// one: the same requests for as many rows, the same hash, and the same write to a counter, which is its own. A
/// locked login goes as far as the hash.
/// </remarks>
public sealed class LogIn(
    Lookups lookups,
    ClientStates states,
    HashingPool hashing,
    GuessTurns turns,
    SessionTokens sessions,
    DerivedKeys keys,
    TimeProvider time)
{
    /// <summary>Logs in.</summary>
    public async Task<Outcome> RunAsync(LoginForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        var errors = new FieldErrors();
        if (form.Login is not { Length: > 0 and <= 64 })
        {
            errors.Add("login", "Введите логин из письма.");
        }

        var password = Password.From(form.Password);
        if (password is null)
        {
            errors.Add("password", "Введите пароль.");
        }

        if (errors.Any)
        {
            return Problems.ValidationFailed(errors);
        }

        // Wrong passwords of an unknown login are counted too, in a partition that belongs to no client.
        var number = Logins.NumberOf(form.Login);
        var next = await lookups.FindNextLoginAsync(number ?? "", cancellationToken);
        var counterId = next is not null && next.Number == number
            ? next.ClientId
            : keys.DecoyPartitionOf(form.Login!.Trim().ToLowerInvariant());
        using var turn = await turns.WaitAsync(counterId, cancellationToken);
        return turn is null
            ? Problems.TooManyRequests(HashingPool.RetryAfter)
            : await states.WithRetriesAsync(
                next?.ClientId ?? counterId,
                state => TryAsync(state, counterId, number, password!, cancellationToken),
                cancellationToken);
    }

    private async Task<Outcome?> TryAsync(
        ClientState state,
        string counterId,
        string? number,
        Password password,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();

        // Read apart, for every login alike: the counter of an unknown one is in a partition without a client.
        var counter = await states.LoadLogInsAsync(counterId, cancellationToken);
        var lockout = counter.LogIns.Lockout;
        using var permit = hashing.TryEnter(HashingLane.LogIns);
        if (permit is null)
        {
            return Problems.TooManyRequests(HashingPool.RetryAfter);
        }

        // The next cabinet, or that of a look-up which was made to lead to another client, is not opened. While a login
        // is locked, no password is looked at: the time of a hash would tell a right one that is to be hashed anew.
        var isLocked = lockout.IsLocked(now);
        var isAsked = number is not null && state.Cabinet?.Login == Logins.FromNumber(number);
        var cabinet = isAsked && !isLocked ? state.Cabinet : null;
        var check = await permit.VerifyAsync(cabinet, password, cancellationToken);
        if (isLocked)
        {
            return Problems.CabinetLocked(lockout.LockedUntil!.Value - now);
        }

        if (cabinet is null || !check.IsRight)
        {
            var failed = new Commit(counter).Save(new LogIns(lockout.Fail(now)));
            return await states.TryCommitAsync(failed, cancellationToken) ? (Outcome)Problems.WrongCredentials : null;
        }

        if (cabinet.PasswordExpiresAt <= now)
        {
            return Problems.PasswordExpired;
        }

        // Saved even if unchanged: a wrong password that was counted meanwhile makes this commit fail.
        var commit = new Commit(state).Save(new LogIns(Lockout.None));
        if (check.BetterHash is { } betterHash)
        {
            commit.Save(cabinet with { PasswordHash = betterHash });
        }

        if (!await states.TryCommitAsync(commit, cancellationToken))
        {
            return null;
        }

        var (token, expiresAt) = sessions.Create(new Session(state.Id, cabinet.PasswordVersion, now));
        return Outcome.Ok(new SessionBody(token, expiresAt, cabinet.PasswordExpiresAt));
    }
}
