using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Tables;

namespace SU7Tracker.Web.Api;

/// <summary>The figures of a vehicle that cannot be true beside the others.</summary>
internal sealed class ContradictionsEndpoint(Histories histories, ResponseCache cache, TimeProvider clock)
    : VehicleEndpoint<ContradictionsJson, ContradictionJson>(histories, cache, clock)
{
    protected override string Path => "vehicles/{slug}/contradictions";
    protected override string Name => "Contradictions";
    protected override Func<string> Summary => () => ApiTexts.SummaryContradictions;
    protected override IReadOnlyList<Parameter> Parameters { get; } =
    [
        ApiParameters.Slug, ApiParameters.Measure, ApiParameters.Basis, ApiParameters.City, ApiParameters.Version, ApiParameters.AsOf,
    ];
    protected override JsonTypeInfo<ContradictionsJson> Type => ApiJsonContext.Readable.ContradictionsJson;

    protected override ContradictionsJson Derive(ApiQuery query, VehicleHistory history)
    {
        var snapshot = history.AsOf(query.Get(ApiParameters.AsOf)!.Value);
        var (measure, basis, city) = (query.Get(ApiParameters.Measure), query.Get(ApiParameters.Basis), query.Get(ApiParameters.City));
        var found = snapshot.Series
            .Where(s => (measure is null || s.Measure == measure) && (basis is null || s.Basis == basis) && (city is null || s.City == city))
            .SelectMany(s => snapshot.Curve(s)!.Contradictions);
        return new(history.Vehicle.Slug, snapshot.AsOf, [.. found.Select(c => new ContradictionJson(
            FigureJson.Of(c.SetAside), [.. c.Against.Select(FigureJson.Of)], QuantityJson.Of(c.Allowed), Why(c)))]);
    }

    protected override IEnumerable<ContradictionJson> Rows(ContradictionsJson body) => body.Contradictions;

    protected override IEnumerable<Column<ContradictionJson>> Columns(ContradictionsJson body, long version) =>
    [
        new("measure", c => c.Figure.Measure), new("basis", c => c.Figure.Basis), new("reading", c => c.Figure.Reading), new("city", c => c.Figure.City),
        new("period_start", c => c.Figure.PeriodStart), new("period_end", c => c.Figure.PeriodEnd),
        new("low", c => c.Figure.Low), new("high", c => c.Figure.High), new("qualifier", c => c.Figure.Qualifier), new("source", c => c.Figure.Source),
        new("allowed_low", c => c.Allowed.Low), new("allowed_high", c => c.Allowed.High),
        new("contradicts_sources", c => string.Join(' ', c.Contradicts.Select(f => f.Source))), new("reason", c => c.Reason),
        new("as_of", _ => body.AsOf), new("version", _ => version),
    ];

    private static string Why(Contradiction contradiction) => ApiProblem.Format(
        ApiTexts.Contradicts, contradiction.Allowed.ToString(), contradiction.SetAside.Quantity.ToString(),
        Texts.Get($"Doubt_{contradiction.Doubt}", CultureInfo.InvariantCulture));
}
