using Microsoft.AspNetCore.Components;
using Microsoft.Net.Http.Headers;

namespace SU7Tracker.Web.Hosting;

/// <summary>
/// Files of packages. The build compresses them under their plain names only, which change what they answer with; an address that names the
/// version besides may be kept for ever.
/// </summary>
internal static class PackageFiles
{
    private const string VersionKey = "v";

    /// <summary>The address of a file with its version.</summary>
    public static string Versioned(this ResourceAssetCollection assets, string path) =>
        assets[path] is var named && named != path
            ? $"{path}?{VersionKey}={Path.GetFileNameWithoutExtension(named).Split('.')[^1]}"
            : path;

    public static void UsePackageFiles(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/_content") && context.Request.Query.ContainsKey(VersionKey))
        {
            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
                {
                    context.Response.Headers[HeaderNames.CacheControl] = "public, max-age=31536000, immutable";
                }
                return Task.CompletedTask;
            });
        }
        return next(context);
    });
}
