namespace SU7Tracker.Web.Hosting.Limits;

/// <summary>What a request costs the server, which decides the limit that it counts against.</summary>
internal enum RequestCost
{
    /// <summary>A file, a health check, a message of an open page, or a write, which has a limit of its own.</summary>
    None,
    /// <summary>Derived numbers: the API, charts, the description of the API.</summary>
    Read,
    /// <summary>A rendered page.</summary>
    Page,
}
