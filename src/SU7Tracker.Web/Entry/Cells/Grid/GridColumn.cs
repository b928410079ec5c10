using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Entry.Cells;

/// <summary>A column of the grid: a series, counted in the days of each row or up to their end.</summary>
/// <param name="Series">What is counted.</param>
/// <param name="Reading">How.</param>
public sealed record GridColumn(Series Series, Reading Reading)
{
    private const string UpTo = "~";

    /// <summary>
    /// Its name in addresses: <c>production.built</c>, <c>deliveries.delivered.beijing</c>, <c>orders.locked~</c> for a count to date.
    /// </summary>
    public string Id =>
        $"{WireNames.Of(Series.Measure)}.{Series.Basis}{(Series.City.Length == 0 ? "" : "." + Series.City)}"
        + (Reading == Reading.Cumulative ? UpTo : "");

    /// <summary>The key of a figure of a row's days.</summary>
    public FigureKey KeyIn(Period days) =>
        Reading == Reading.Cumulative ? FigureKey.Cumulative(Series, days.End) : FigureKey.InPeriod(Series, days);

    /// <summary>Reads a name; null where it names no series.</summary>
    public static GridColumn? Parse(string vehicle, string id)
    {
        var upTo = id.EndsWith(UpTo, StringComparison.Ordinal);
        var parts = (upTo ? id[..^UpTo.Length] : id).Split('.');
        return parts.Length is 2 or 3 && parts.All(Series.IsKey) && WireNames.Measure(parts[0]) is { } measure
            ? new(new(vehicle, measure, parts[1], parts.Length == 3 ? parts[2] : ""), upTo ? Reading.Cumulative : Reading.InPeriod)
            : null;
    }

    /// <summary>Those that a vehicle has figures of, counts before plans, the most usual first.</summary>
    public static IReadOnlyList<GridColumn> Of(VehicleHistory history) =>
        [
            .. history.Revisions
                .SelectMany(s =>
                    s.Value.GroupBy(f => f[0].Key.Reading).Select(g => (Column: new GridColumn(s.Key, g.Key), Count: g.Count())))
                .OrderBy(c => c.Column.Series.IsPlan)
                .ThenBy(c => c.Column.Series.City.Length > 0)
                .ThenBy(c => c.Column.Series.Basis != Series.UsualBasis(c.Column.Series.Measure))
                .ThenBy(c => c.Column.Series.Measure)
                .ThenByDescending(c => c.Count)
                .Select(c => c.Column),
        ];
}
