using Functions.Http;
using Functions.Security;
using Functions.Storage;

namespace Functions.Cabinets;

/// <summary>Lets a session go on with a new token.</summary>
public sealed class RenewSession(ClientStates states, SessionTokens sessions, TimeProvider time)
{
    /// <summary>A new token, unless the session is as long as can be.</summary>
    public async Task<Outcome> RunAsync(Session session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var state = await states.LoadAsync(session.ClientId, cancellationToken);
        var (token, expiresAt) = sessions.Create(session);
        return session.HoldsFor(state) && expiresAt > time.GetUtcNow()
            ? Outcome.Ok(new SessionBody(token, expiresAt, state.Cabinet!.PasswordExpiresAt))
            : Problems.Unauthorized;
    }
}
