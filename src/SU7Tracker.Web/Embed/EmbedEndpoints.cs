using Microsoft.AspNetCore.Http.HttpResults;
using SU7Tracker.Domain;
using SU7Tracker.Web.Deriving;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Embed;

/// <summary>
/// A card of a vehicle for other sites: <c>/embed/vehicles/{slug}?lang=&amp;theme=&amp;asOf=&amp;version=</c>. It is HTML and SVG alone,
/// without a script. Only the sites that the setting <c>Embed:FrameAncestors</c> names may frame it: none by default.
/// </summary>
internal static class EmbedEndpoints
{
    /// <summary>The name of the setting.</summary>
    public const string Setting = "Embed:FrameAncestors";
    private const string Nobody = "'none'";
    private static readonly object FramedKey = new();
    private static readonly char[] Separators = [',', ';', ' '];

    public static IEndpointConventionBuilder MapEmbed(this IEndpointRouteBuilder routes, IConfiguration configuration)
    {
        var ancestors = Ancestors(configuration[Setting]);
        return routes.MapGet(
            "/embed/vehicles/{slug}",
            (string slug, HttpContext http, Snapshots snapshots, TimeProvider clock) => GetAsync(slug, http, snapshots, clock, ancestors));
    }

    /// <summary>Whether the answer may be shown in a frame of another site.</summary>
    public static bool IsFramed(HttpContext context) => context.Items.ContainsKey(FramedKey);

    /// <summary>Reads the sites that may frame the card: addresses such as <c>https://example.org</c>, <c>'self'</c> or <c>*</c>.</summary>
    /// <exception cref="InvalidOperationException">One of them is none of these.</exception>
    public static string Ancestors(string? setting)
    {
        var sites = (setting ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var site in sites)
        {
            var isAddress = Uri.TryCreate(site.Replace("://*.", "://", StringComparison.Ordinal), UriKind.Absolute, out var address)
                && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) && address.PathAndQuery == "/";
            if (site is not ("*" or "'self'" or "self") && !isAddress)
            {
                throw new InvalidOperationException(
                    $"{Setting} holds \"{site}\", which is neither an address such as https://example.org nor 'self' nor *.");
            }
        }
        return sites.Length == 0 ? Nobody : string.Join(' ', sites.Select(s => s == "self" ? "'self'" : s));
    }

    private static async Task<IResult> GetAsync(string slug, HttpContext http, Snapshots snapshots, TimeProvider clock, string ancestors)
    {
        var view = ViewState.Read(http.Request.Path + http.Request.QueryString);
        var day = view.AsOf ?? clock.Today();
        if (await snapshots.FindAsync(slug, view.Version, day, view.Grade, http.RequestAborted) is not { } snapshot)
        {
            return Results.NotFound();
        }
        if (ancestors != Nobody)
        {
            http.Items[FramedKey] = true;
        }
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}";
        http.Response.Headers.CacheControl = "private, max-age=300";
        var page = (view with { Path = $"/vehicles/{Uri.EscapeDataString(slug)}", AsOf = snapshot.AsOf, Theme = null }).Url;
        return new RazorComponentResult<EmbedCard>(new Dictionary<string, object?>
        {
            [nameof(EmbedCard.Snapshot)] = snapshot,
            [nameof(EmbedCard.View)] = view,
            [nameof(EmbedCard.Link)] = $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}{page}",
        });
    }
}
