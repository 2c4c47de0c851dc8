using System.Net;
using System.Net.Sockets;

namespace Functions.Webhooks;

/// <summary>A receiver has no address that webhooks may go to.</summary>
internal sealed class AddressRefusedException() : IOException("The host has no address of the public internet.");

/// <summary>
/// Connects to receivers. Addresses are checked here, where the connection is made, so that a name cannot lead
/// elsewhere between a check and its use.
/// </summary>
internal static class WebhookSockets
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>A handler that follows no redirects, keeps no cookies, and goes through no proxy.</summary>
    public static SocketsHttpHandler CreateHandler(WebhookNetwork network) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = ConnectTimeout,

        // Names are looked up again from time to time.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 16,

        // What a receiver answers beside the status is not read.
        MaxResponseDrainSize = 16 * 1024,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),

        // Receivers are not told of traces here.
        ActivityHeadersPropagator = null,
        ConnectCallback = (context, cancellationToken) =>
            ConnectAsync(context.DnsEndPoint, network, cancellationToken),
    };

    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint receiver,
        WebhookNetwork network,
        CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(receiver.Host, cancellationToken);
        var allowed = addresses.Where(address => IsAllowed(address, network)).ToArray();
        if (allowed.Length == 0)
        {
            throw new AddressRefusedException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, receiver.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsAllowed(IPAddress address, WebhookNetwork network) =>
        PublicAddresses.Contain(address) || (network.AllowsThisMachine && IPAddress.IsLoopback(address));
}
