using System.Globalization;
using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Compare;
using SU7Tracker.Web.Deriving;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.TakeAway;

/// <summary>
/// Tables and the numbers of charts as files: <c>/vehicles/{slug}/tables/{name}.{csv|xlsx|json}</c> and the same of <c>charts</c>.
/// </summary>
internal static class TableEndpoints
{
    private static readonly Dictionary<string, (string Type, Func<TableData, TableContext, byte[]> Write)> Formats = new()
    {
        ["csv"] = ("text/csv; charset=utf-8", TableFormats.Csv),
        ["xlsx"] = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", TableFormats.Xlsx),
        ["json"] = ("application/json; charset=utf-8", TableFormats.Json),
    };

    public static IEndpointConventionBuilder MapTables(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/vehicles/{slug}");
        group.MapGet("/tables/{name}.{format}", TableAsync);
        group.MapGet("/charts/{name}.{format}", ChartAsync);
        return group;
    }

    /// <summary>The address of a table in a format.</summary>
    public static string UrlOf(Snapshot snapshot, ViewState view, string name, string format) =>
        Address(snapshot, view, $"tables/{name}.{format}");

    /// <summary>The address of a chart's numbers in a format.</summary>
    public static string UrlOfChart(Snapshot snapshot, ViewState view, string name, string format) =>
        Address(snapshot, view, $"charts/{name}.{format}");

    /// <summary>The address of the page that shows the same for ever: its day and the version of the record are named.</summary>
    public static string Pinned(Snapshot snapshot, ViewState view) => PinnedView(snapshot, view).Url;

    private static ViewState PinnedView(Snapshot snapshot, ViewState view) => view with
    {
        AsOf = snapshot.AsOf, Version = view.Version ?? Versions(view.Stamp).Append(snapshot.History.Version).Max(), Stamp = null,
    };

    // Of several vehicles the latest version is one at which the record of each stood as shown.
    private static IEnumerable<long> Versions(string? stamp) =>
        (stamp ?? "").Split('.').Select(v => long.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);

    // The page that the file was taken from is named by the address, so that the file can lead back to it.
    private static string Address(Snapshot snapshot, ViewState view, string end) =>
        (view with
        {
            Path = $"/vehicles/{Uri.EscapeDataString(snapshot.Vehicle.Slug)}/{end}", Open = null, Numbers = null, Taken = view.Path,
        }).Url;

    private static async Task<IResult> TableAsync(
        string slug, string name, string format, HttpContext http, Snapshots snapshots, VehicleDirectory directory, TimeProvider clock)
    {
        if (
            !Formats.TryGetValue(format, out var how)
            || TableCatalogue.Find(name) is not { } make
            || await ContextAsync(slug, http, snapshots, directory, clock) is not { } context)
        {
            return Results.NotFound();
        }
        var table = await make(context);
        return File(http, how, table, context, $"{slug}-{name}-{context.Snapshot.AsOf.Iso()}.{format}");
    }

    private static async Task<IResult> ChartAsync(
        string slug,
        string name,
        string format,
        HttpContext http,
        Snapshots snapshots,
        VehicleDirectory directory,
        TimeProvider clock,
        ChartCache charts)
    {
        if (!Formats.TryGetValue(format, out var how) || await ContextAsync(slug, http, snapshots, directory, clock) is not { } context
            || await charts.FindAsync(context.Snapshot, context.View, name) is not { } entry)
        {
            return Results.NotFound();
        }
        return File(
            http,
            how,
            ChartNumbers.Of(entry.Chart, context.Snapshot),
            context,
            $"{slug}-{name}-{context.Snapshot.AsOf.Iso()}.{format}");
    }

    private static IResult File(
        HttpContext http,
        (string Type, Func<TableData, TableContext, byte[]> Write) how,
        TableData table,
        TableContext context,
        string fileName)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(how.Write(table, context), how.Type, fileName);
    }

    private static async Task<TableContext?> ContextAsync(
        string slug,
        HttpContext http,
        Snapshots snapshots,
        VehicleDirectory directory,
        TimeProvider clock)
    {
        var view = ViewState.Read(http.Request.Path + http.Request.QueryString);
        var now = clock.GetUtcNow();
        var day = view.AsOf ?? DateOnly.FromDateTime(now.UtcDateTime);
        var found = new Dictionary<string, Snapshot?>();
        if (await FindAsync(slug) is not { } snapshot)
        {
            return null;
        }
        var page = view with { Path = view.Taken ?? $"/vehicles/{Uri.EscapeDataString(slug)}", Taken = null, Stamp = null };
        var names = new List<string>();
        foreach (var named in CompareChoice.Slugs(page, slug))
        {
            if (await FindAsync(named) is { } other)
            {
                names.Add(other.Vehicle.DisplayName());
            }
        }
        return new(snapshot, view, FindAsync, directory.AllAsync)
        {
            Names = string.Join("; ", page.Page == "compare" ? names : [snapshot.Vehicle.DisplayName()]),
            LinkOf = () => new(
                $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}{Pinned(snapshot, page with { Stamp = Stamp() })}"),
            Now = now,
        };

        string Stamp() => string.Join('.', found.Values.OfType<Snapshot>().Select(s => s.History.Version).Distinct());

        async ValueTask<Snapshot?> FindAsync(string name)
        {
            if (!found.TryGetValue(name, out var known))
            {
                found[name] = known =
                    await snapshots.FindAsync(name, view.Version, day, view.Grade, http.RequestAborted);
            }
            return known;
        }
    }
}
