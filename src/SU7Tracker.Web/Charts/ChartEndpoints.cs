using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Charts;

/// <summary>The numbers of the pages' charts, which draw themselves from them; the same numbers as CSV.</summary>
internal static class ChartEndpoints
{
    public static IEndpointConventionBuilder MapCharts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/vehicles/{slug}/charts/{chart}", GetAsync);

    private static async Task<IResult> GetAsync(string slug, string chart, HttpContext http, Histories histories, ChartCache charts, TimeProvider clock)
    {
        var asCsv = chart.EndsWith(".csv", StringComparison.Ordinal);
        var name = asCsv ? chart[..^4] : chart;
        if (ChartCatalogue.Find(name) is null || await histories.FindAsync(slug, http.RequestAborted) is not { } history)
        {
            return Results.NotFound();
        }
        var view = ViewState.Read(http.Request.Path + http.Request.QueryString);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var snapshot = history.AsOf(view.AsOf ?? today, view.Grade);
        var entry = (await charts.FindAsync(snapshot, view, name))!;
        var bytes = asCsv ? Encoding.UTF8.GetBytes(Csv(entry.Chart)) : entry.Json;
        // The address that the page gives names version and build: what it answers never changes.
        http.Response.Headers.CacheControl = http.Request.Path + http.Request.QueryString == ChartCache.UrlOf(snapshot, view, name, asCsv ? ".csv" : "")
            ? "private, max-age=31536000, immutable" : "private, no-cache";
        return Results.Bytes(
            bytes,
            asCsv ? "text/csv; charset=utf-8" : "application/json; charset=utf-8",
            asCsv ? $"{slug}-{name}.csv" : null,
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\""));
    }

    /// <summary>A row for each point of each mark, with both bounds and every digit.</summary>
    internal static string Csv(ChartData chart)
    {
        var text = new StringBuilder("mark,period_start,period_end,low,high,estimate,qualifier,look\r\n");
        foreach (var (mark, point) in chart.Marks.SelectMany(m => m.Points.Select(p => (m, p))))
        {
            text.Append(CultureInfo.InvariantCulture, $"{mark.Key},{point.Period.Start.Iso()},{point.Period.End.Iso()},")
                .Append(CultureInfo.InvariantCulture, $"{point.Value.Low.ToDecimalBelow()},{point.Value.High?.ToDecimalAbove()},")
                .Append(CultureInfo.InvariantCulture, $"{point.Value.Estimate?.ToDecimal()},{Quantity.NameOf(point.Value.Qualifier)},")
                .Append(point.Look.ToString().ToLowerInvariant()).Append("\r\n");
        }
        return text.ToString();
    }
}
