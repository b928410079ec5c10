namespace SU7Tracker.Web.Hosting;

/// <summary>Tells pages of this site from those of others.</summary>
internal static class Origins
{
    /// <summary>
    /// Whether an origin is the address that a request was sent to, by host and port: behind a proxy that is not named in the settings
    /// the scheme is not known.
    /// </summary>
    public static bool IsOurs(string? origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && string.Equals(from.IdnHost, request.Host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
        && (request.Host.Port ?? (from.IsDefaultPort ? from.Port : -1)) == from.Port;
}
