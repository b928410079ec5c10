using System.Text.Json.Serialization;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>Some days, both ends included; without a start, all days up to the end.</summary>
public sealed record PeriodJson(DateOnly? Start, DateOnly End,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Label = null)
{
    public static PeriodJson? Of(Span? span) => span is { } s ? new(s.From, s.To) : null;
}
