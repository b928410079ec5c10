using System.Text.Json.Serialization.Metadata;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Deriving;
using SU7Tracker.Web.Tables;

namespace SU7Tracker.Web.Api;

/// <summary>The derived numbers of a vehicle.</summary>
internal sealed class MetricsEndpoint(Histories histories, ResponseCache cache, Derivations derivations, TimeProvider clock)
    : VehicleEndpoint<MetricsJson, MetricJson>(histories, cache, derivations, clock)
{
    private static readonly Parameter<MonthBasis> Month = ApiParameters.Choice(
        "month", () => ApiTexts.AboutMonth, MonthBasis.All, b => b.Key) with { Otherwise = _ => MonthBasis.FourWeeks };

    protected override string Path => "vehicles/{slug}/metrics";
    protected override string Name => "Metrics";
    protected override Func<string> Summary => () => ApiTexts.SummaryMetrics;
    protected override IReadOnlyList<Parameter> Parameters { get; } =
        [ApiParameters.Slug, Month, ApiParameters.Grade, ApiParameters.Version, ApiParameters.AsOf];
    protected override JsonTypeInfo<MetricsJson> Type => ApiJsonContext.Readable.MetricsJson;

    protected override MetricsJson Derive(ApiQuery query, VehicleHistory history, CancellationToken cancel)
    {
        var (snapshot, month) = (query.Of(history, cancel), query.Get(Month));
        return new(
            history.Vehicle.Slug, snapshot.AsOf, month.Key, ApiParameters.NameOf(snapshot.Lowest), snapshot.LeftOut,
            [.. new Metrics(snapshot, month).All.Select(MetricJson.Of)]);
    }

    protected override IEnumerable<MetricJson> Rows(MetricsJson body) => body.Metrics;

    protected override IEnumerable<Column<MetricJson>> Columns(MetricsJson body, long version) =>
    [
        new("key", m => m.Key), new("unit", m => m.Unit), .. Column<MetricJson>.Quantity("", m => m.Value),
        new("period_start", m => m.Period?.Start), new("period_end", m => m.Period?.End),
        new("formula", m => m.Formula), new("reason", m => m.Reason),
        new("as_of", _ => body.AsOf), new("month", _ => body.Month), new("grade", _ => body.Grade), new("left_out", _ => body.LeftOut),
        new("version", _ => version),
    ];
}
