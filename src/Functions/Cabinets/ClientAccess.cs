using Functions.Http;
using Functions.Security;
using Functions.Storage;

namespace Functions.Cabinets;

/// <summary>Whose data a call is about, and whether the caller may see it.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Path">Where the caller finds it, below <c>/api</c>.</param>
/// <param name="Refuse">Why the caller may not; null if it may.</param>
public sealed record ClientAccess(string ClientId, string Path, Func<ClientState, Problem?> Refuse)
{
    /// <summary>The widget sees the clients of its account.</summary>
    public static ClientAccess OfWidget(string widgetAccount, string clientId) =>
        new(clientId, $"clients/{clientId}", state => state.BelongsTo(widgetAccount) ? null : Problems.NotFound);

    /// <summary>The cabinet sees its own client.</summary>
    public static ClientAccess OfCabinet(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new(session.ClientId, "cabinet", state => session.HoldsFor(state) ? null : Problems.Unauthorized);
    }

    /// <summary>The operator sees all clients.</summary>
    public static ClientAccess OfOperator(string clientId) =>
        new(clientId, $"operator/clients/{clientId}", state => state.Client is null ? Problems.NotFound : null);
}
