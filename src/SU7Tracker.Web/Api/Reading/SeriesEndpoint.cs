using System.Text.Json.Serialization.Metadata;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Tables;

namespace SU7Tracker.Web.Api;

/// <summary>A series of a vehicle by week, by month or as published.</summary>
internal sealed class SeriesEndpoint(Histories histories, ResponseCache cache, TimeProvider clock)
    : VehicleEndpoint<SeriesJson, PointJson>(histories, cache, clock)
{
    private static readonly Parameter<string> Per = ApiParameters.Choice(
        "per", () => ApiTexts.AboutPer, ["week", "month", "figure"], per => per) with { Otherwise = _ => "week" };

    protected override string Path => "vehicles/{slug}/series";
    protected override string Name => "Series";
    protected override Func<string> Summary => () => ApiTexts.SummarySeries;
    protected override IReadOnlyList<Parameter> Parameters { get; } =
    [
        ApiParameters.Slug, ApiParameters.SeriesMeasure, ApiParameters.SeriesBasis, ApiParameters.City, Per, ApiParameters.From, ApiParameters.To,
        ApiParameters.Version, ApiParameters.AsOf,
    ];
    protected override JsonTypeInfo<SeriesJson> Type => ApiJsonContext.Readable.SeriesJson;

    protected override SeriesJson Derive(ApiQuery query, VehicleHistory history)
    {
        var snapshot = history.AsOf(query.Get(ApiParameters.AsOf)!.Value);
        var series = snapshot.Of(
            query.Get(ApiParameters.SeriesMeasure)!.Value, query.Get(ApiParameters.SeriesBasis)!, query.Get(ApiParameters.City) ?? "");
        var (per, from, to) = (query.Get(Per), query.Get(ApiParameters.From), query.Get(ApiParameters.To));
        var points = Points(snapshot, series, per)
            .Where(p => (from is null || p.Period.End >= from) && (to is null || (p.Period.Start ?? p.Period.End) <= to));
        return new(series.Vehicle, Words.Of(series.Measure), series.Basis, series.City, per, snapshot.AsOf, from, to, [.. points]);
    }

    protected override IEnumerable<PointJson> Rows(SeriesJson body) => body.Points;

    protected override IEnumerable<Column<PointJson>> Columns(SeriesJson body, long version) =>
    [
        new("label", p => p.Period.Label), new("period_start", p => p.Period.Start), new("period_end", p => p.Period.End),
        .. Column<PointJson>.Quantity("count_", p => p.Count), .. Column<PointJson>.Quantity("cumulative_", p => p.Cumulative),
        new("estimated", p => p.Estimated), new("partial", p => p.Partial),
        new("covered_start", p => p.Covered?.Start), new("covered_end", p => p.Covered?.End), .. Column<PointJson>.Quantity("covered_", p => p.CoveredCount),
        new("reading", p => p.Reading), new("source", p => p.Source), new("set_aside", p => p.SetAside),
        new("as_of", _ => body.AsOf), new("version", _ => version),
    ];

    private static IEnumerable<PointJson> Points(Snapshot snapshot, Series series, string per) => snapshot.Curve(series) is not { } curve ? []
        : per switch
        {
            "week" => TimelinePoint.Weeks(curve).Select(PointJson.Of),
            "month" => TimelinePoint.Months(curve).Select(PointJson.Of),
            _ => Published(snapshot.Figures(series), curve),
        };

    private static IEnumerable<PointJson> Published(IReadOnlyList<Figure> figures, Curve curve)
    {
        var aside = curve.Contradictions.Select(c => c.SetAside).ToHashSet();
        return figures.Select(f => PointJson.Of(f, curve, aside.Contains(f)));
    }
}
