using System.Text.Json.Serialization;
using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>
/// A figure as it was published. <c>low</c> and <c>high</c> are the published numbers, <c>quantity</c> holds what they mean. When and by
/// whom it was recorded, and of a plan whether it is the one in force, is told where figures are listed; what is derived does not depend on
/// it.
/// </summary>
public sealed record FigureJson(
    string Vehicle, string Measure, string Basis, string Reading, string City, DateOnly? PeriodStart, DateOnly PeriodEnd, long? Low,
    long? High,
    string Qualifier, DateOnly? PublishedOn, string Source, string Note, QuantityJson Quantity, int Revision, DateOnly KnownOn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? RecordedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RecordedBy, string Reason, bool Withdrawn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? InForce = null, [property: JsonIgnore] long? Id = null)
{
    /// <summary>A figure as a list of figures shows it.</summary>
    /// <param name="entry">The figure.</param>
    /// <param name="names">What those who record are called.</param>
    /// <param name="inForce">Of a plan, whether it is the one in force for its days.</param>
    public static FigureJson Listed(FigureEntry entry, IReadOnlyDictionary<string, string> names, bool? inForce) =>
        Current(entry.Figure, names) with { Id = entry.Id, InForce = inForce };

    /// <summary>A figure with when and by whom it was recorded.</summary>
    public static FigureJson Current(Figure figure, IReadOnlyDictionary<string, string> names) => Of(figure) with
    {
        RecordedAt = figure.RecordedAt, RecordedBy = names.GetValueOrDefault(figure.RecordedBy, figure.RecordedBy),
    };

    /// <summary>A figure that something is derived from.</summary>
    public static FigureJson Of(Figure figure) =>
        new(
            figure.Series.Vehicle,
            WireNames.Of(figure.Series.Measure),
            figure.Series.Basis,
            WireNames.Of(figure.Key.Reading),
            figure.Series.City,
            figure.Key.Start,
            figure.Key.End,
            figure.Quantity.Stated.Low,
            figure.Quantity.Stated.High,
            Domain.Quantity.NameOf(figure.Quantity.Qualifier),
            figure.PublishedOn,
            figure.Source,
            figure.Note,
            QuantityJson.Of(figure.Quantity),
            figure.Revision,
            figure.KnownOn,
            null,
            null,
            figure.Reason,
            figure.Withdrawn);
}
