using System.Globalization;
using System.Text.Json.Serialization;
using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>A week, a month or a published figure; <c>laws</c> names the laws that its bounds rest on.</summary>
public sealed record PointJson(
    PeriodJson Period, QuantityJson Count, QuantityJson? Cumulative, bool Estimated, bool Partial, IReadOnlyList<string> Laws,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PeriodJson? Covered = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] QuantityJson? CoveredCount = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reading = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Source = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? SetAside = null)
{
    public static PointJson Of(TimelinePoint point) => new(
        new(point.Period.Start, point.Period.End, point.Label), QuantityJson.Of(point.Count), QuantityJson.Of(point.Cumulative),
        point.Estimated, point.Partial, ApiNames.Of(point.Laws),
        point.Partial ? new(point.Covered.Start, point.Covered.End) : null, point.Partial ? QuantityJson.Of(point.CoveredCount) : null);

    /// <param name="figure">A published figure.</param>
    /// <param name="curve">The curve of its series; null for a plan or open orders, which do not add up.</param>
    /// <param name="setAside">Whether the figure is not used.</param>
    public static PointJson Of(Figure figure, Curve? curve, bool setAside) => new(
        new(figure.Key.Start, figure.Key.End, figure.Key.Period?.ToString() ?? figure.Key.End.ToString("O", CultureInfo.InvariantCulture)),
        QuantityJson.Of(figure.Quantity), curve is null ? null : QuantityJson.Of(curve.UpTo(figure.Key.End)), !figure.Quantity.IsExact,
        false, [],
        Reading: WireNames.Of(figure.Key.Reading), Source: figure.Source, SetAside: setAside);
}
