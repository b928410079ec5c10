using System.Text.Json.Serialization.Metadata;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Deriving;
using SU7Tracker.Web.Tables;

namespace SU7Tracker.Web.Api;

/// <summary>The figures of a vehicle that cannot be true beside the others, and the laws that cannot hold between its series.</summary>
internal sealed class ContradictionsEndpoint(Histories histories, ResponseCache cache, Derivations derivations, TimeProvider clock)
    : VehicleEndpoint<ContradictionsJson, ContradictionJson>(histories, cache, derivations, clock)
{
    protected override string Path => "vehicles/{slug}/contradictions";
    protected override string Name => "Contradictions";
    protected override Func<string> Summary => () => ApiTexts.SummaryContradictions;
    protected override IReadOnlyList<Parameter> Parameters { get; } =
    [
        ApiParameters.Slug, ApiParameters.Measure, ApiParameters.Basis, ApiParameters.City, ApiParameters.Grade, ApiParameters.Version,
        ApiParameters.AsOf,
    ];
    protected override JsonTypeInfo<ContradictionsJson> Type => ApiJsonContext.Readable.ContradictionsJson;

    protected override ContradictionsJson Derive(ApiQuery query, VehicleHistory history, CancellationToken cancel)
    {
        var snapshot = query.Of(history, cancel);
        var (measure, basis, city) = (query.Get(ApiParameters.Measure), query.Get(ApiParameters.Basis), query.Get(ApiParameters.City));
        return new(
            history.Vehicle.Slug, snapshot.AsOf, ApiParameters.NameOf(snapshot.Lowest), snapshot.LeftOut,
            [.. snapshot.Contradictions.Where(c => IsAskedFor(c.Series) || (c.Other is { } other && IsAskedFor(other)))
                .Select(ContradictionJson.Of)]);

        bool IsAskedFor(Series series) => (measure is null || series.Measure == measure)
            && (basis is null || series.Basis == basis) && (city is null || series.City == city);
    }

    protected override IEnumerable<ContradictionJson> Rows(ContradictionsJson body) => body.Contradictions;

    protected override IEnumerable<Column<ContradictionJson>> Columns(ContradictionsJson body, long version) =>
    [
        new("kind", c => c.Kind), new("measure", c => c.Series.Measure), new("basis", c => c.Series.Basis), new("city", c => c.Series.City),
        new("reading", c => c.Figure?.Reading), new("period_start", c => c.Period?.Start), new("period_end", c => c.Period?.End),
        new("low", c => c.Figure?.Low), new("high", c => c.Figure?.High), new("qualifier", c => c.Figure?.Qualifier),
        new("source", c => c.Figure?.Source), new("allowed_low", c => c.Allowed?.Low), new("allowed_high", c => c.Allowed?.High),
        new("law", c => c.Law), new("other_series", c => c.Other?.ToString()),
        new("contradicts_sources", c => string.Join(' ', c.Contradicts.Select(f => f.Source))), new("reason", c => c.Reason),
        new("as_of", _ => body.AsOf), new("grade", _ => body.Grade), new("left_out", _ => body.LeftOut), new("version", _ => version),
    ];
}
