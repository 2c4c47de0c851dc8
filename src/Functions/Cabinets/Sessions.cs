using Functions.Security;
using Functions.Storage;

namespace Functions.Cabinets;

internal static class Sessions
{
    /// <summary>Whether the session still holds for the state as it is now.</summary>
    public static bool HoldsFor(this Session session, ClientState state) =>
        state.Cabinet?.PasswordVersion == session.PasswordVersion;
}
