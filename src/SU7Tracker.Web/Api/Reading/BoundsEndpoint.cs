using System.Text.Json.Serialization.Metadata;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Deriving;
using SU7Tracker.Web.Tables;

namespace SU7Tracker.Web.Api;

/// <summary>The tightest bounds on the units of a series in any days, with what they rest on.</summary>
internal sealed class BoundsEndpoint(Histories histories, ResponseCache cache, Derivations derivations, TimeProvider clock)
    : VehicleEndpoint<BoundsJson, BoundsJson>(histories, cache, derivations, clock)
{
    private static readonly Parameter<string?> Basis = ApiParameters.SeriesBasis with
    {
        Check = (_, basis) => basis is Series.Target or Series.Expected ? ApiTexts.PlanHasNoBounds : null,
    };

    // Open orders are a stock at the end of a day.
    private static readonly Parameter<DateOnly?> From = ApiParameters.From with
    {
        Check = (query, _) => query.Get(ApiParameters.SeriesMeasure) == Measure.Orders && query.Get(Basis) == Series.Open
            ? ApiTexts.OpenOrdersHaveNoPeriod : null,
    };

    private static readonly Parameter<DateOnly?> To = ApiParameters.To with
    {
        Otherwise = query => query.Get(ApiParameters.AsOf) is var asOf && query.Get(From) is { } from && from > asOf ? from : asOf,
    };

    protected override string Path => "vehicles/{slug}/bounds";
    protected override string Name => "Bounds";
    protected override Func<string> Summary => () => ApiTexts.SummaryBounds;
    protected override IReadOnlyList<Parameter> Parameters { get; } =
    [
        ApiParameters.Slug, ApiParameters.SeriesMeasure, Basis, ApiParameters.City, ApiParameters.Laws, ApiParameters.Grade,
        ApiParameters.Version, ApiParameters.AsOf, From, To,
    ];
    protected override JsonTypeInfo<BoundsJson> Type => ApiJsonContext.Readable.BoundsJson;

    protected override BoundsJson Derive(ApiQuery query, VehicleHistory history, CancellationToken cancel)
    {
        var snapshot = query.Of(history, cancel);
        var (series, from, to) = (query.SeriesOf(snapshot), query.Get(From), query.Get(To)!.Value);
        var (count, evidence) = series.IsOpenOrders ? OpenOrders(snapshot, to)
            : Bounds(snapshot, series, from?.AddDays(-1), to, query.Get(ApiParameters.Laws));
        return new(
            series.Vehicle, WireNames.Of(series.Measure), series.Basis, series.City, new(from, to), snapshot.AsOf,
            ApiParameters.NameOf(snapshot.Lowest), snapshot.LeftOut, count is { } known ? QuantityJson.Of(known) : null,
            ApiNames.Of(evidence.Laws), [.. evidence.Figures.Select(FigureJson.Of)]);
    }

    protected override IEnumerable<BoundsJson> Rows(BoundsJson body) => [body];

    protected override IEnumerable<Column<BoundsJson>> Columns(BoundsJson body, long version) =>
    [
        new("measure", b => b.Measure), new("basis", b => b.Basis), new("city", b => b.City),
        new("period_start", b => b.Period.Start), new("period_end", b => b.Period.End), .. Column<BoundsJson>.Quantity("", b => b.Count),
        new("laws", b => string.Join(' ', b.Laws)),
        new("evidence_sources", b => string.Join(' ', b.Evidence.Select(f => f.Source).Distinct())),
        new("as_of", b => b.AsOf), new("grade", b => b.Grade), new("left_out", b => b.LeftOut), new("version", _ => version),
    ];

    private static (Quantity? Count, Evidence Evidence) Bounds(Snapshot snapshot, Series series, DateOnly? before, DateOnly to, bool laws)
    {
        if (laws)
        {
            return (snapshot.Between(series, before, to), snapshot.Evidence(series, before, to));
        }
        return snapshot.Figures(series).Count > 0 && snapshot.Curve(series) is { Alone: var alone }
            ? (alone.Between(before, to), alone.Evidence(before, to))
            : (Quantity.AtLeast(0), Evidence.None);
    }

    // Locked orders not yet delivered: one query of the two series.
    private static (Quantity? Count, Evidence Evidence) OpenOrders(Snapshot snapshot, DateOnly day)
    {
        var (orders, deliveries) = (snapshot.Of(Measure.Orders, Series.Locked), snapshot.Of(Measure.Deliveries, Series.Delivered));
        return (snapshot.Difference(orders, day, deliveries, day)?.NotNegative(),
            snapshot.DifferenceEvidence(orders, day, deliveries, day));
    }
}
