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
