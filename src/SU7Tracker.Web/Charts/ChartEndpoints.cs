using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using SU7Tracker.Web.Deriving;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Charts;

/// <summary>The numbers of the pages' charts, which draw themselves from them.</summary>
internal static class ChartEndpoints
{
    public static IEndpointConventionBuilder MapCharts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/vehicles/{slug}/charts/{chart}", GetAsync);

    private static async Task<IResult> GetAsync(
        string slug,
        string chart,
        HttpContext http,
        Snapshots snapshots,
        ChartCache charts,
        TimeProvider clock)
    {
        var view = ViewState.Read(http.Request.Path + http.Request.QueryString);
        var day = view.AsOf ?? clock.Today();
        if (ChartCatalogue.Find(chart) is null
            || await snapshots.FindAsync(slug, view.Version, day, view.Grade, http.RequestAborted) is not { } snapshot)
        {
            return Results.NotFound();
        }
        var entry = (await charts.FindAsync(snapshot, view, chart))!;
        // The address that the page gives names version and build: what it answers never changes.
        http.Response.Headers.CacheControl = http.Request.Path + http.Request.QueryString == ChartCache.UrlOf(snapshot, view, chart)
            ? "private, max-age=31536000, immutable" : "private, no-cache";
        return Results.Bytes(
            entry.Json, "application/json; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(entry.Json))[..32]}\""));
    }
}
