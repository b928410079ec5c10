using System.Text.Json.Serialization.Metadata;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Deriving;
using SU7Tracker.Web.Tables;

namespace SU7Tracker.Web.Api;

/// <summary>A series of a vehicle by week, by month or as published.</summary>
internal sealed class SeriesEndpoint(Histories histories, ResponseCache cache, Derivations derivations, TimeProvider clock)
    : VehicleEndpoint<SeriesJson, PointJson>(histories, cache, derivations, clock)
{
    private static readonly Parameter<string> Per = ApiParameters.Choice(
        "per", () => ApiTexts.AboutPer, ["week", "month", "figure"], per => per) with { Otherwise = _ => "week" };

    protected override string Path => "vehicles/{slug}/series";
    protected override string Name => "Series";
    protected override Func<string> Summary => () => ApiTexts.SummarySeries;
    protected override IReadOnlyList<Parameter> Parameters { get; } =
    [
        ApiParameters.Slug, ApiParameters.SeriesMeasure, ApiParameters.SeriesBasis, ApiParameters.City, Per, ApiParameters.From,
        ApiParameters.To,
        ApiParameters.Laws, ApiParameters.Grade, ApiParameters.Version, ApiParameters.AsOf,
    ];
    protected override JsonTypeInfo<SeriesJson> Type => ApiJsonContext.Readable.SeriesJson;

    protected override SeriesJson Derive(ApiQuery query, VehicleHistory history, CancellationToken cancel)
    {
        var snapshot = query.Of(history, cancel);
        var (series, per, laws) = (query.SeriesOf(snapshot), query.Get(Per), query.Get(ApiParameters.Laws));
        var (from, to) = (query.Get(ApiParameters.From), query.Get(ApiParameters.To));
        var points = Points(snapshot, series, per, laws)
            .Where(p => (from is null || p.Period.End >= from) && (to is null || (p.Period.Start ?? p.Period.End) <= to));
        return new(
            series.Vehicle, WireNames.Of(series.Measure), series.Basis, series.City, per, snapshot.AsOf, from, to, laws,
            ApiParameters.NameOf(snapshot.Lowest), snapshot.LeftOut, [.. points]);
    }

    protected override IEnumerable<PointJson> Rows(SeriesJson body) => body.Points;

    protected override IEnumerable<Column<PointJson>> Columns(SeriesJson body, long version) =>
    [
        new("label", p => p.Period.Label), new("period_start", p => p.Period.Start), new("period_end", p => p.Period.End),
        .. Column<PointJson>.Quantity("count_", p => p.Count), .. Column<PointJson>.Quantity("cumulative_", p => p.Cumulative),
        new("estimated", p => p.Estimated), new("partial", p => p.Partial),
        new("covered_start", p => p.Covered?.Start), new("covered_end", p => p.Covered?.End),
        .. Column<PointJson>.Quantity("covered_", p => p.CoveredCount),
        new("laws", p => string.Join(' ', p.Laws)), new("reading", p => p.Reading), new("source", p => p.Source),
        new("set_aside", p => p.SetAside),
        new("as_of", _ => body.AsOf), new("grade", _ => body.Grade), new("left_out", _ => body.LeftOut), new("version", _ => version),
    ];

    private static IEnumerable<PointJson> Points(Snapshot snapshot, Series series, string per, bool laws)
    {
        // Without laws nothing is passed on from parent to part, either.
        var figures = snapshot.Figures(series);
        var curve = laws ? snapshot.Curve(series) : figures.Count > 0 ? snapshot.Curve(series)?.Alone : null;
        if (per == "figure")
        {
            var unused = snapshot.Contradictions.Select(c => c.Figure).ToHashSet();
            return figures.Select(f => PointJson.Of(f, curve, unused.Contains(f)));
        }
        return curve is null ? [] : (per == "week" ? TimelinePoint.Weeks(curve) : TimelinePoint.Months(curve)).Select(PointJson.Of);
    }
}
