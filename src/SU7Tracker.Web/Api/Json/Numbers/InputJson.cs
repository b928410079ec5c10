using System.Text.Json.Serialization;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>
/// Something that a number was computed from; <c>source</c> and <c>sources</c> name those of the figures that it rests on, <c>laws</c> the
/// laws.
/// </summary>
public sealed record InputJson(
    string Name, QuantityJson Value, string Unit, PeriodJson? Period,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Source,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Sources,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Laws)
{
    public static InputJson Of(MetricInput input)
    {
        string[] sources = [.. input.Evidence.Select(f => f.Source).Distinct()];
        return new(
            input.Name, QuantityJson.Of(input.Value, input.Unit.Decimals), input.Unit.Name, PeriodJson.Of(input.Span),
            sources.FirstOrDefault(), sources.Length > 0 ? sources : null, input.Laws.Count > 0 ? ApiNames.Of(input.Laws) : null);
    }
}
