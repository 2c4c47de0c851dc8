using Billing;
using Functions.Clients;
using Functions.Http;
using Functions.Storage;

namespace Functions.Cabinets;

/// <summary>Logs in to the cabinet. Five wrong passwords in a row lock it, whether or not there is one.</summary>
public sealed class CabinetAccess(Tables tables, ClientStates states, Passwords passwords, Sessions sessions, Keys keys, TimeProvider time)
{
    /// <summary>Logs in.</summary>
    public async Task<Outcome> LogInAsync(LoginForm form, CancellationToken stop)
    {
        var errors = new FieldErrors();
        if (form.Login is not { Length: > 0 and <= 64 })
        {
            errors.Add("login", "Введите логин из письма.");
        }

        if (form.Password is not { Length: > 0 and <= PasswordRules.MaxLength })
        {
            errors.Add("password", "Введите пароль.");
        }

        if (errors.Any)
        {
            return Problems.ValidationFailed(errors);
        }

        var clientId = await PlaceOfAsync(form.Login!, stop);
        using var turn = await passwords.TurnAsync(clientId, stop);
        return turn is null
            ? Problems.TooManyRequests(TimeSpan.FromSeconds(5))
            : await states.DecideAsync(clientId, state => DecideAsync(state, form.Password!, stop), stop);
    }

    private async Task<Outcome?> DecideAsync(ClientState state, string password, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var cabinet = state.Cabinet ?? new CabinetRecord("", "", 0);
        if (cabinet.Lockout.IsLocked(now))
        {
            return Problems.CabinetLocked(cabinet.Lockout.LockedUntil!.Value - now);
        }

        var (right, betterHash) = passwords.Verify(cabinet.PasswordHash.Length == 0 ? null : cabinet.PasswordHash, password);
        if (!right)
        {
            var failed = cabinet with { Lockout = cabinet.Lockout.Fail(now) };
            return await states.TryCommitAsync(new Commit(state).Save(failed), stop) ? (Outcome)Problems.WrongCredentials : null;
        }

        if (cabinet.PasswordExpiresAt <= now)
        {
            return Problems.PasswordExpired;
        }

        // Saved even if unchanged: a wrong password that was counted meanwhile makes this commit fail.
        var entered = cabinet with { Lockout = Lockout.None, PasswordHash = betterHash ?? cabinet.PasswordHash };
        if (!await states.TryCommitAsync(new Commit(state).Save(entered), stop))
        {
            return null;
        }

        var (token, expires) = sessions.Start(new Session(state.Id, cabinet.PasswordVersion));
        return Outcome.Ok(new SessionBody(token, expires, cabinet.PasswordExpiresAt));
    }

    /// <summary>Where the wrong passwords of that login are counted: at its client, or, so that nobody can tell the difference, in one of a limited number of places that are no client's.</summary>
    private async Task<string> PlaceOfAsync(string login, CancellationToken stop)
    {
        var number = Logins.AccountNumberOf(login);
        return (number is null ? null : await ClientIndex.FindAccountAsync(tables, number, stop))
            ?? "nobody-" + keys.PlaceOf(login.Trim().ToLowerInvariant());
    }
}
