using System.Net;
using System.Net.Sockets;

namespace SU7Tracker.Web.Webhooks;

/// <summary>
/// Checks the addresses of webhooks. Whoever may add a webhook must not reach by it what only this machine reaches.
/// </summary>
internal static class WebhookAddress
{
    // Of version 4: this host, private, shared, loopback, link-local, protocol assignments, tests, benchmarks, multicast, reserved.
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "::/96", "100::/64", "2001::/23", "2001:db8::/32", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96"), SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Reads the address of a webhook; null when it is none of the web, or names a host that is refused by itself.</summary>
    public static Uri? Read(string text, bool allowPrivate) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.UserInfo.Length == 0
        && (allowPrivate || !IPAddress.TryParse(address.DnsSafeHost, out var ip) || IsPublic(ip))
            ? address
            : null;

    /// <summary>Whether an address belongs to the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return IsPublic(address.MapToIPv4());
        }
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            var bytes = address.GetAddressBytes();
            if (Nat64.Contains(address))
            {
                return IsPublic(new IPAddress(bytes.AsSpan(12)));
            }
            if (SixToFour.Contains(address))
            {
                return IsPublic(new IPAddress(bytes.AsSpan(2, 4)));
            }
        }
        return !Array.Exists(Closed, n => n.Contains(address));
    }
}
