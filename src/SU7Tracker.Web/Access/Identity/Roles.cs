namespace SU7Tracker.Web.Access;

/// <summary>What someone is here for.</summary>
public static class Roles
{
    /// <summary>Reads and writes.</summary>
    public const string Admin = Data.TrackerUser.AdminRole;
    /// <summary>Reads, also where reading is closed.</summary>
    public const string Analyst = nameof(Analyst);

    internal static readonly string[] All = [Admin, Analyst];
}
