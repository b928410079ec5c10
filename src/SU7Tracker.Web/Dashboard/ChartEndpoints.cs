using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;

namespace SU7Tracker.Web.Dashboard;

/// <summary>The numbers of the page's charts, which draw themselves from them; the same numbers as CSV.</summary>
internal static class ChartEndpoints
{
    public static IEndpointConventionBuilder MapCharts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/vehicles/{slug}/charts/{chart}", GetAsync);

    private static async Task<IResult> GetAsync(string slug, string chart, HttpContext http, Histories histories, TimeProvider clock)
    {
        var asCsv = chart.EndsWith(".csv", StringComparison.Ordinal);
        var name = asCsv ? chart[..^4] : chart;
        if (!DashboardCharts.Names.Contains(name) || await histories.FindAsync(slug, http.RequestAborted) is not { } history)
        {
            return Results.NotFound();
        }
        var view = DashboardView.Read(key => http.Request.Query[key]);
        var data = new DashboardCharts(view.Of(history, clock), view).Find(name)!;
        var bytes = asCsv ? Encoding.UTF8.GetBytes(Csv(data)) : data.ToJson();
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(
            bytes,
            asCsv ? "text/csv; charset=utf-8" : "application/json; charset=utf-8",
            asCsv ? $"{slug}-{name}.csv" : null,
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\""));
    }

    /// <summary>A row for each point of each mark, with both bounds and every digit.</summary>
    internal static string Csv(ChartData data)
    {
        var text = new StringBuilder("mark,period_start,period_end,label,low,high,estimate,qualifier,state\r\n");
        foreach (var mark in data.Marks)
        {
            foreach (var point in mark.Points)
            {
                text.Append(CultureInfo.InvariantCulture, $"{mark.Key},{point.Period.Start:yyyy-MM-dd},{point.Period.End:yyyy-MM-dd},{point.Label},{point.Value.Low},{point.Value.High},")
                    .Append(CultureInfo.InvariantCulture, $"{point.Value.Estimate},{Quantity.NameOf(point.Value.Qualifier)},{point.State.ToString().ToLowerInvariant()}\r\n");
            }
        }
        return text.ToString();
    }
}
