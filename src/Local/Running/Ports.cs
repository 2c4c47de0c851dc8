using System.Net;
using System.Net.Sockets;

namespace Local;

/// <summary>Ports of 127.0.0.1.</summary>
internal static class Ports
{
    /// <summary>A port that is free now. Take it soon, and ask again if another program was faster.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Says which of the ports from the first on is taken, before anything starts.</summary>
    /// <exception cref="LocalException">One is.</exception>
    public static void RequireFree(int first, int count)
    {
        foreach (var port in Enumerable.Range(first, count))
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
            }
            catch (SocketException)
            {
                throw LocalException.PortTaken(port);
            }
        }
    }
}
