using System.Globalization;
using System.Text.Json.Serialization;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>A derived number; without a value it says why.</summary>
public sealed record MetricJson(
    string Key, QuantityJson? Value, string Unit, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    PeriodJson? Period, string Formula, IReadOnlyList<InputJson> Inputs)
{
    public static MetricJson Of(Metric metric) => new(
        metric.Key, metric.Value is { } value ? QuantityJson.Of(value, metric.Unit.Decimals) : null, metric.Unit.Name, metric.Reason?.ToString(),
        PeriodJson.Of(metric.Span), metric.Formula(CultureInfo.InvariantCulture), [.. metric.Inputs.Select(InputJson.Of)]);
}
