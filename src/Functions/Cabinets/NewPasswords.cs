using Billing;
using Functions.Security;
using Functions.Storage;

namespace Functions.Cabinets;

/// <summary>What changing and restoring a password have in common.</summary>
internal static class NewPasswords
{
    /// <summary>What is wrong with a chosen password.</summary>
    /// <param name="password">As it was sent.</param>
    /// <param name="account">Whose number it may not be; null while that is not loaded.</param>
    public static FieldErrors Check(string? password, Account? account = null)
    {
        var errors = new FieldErrors();
        if (PasswordRules.Check(password, account?.Number) is { } reason)
        {
            errors.Add("newPassword", reason);
        }

        return errors;
    }

    /// <summary>
    /// The cabinet with a new password; both counters of wrong ones start again. The account's row is written too, so
    /// that a payment under way with the old password decides again.
    /// </summary>
    public static Commit Commit(ClientState state, Cabinet cabinet) => new Commit(state)
        .Save(cabinet)
        .Save(state.Account! with { Lockout = Lockout.None })
        .Save(new LogIns(Lockout.None));

    /// <summary>Whether the session still holds for the state as it is now.</summary>
    public static bool HoldsFor(this Session session, ClientState state) =>
        state.Cabinet?.PasswordVersion == session.PasswordVersion;
}
