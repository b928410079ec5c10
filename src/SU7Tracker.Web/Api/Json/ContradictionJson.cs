using System.Globalization;
using System.Text.Json.Serialization;
using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>A figure that is not used, or a law that is not applied, and why.</summary>
/// <param name="Kind"><c>set-aside</c>, <c>disputed</c>, <c>rounding</c> or <c>law</c>.</param>
/// <param name="Figure">The figure; null for a law.</param>
/// <param name="Contradicts">The figures that it contradicts.</param>
/// <param name="Allowed">What they allow in its place; null for a law.</param>
/// <param name="Law">The law that is not applied, or that refutes the figure; null for none.</param>
/// <param name="Period">The days of the figure, or those on which the law is not applied.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Series">The series of the figure, or the one that the law would bound from above.</param>
/// <param name="Other">The other series of a law.</param>
public sealed record ContradictionJson(
    string Kind, FigureJson? Figure, IReadOnlyList<FigureJson> Contradicts, QuantityJson? Allowed, string? Law, PeriodJson? Period,
    string Reason,
    SeriesNameJson Series, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SeriesNameJson? Other)
{
    public static ContradictionJson Of(Contradiction contradiction)
    {
        var (figure, series) = (contradiction.Figure, SeriesNameJson.Of(contradiction.Series));
        var other = contradiction.Other is { } second ? SeriesNameJson.Of(second) : null;
        return new(
            ApiNames.Of(contradiction.Kind), figure is null ? null : FigureJson.Of(figure),
            [.. contradiction.Against.Select(FigureJson.Of)],
            contradiction.Allowed is { } allowed ? QuantityJson.Of(allowed) : null, contradiction.Law is { } law ? WireNames.Of(law) : null,
            figure is not null ? new(figure.Key.Start, figure.Key.End)
                : contradiction.Period is { } period ? new(period.Start, period.End) : null,
            Why(contradiction, series, other), series, other);
    }

    private static string Why(Contradiction contradiction, SeriesNameJson series, SeriesNameJson? other)
    {
        if (contradiction.Figure is not { } figure)
        {
            return ApiProblem.Format(
                ApiTexts.LawNotApplied, TextOf($"Law_{contradiction.Law}"), other is null ? series : $"{series}, {other}");
        }
        var allowed = contradiction.Allowed?.ToString() ?? "–";
        return contradiction.Kind switch
        {
            ContradictionKind.Disputed => ApiProblem.Format(ApiTexts.Disputed, allowed, figure.Quantity),
            ContradictionKind.Rounding => ApiProblem.Format(ApiTexts.Rounding, allowed, figure.Quantity),
            _ => ApiProblem.Format(ApiTexts.Contradicts, allowed, figure.Quantity, TextOf($"SetAside_{contradiction.Reason}")),
        };
    }

    private static string TextOf(string key) => Texts.Get(key, CultureInfo.InvariantCulture);
}
