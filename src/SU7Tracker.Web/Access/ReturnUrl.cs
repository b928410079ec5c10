namespace SU7Tracker.Web.Access;

/// <summary>Where someone goes after signing in or out: a page of ours, wherever a link may have asked to send them.</summary>
internal static class ReturnUrl
{
    public const string Name = "returnUrl";

    /// <summary>The address when it is a path on this site, else the start page.</summary>
    public static string Local(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : "/";
}
