using System.Text.Json.Serialization;

namespace SU7Tracker.Web.Api;

/// <summary>
/// What became of a row. <c>row</c> counts from 0 in a JSON array, <c>line</c> from 1 in a file, whose header is line 1. A <c>disputed</c>
/// row is recorded, but contradicts what is on record and is set aside or disputed.
/// </summary>
public sealed record RowJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Row,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Line,
    string Result,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Revision = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Column = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Disputed = null);
