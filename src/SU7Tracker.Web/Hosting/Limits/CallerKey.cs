using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;

namespace SU7Tracker.Web.Hosting.Limits;

/// <summary>
/// Identifies whom a request counts against: the account or token of a known caller, else the IPv4 address or the IPv6 /64 network.
/// An invented token does not give a new key, and neither does another address of the same /64.
/// </summary>
internal readonly record struct CallerKey(string? Account, ulong Network)
{
    public static CallerKey Of(HttpContext context) =>
        context.User is { Identity.IsAuthenticated: true } known && known.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            ? new(id, 0)
            : Of(context.Connection.RemoteIpAddress);

    public static CallerKey Of(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null || !address.TryWriteBytes(bytes, out _))
        {
            return default;
        }
        return new(null, address.AddressFamily == AddressFamily.InterNetwork ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : address.IsIPv4MappedToIPv6 ? BinaryPrimitives.ReadUInt32BigEndian(bytes[12..])
            : BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }
}
