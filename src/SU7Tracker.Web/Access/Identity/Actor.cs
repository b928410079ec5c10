using System.Security.Claims;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Access;

/// <summary>Who does something to accounts or tokens, as the security log keeps it.</summary>
/// <param name="Id">The id of an account, or the name of the user that a command runs as.</param>
/// <param name="Address">The network address that it comes from; empty for a command.</param>
public sealed record Actor(string Id, string Address = "")
{
    /// <summary>Whoever runs a command of the program.</summary>
    public static Actor OfCommand => new(Environment.UserName);

    /// <summary>Whoever sends a request.</summary>
    public static Actor Of(HttpContext context) => new(context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", AddressOf(context));

    /// <summary>The address that a request comes from.</summary>
    public static string AddressOf(HttpContext? context) =>
        context?.Connection.RemoteIpAddress is not { } address ? ""
        : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    /// <summary>An event that concerns an account.</summary>
    public SecurityEvent Did(SecurityKind kind, string account, string detail = "") => new(kind, account, Id, Address, detail);
}
