using System.Net;

namespace Functions.Webhooks;

/// <summary>
/// Tells addresses of the public internet from all others: those of this machine, of networks, of clouds' metadata, and
/// those that lead to them in disguise. After the registries of special-purpose addresses of IANA.
/// </summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] Special4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",

            // What Azure answers its virtual machines at, as if it were public.
            "168.63.129.16/32",
        }.Select(IPNetwork.Parse),
    ];

    // Of IPv6 only this is public, but for what follows.
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    // Teredo, 6to4 and others that carry another address; documentation.
    private static readonly IPNetwork[] Special6 =
    [
        .. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse),
    ];

    /// <summary>Whether an address is one of the public internet.</summary>
    public static bool Contain(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
            ? !Special4.Any(network => network.Contains(plain))
            : Global6.Contains(plain) && !Special6.Any(network => network.Contains(plain));
    }
}
