using System.Globalization;
using System.Text.Json.Serialization;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>
/// A derived number; without a value it says why. <c>fresher</c> is the same number of another basis of its measure, which covers later
/// days.
/// </summary>
public sealed record MetricJson(
    string Key, QuantityJson? Value, string Unit, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    PeriodJson? Period, string Formula, IReadOnlyList<InputJson> Inputs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SeriesNameJson? Series,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MetricJson? Fresher)
{
    public static MetricJson Of(Metric metric) => new(
        metric.Key, metric.Value is { } value ? QuantityJson.Of(value, metric.Unit.Decimals) : null, metric.Unit.Name,
        metric.Reason?.ToString(), PeriodJson.Of(metric.Span), metric.Formula(CultureInfo.InvariantCulture),
        [.. metric.Inputs.Select(InputJson.Of)], metric.Series is { } series ? SeriesNameJson.Of(series) : null,
        metric.Fresher is { } fresher ? Of(fresher) : null);
}
