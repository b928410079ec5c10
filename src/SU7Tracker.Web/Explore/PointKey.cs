using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Explore;

/// <summary>A point of a chart as the view key <c>open</c> names it: <c>deliveries.delivered~2024-11-04~2024-11-10</c>.</summary>
/// <param name="Series">What is counted.</param>
/// <param name="Start">The first day; null for a count up to the last.</param>
/// <param name="End">The last day.</param>
public sealed record PointKey(Series Series, DateOnly? Start, DateOnly End)
{
    private const char Between = '~';

    /// <summary>The days; null for a count up to the last.</summary>
    public Period? Period => Start is { } start ? new(start, End) : null;

    /// <summary>Names a series within a vehicle: <c>deliveries.delivered</c>, <c>deliveries.delivered.beijing</c>.</summary>
    public static string Name(Series series) =>
        $"{series.Measure.ToString().ToLowerInvariant()}.{series.Basis}{(series.City.Length == 0 ? "" : "." + series.City)}";

    /// <summary>The series of a vehicle with a name; null for anything else.</summary>
    public static Series? Find(string vehicle, string name) =>
        name.Split('.') is { Length: 2 or 3 } parts && parts.All(Domain.Series.IsKey)
        && !char.IsAsciiDigit(parts[0][0]) && Enum.TryParse<Measure>(parts[0], ignoreCase: true, out var measure)
            ? new(vehicle, measure, parts[1], parts.Length == 3 ? parts[2] : "") : null;

    /// <summary>Reads a point of a vehicle; null for anything else.</summary>
    public static PointKey? Read(string vehicle, string? text) =>
        text?.Split(Between) is [var name, var from, var to] && Find(vehicle, name) is { } series && DayText.Read(to) is { } end
        && (from.Length == 0 || (DayText.Read(from) is { } start && start <= end))
            ? new(series, from.Length == 0 ? null : DayText.Read(from), end) : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Name(Series)}{Between}{Start?.Iso()}{Between}{End.Iso()}";
}
