using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Claims;

namespace SU7Tracker.Web.Api;

/// <summary>
/// Whose requests are counted together: an account's or, of everybody else, those of an address. An invented token brings no fresh limit,
/// and neither does another of the addresses that a provider gives to one household.
/// </summary>
internal readonly record struct Caller(string? Account, ulong Network)
{
    public static Caller Of(HttpContext context)
    {
        if (context.User is { Identity.IsAuthenticated: true } known && known.FindFirstValue(ClaimTypes.NameIdentifier) is { } id)
        {
            return new(id, 0);
        }
        Span<byte> bytes = stackalloc byte[16];
        if (context.Connection.RemoteIpAddress is not { } address || !address.TryWriteBytes(bytes, out _))
        {
            return default;
        }
        return new(null, address.AddressFamily == AddressFamily.InterNetwork ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : address.IsIPv4MappedToIPv6 ? BinaryPrimitives.ReadUInt32BigEndian(bytes[12..])
            : BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }
}
