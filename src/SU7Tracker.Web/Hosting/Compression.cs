namespace SU7Tracker.Web.Hosting;

/// <summary>
/// Compresses what the build has not: pages, the files of packages under their fingerprinted names, and responses in JSON and CSV. What
/// is secret in a page, its antiforgery tokens, is encrypted anew for every response, so that the length of a compressed page tells
/// nothing of it; it may be done over TLS.
/// </summary>
internal static class Compression
{
    private static readonly string[] Types =
    [
        "text/html",
        "text/css",
        "text/javascript",
        "application/javascript",
        "image/svg+xml",
        "application/json",
        "text/csv",
    ];

    public static void AddCompression(this WebApplicationBuilder builder) => builder.Services.AddResponseCompression(options =>
    {
        options.EnableForHttps = true;
        options.MimeTypes = Types;
    });
}
