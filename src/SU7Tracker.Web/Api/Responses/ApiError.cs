using System.Text.Json.Serialization;

namespace SU7Tracker.Web.Api;

/// <summary>What is wrong with one field, and what would be right.</summary>
public sealed record ApiError(
    [property: JsonPropertyOrder(1)] string Field, [property: JsonPropertyOrder(2)] string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Row = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Line = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Column = null);
