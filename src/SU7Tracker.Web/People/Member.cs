namespace SU7Tracker.Web.People;

/// <summary>Somebody with an account.</summary>
/// <param name="Id">The key of the account.</param>
/// <param name="Name">What the person is called; may be empty.</param>
/// <param name="Email">The address.</param>
/// <param name="Role">The role; empty for none.</param>
/// <param name="State">Whether they can come in.</param>
/// <param name="LastSignIn">When they last signed in, as far back as the security log goes; null for never.</param>
/// <param name="Sessions">How often they have signed in within the lifetime of a session since their sessions were last ended.</param>
/// <param name="Passkeys">How many passkeys they have.</param>
/// <param name="HasAuthenticator">Whether signing in with the password asks for a code.</param>
public sealed record Member(
    string Id,
    string Name,
    string Email,
    string Role,
    MemberState State,
    DateTimeOffset? LastSignIn,
    int Sessions,
    int Passkeys,
    bool HasAuthenticator)
{
    /// <summary>What the person is called, else the address.</summary>
    public string Shown => Name.Length > 0 ? Name : Email;
}
