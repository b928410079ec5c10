namespace SU7Tracker.Web.Access;

/// <summary>What someone may do.</summary>
public static class Policies
{
    /// <summary>To read: everybody, or whoever is signed in where <c>Access:ReadRequiresSignIn</c> is set.</summary>
    public const string Read = nameof(Read);
    /// <summary>To record figures and to look after the rest.</summary>
    public const string Write = nameof(Write);
    /// <summary>To look after accounts and tokens, and to read the log.</summary>
    public const string Manage = nameof(Manage);
    /// <summary>How often someone may try to sign in.</summary>
    internal const string SignInAttempts = nameof(SignInAttempts);
    /// <summary>How often someone may write through the API.</summary>
    internal const string WriteRequests = nameof(WriteRequests);
}
