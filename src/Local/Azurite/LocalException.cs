namespace Local;

/// <summary>Something is missing on this machine; the message says in one line what, and what to do about it.</summary>
public sealed class LocalException(string message) : Exception(message)
{
    /// <summary>True when another program listens on a port that is needed.</summary>
    public bool IsPortTaken { get; private init; }

    /// <summary>Another program listens on this port.</summary>
    public static LocalException PortTaken(int port) =>
        new($"Port {port} of 127.0.0.1 is taken. Stop what listens there, or move all ports: "
            + "dotnet run --project src/Local -- --port N")
        {
            IsPortTaken = true,
        };
}
