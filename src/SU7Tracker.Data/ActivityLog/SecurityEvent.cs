using System.Text.Json;

namespace SU7Tracker.Data;

/// <summary>Something that the security log keeps.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Account">The id of the account that it concerns; empty where none is known.</param>
/// <param name="By">The id of the account that did it, or the name of the user that a command ran as; empty where nobody is known.</param>
/// <param name="Address">The network address that it came from; empty where there is none.</param>
/// <param name="Detail">What else there is to say; it names no person.</param>
public sealed record SecurityEvent(SecurityKind Kind, string Account, string By, string Address = "", string Detail = "")
{
    /// <summary>The longest address, in characters.</summary>
    public const int MaxAddressLength = 64;
    /// <summary>The longest detail, in characters.</summary>
    public const int MaxDetailLength = 300;

    /// <summary>The name of a kind in the table and in addresses, such as <c>sign-in-failed</c>.</summary>
    public static string NameOf(SecurityKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>The kind of a name; null where there is none.</summary>
    public static SecurityKind? KindOf(string? name) =>
        Enum.GetValues<SecurityKind>().Cast<SecurityKind?>().FirstOrDefault(kind => NameOf(kind!.Value) == name);
}
