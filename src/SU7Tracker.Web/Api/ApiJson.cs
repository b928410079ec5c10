using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>A quantity as callers read it: both bounds, how it is said, the best single number, and the text a person reads.</summary>
/// <param name="Low">No possible value is below it.</param>
/// <param name="High">No possible value is above it; null when open.</param>
/// <param name="Qualifier"><c>exact</c>, <c>about</c>, <c>at_least</c>, <c>at_most</c> or <c>range</c>.</param>
/// <param name="Estimate">The best single number.</param>
/// <param name="Text">As people read it.</param>
public sealed record QuantityJson(decimal Low, decimal? High, string Qualifier, decimal? Estimate, string Text)
{
    public static QuantityJson Of(Quantity quantity, int decimals = 0) => new(
        quantity.IsExact ? quantity.Low.ToDecimal() : quantity.Low.ToDecimalBelow(),
        quantity.IsExact ? quantity.Low.ToDecimal() : quantity.High?.ToDecimalAbove(), Quantity.NameOf(quantity.Qualifier), quantity.Estimate?.ToDecimal(),
        quantity.ToString(decimals, CultureInfo.InvariantCulture));
}

/// <summary>Some days, both ends included; without a start, all days up to the end.</summary>
public sealed record PeriodJson(DateOnly? Start, DateOnly End, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Label = null)
{
    public static PeriodJson? Of(Span? span) => span is { } s ? new(s.From, s.To) : null;
}

/// <summary>What is followed.</summary>
public sealed record VehicleJson(string Slug, string Name, string Maker, DateOnly? LaunchedOn, string Note)
{
    public static VehicleJson Of(Vehicle vehicle) => new(vehicle.Slug, vehicle.Name, vehicle.Maker, vehicle.LaunchedOn, vehicle.Note);
}

/// <summary>Something that a number was computed from; <c>source</c> and <c>sources</c> name those of the figures that it rests on.</summary>
public sealed record InputJson(
    string Name, QuantityJson Value, string Unit, PeriodJson? Period,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Source,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Sources)
{
    public static InputJson Of(MetricInput input)
    {
        string[] sources = [.. input.Evidence.Select(f => f.Source).Distinct()];
        return new(
            input.Name, QuantityJson.Of(input.Value, input.Unit.Decimals), input.Unit.Name, PeriodJson.Of(input.Span),
            sources.FirstOrDefault(), sources.Length > 0 ? sources : null);
    }
}

/// <summary>A derived number; without a value it says why.</summary>
public sealed record MetricJson(
    string Key, QuantityJson? Value, string Unit, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    PeriodJson? Period, string Formula, IReadOnlyList<InputJson> Inputs)
{
    public static MetricJson Of(Metric metric) => new(
        metric.Key, metric.Value is { } value ? QuantityJson.Of(value, metric.Unit.Decimals) : null, metric.Unit.Name, metric.Reason?.ToString(),
        PeriodJson.Of(metric.Span), metric.Formula(CultureInfo.InvariantCulture), [.. metric.Inputs.Select(InputJson.Of)]);
}

/// <summary>The derived numbers of a vehicle as they stood on a day.</summary>
public sealed record MetricsJson(string Vehicle, DateOnly AsOf, string Month, IReadOnlyList<MetricJson> Metrics);

/// <summary>A week, a month or a published figure.</summary>
public sealed record PointJson(
    PeriodJson Period, QuantityJson Count, QuantityJson? Cumulative, bool Estimated, bool Partial,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PeriodJson? Covered = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] QuantityJson? CoveredCount = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reading = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Source = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? SetAside = null)
{
    public static PointJson Of(TimelinePoint point) => new(
        new(point.Period.Start, point.Period.End, point.Label), QuantityJson.Of(point.Count), QuantityJson.Of(point.Cumulative), point.Estimated, point.Partial,
        point.Partial ? new(point.Covered.Start, point.Covered.End) : null, point.Partial ? QuantityJson.Of(point.CoveredCount) : null);

    public static PointJson Of(Figure figure, Curve curve, bool setAside) => new(
        new(figure.Key.Start, figure.Key.End, figure.Key.Period?.ToString() ?? figure.Key.End.ToString("O", CultureInfo.InvariantCulture)),
        QuantityJson.Of(figure.Quantity), QuantityJson.Of(curve.UpTo(figure.Key.End)), !figure.Quantity.IsExact, false,
        Reading: Words.Of(figure.Key.Reading), Source: figure.Source, SetAside: setAside);
}

/// <summary>A series by week, by month or as published.</summary>
public sealed record SeriesJson(
    string Vehicle, string Measure, string Basis, string City, string Per, DateOnly AsOf, DateOnly? From, DateOnly? To, IReadOnlyList<PointJson> Points);

/// <summary>
/// A figure as it was published. <c>low</c> and <c>high</c> are the published numbers, <c>quantity</c> holds what they mean. When and by whom it was
/// recorded is told where figures are listed; what is derived does not depend on it.
/// </summary>
public sealed record FigureJson(
    string Vehicle, string Measure, string Basis, string Reading, string City, DateOnly? PeriodStart, DateOnly PeriodEnd, long? Low, long? High, string Qualifier,
    DateOnly? PublishedOn, string Source, string Note, QuantityJson Quantity, int Revision, DateOnly KnownOn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? RecordedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RecordedBy, string Reason, bool Withdrawn)
{
    public static FigureJson Listed(Figure figure) => Of(figure) with { RecordedAt = figure.RecordedAt, RecordedBy = figure.RecordedBy };

    public static FigureJson Of(Figure figure) => new(
        figure.Series.Vehicle, Words.Of(figure.Series.Measure), figure.Series.Basis, Words.Of(figure.Key.Reading), figure.Series.City, figure.Key.Start, figure.Key.End,
        figure.Quantity.Stated.Low, figure.Quantity.Stated.High, Domain.Quantity.NameOf(figure.Quantity.Qualifier), figure.PublishedOn, figure.Source, figure.Note,
        QuantityJson.Of(figure.Quantity), figure.Revision, figure.KnownOn, null, null, figure.Reason, figure.Withdrawn);
}

/// <summary>A page of figures; <c>next</c> is the value of <c>after</c> for the page behind it.</summary>
public sealed record FiguresJson(DateOnly? AsOf, IReadOnlyList<FigureJson> Figures, long? Next);

/// <summary>A figure that was set aside, those that it contradicts, and why it counts least.</summary>
public sealed record ContradictionJson(FigureJson Figure, IReadOnlyList<FigureJson> Contradicts, QuantityJson Allowed, string Reason);

/// <summary>The figures that were set aside.</summary>
public sealed record ContradictionsJson(string Vehicle, DateOnly AsOf, IReadOnlyList<ContradictionJson> Contradictions);

/// <summary>What became of a row. <c>row</c> counts from 0 in a JSON array, <c>line</c> from 1 in a file, whose header is line 1.</summary>
public sealed record RowJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Row,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Line,
    string Result,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Revision = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Column = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null);

/// <summary>What became of every row.</summary>
public sealed record ResultsJson(bool DryRun, long New, long Revision, long Unchanged, long Rejected, IEnumerable<RowJson> Results);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IReadOnlyList<VehicleJson>))]
[JsonSerializable(typeof(MetricsJson))]
[JsonSerializable(typeof(SeriesJson))]
[JsonSerializable(typeof(FiguresJson))]
[JsonSerializable(typeof(ContradictionsJson))]
[JsonSerializable(typeof(ResultsJson))]
internal sealed partial class ApiJsonContext : JsonSerializerContext
{
    /// <summary>As <see cref="Default"/>, but "≥" and Chinese names stay readable: the answers are JSON documents, never parts of a page.</summary>
    public static ApiJsonContext Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
}
