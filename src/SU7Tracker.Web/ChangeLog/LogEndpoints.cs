using SU7Tracker.Data;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Tables;

namespace SU7Tracker.Web.ChangeLog;

/// <summary>The log as a file.</summary>
internal static class LogEndpoints
{
    /// <summary>The path of the file.</summary>
    public const string Path = "/log.csv";

    /// <summary>The most lines of a file.</summary>
    public const int MostLines = 200_000;

    public static IEndpointConventionBuilder MapLog(this IEndpointRouteBuilder routes) => routes.MapGet(Path, WriteAsync);

    private static async Task<IResult> WriteAsync(HttpContext http, Activities activities, AccountNames accounts)
    {
        var query = LogQuery.Of(ViewState.Read(http.Request.Path + http.Request.QueryString)) with
        {
            Limit = Activities.MaxLimit, After = ActivityPlace.Start,
        };
        var rows = new List<LogRow>();
        for (ActivityPlace? next = query.After; next is { } after && rows.Count < MostLines;)
        {
            var page = await activities.PageAsync(query with { After = after }, http.RequestAborted);
            rows.AddRange(await LogRow.OfAsync(page.Items, accounts));
            next = page.Next;
        }
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(CsvTable.Write(LogRow.Columns, rows), CsvTable.ContentType, "log.csv");
    }
}
