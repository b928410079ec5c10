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

/// <summary>What someone is here for.</summary>
public static class Roles
{
    /// <summary>Reads and writes.</summary>
    public const string Admin = Data.TrackerUser.AdminRole;
    /// <summary>Reads, also where reading is closed.</summary>
    public const string Analyst = nameof(Analyst);

    internal static readonly string[] All = [Admin, Analyst];
}
