using System.Text.Json;

namespace SU7Tracker.Data;

/// <summary>What the security log keeps.</summary>
public enum SecurityKind
{
    /// <summary>Somebody signed in.</summary>
    SignIn,
    /// <summary>A sign-in was refused.</summary>
    SignInFailed,
    /// <summary>Failed sign-ins have locked an account for some minutes.</summary>
    Lockout,
    /// <summary>Somebody signed out, on every device.</summary>
    SignOut,
    /// <summary>An admin has ended all sessions of an account.</summary>
    SessionsEnded,
    /// <summary>Somebody changed their password.</summary>
    PasswordChanged,
    /// <summary>An account lost its password and second steps and waits for new ones.</summary>
    Reset,
    /// <summary>A passkey was added.</summary>
    PasskeyAdded,
    /// <summary>A passkey was removed.</summary>
    PasskeyRemoved,
    /// <summary>An authenticator app was added.</summary>
    AuthenticatorAdded,
    /// <summary>An authenticator app was removed.</summary>
    AuthenticatorRemoved,
    /// <summary>The role of an account was changed.</summary>
    RoleChanged,
    /// <summary>Somebody was invited.</summary>
    Invited,
    /// <summary>A link that works once was used.</summary>
    LinkUsed,
    /// <summary>The first admin was made.</summary>
    FirstAdmin,
    /// <summary>An account was disabled.</summary>
    Disabled,
    /// <summary>An account was enabled again.</summary>
    Enabled,
    /// <summary>The name and the address of an account were replaced.</summary>
    Forgotten,
    /// <summary>A token was made.</summary>
    TokenCreated,
    /// <summary>A token was revoked.</summary>
    TokenRevoked,
    /// <summary>A command was run.</summary>
    Command,
    /// <summary>Old events of this log were deleted.</summary>
    Retention,
}

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
