namespace SU7Tracker.Web.Hosting;

/// <summary>Compresses what the build has not: the files of packages under their fingerprinted names, and answers in JSON. None of it holds a secret, so it may be done over TLS.</summary>
internal static class Compression
{
    private static readonly string[] Types = ["text/css", "text/javascript", "application/javascript", "image/svg+xml", "application/json", "text/csv"];

    public static void AddCompression(this WebApplicationBuilder builder) => builder.Services.AddResponseCompression(options =>
    {
        options.EnableForHttps = true;
        options.MimeTypes = Types;
    });
}
