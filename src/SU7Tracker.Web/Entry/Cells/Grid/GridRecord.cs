using SU7Tracker.Domain;

namespace SU7Tracker.Web.Entry.Cells;

/// <summary>The record of a vehicle as the grid asks for it: by series and days.</summary>
public sealed class GridRecord
{
    private readonly Dictionary<FigureKey, List<IReadOnlyList<Figure>>> _figures;

    /// <summary>Over a history, seen on a day.</summary>
    public GridRecord(VehicleHistory history, DateOnly today)
    {
        (History, Today) = (history, today);
        _figures = history.Revisions.Values.SelectMany(s => s).GroupBy(f => f[0].Key).ToDictionary(g => g.Key, g => g.ToList());
    }

    /// <summary>Everything on record.</summary>
    public VehicleHistory History { get; }
    /// <summary>The present day.</summary>
    public DateOnly Today { get; }

    /// <summary>What is on record of a cell.</summary>
    public GridCell Of(FigureKey key) => new(key, _figures.GetValueOrDefault(key, []));

    /// <summary>The figures of a series and reading that stand, by the day they end.</summary>
    public IEnumerable<Figure> Standing(Series series, Reading reading) =>
        History.Revisions.GetValueOrDefault(series, [])
            .Where(r => r[0].Key.Reading == reading)
            .Select(r => Figure.Standing(r, DateOnly.MaxValue))
            .OfType<Figure>();

    /// <summary>
    /// What the figures of other days and series determine of a cell; null where they allow anything or do not cover it.
    /// </summary>
    public Quantity? Derived(FigureKey key)
    {
        if (key.Series.IsPlan || key.Series.IsOpenOrders || History.AsOf(Today).Curve(key.Series) is not { } curve
            || key.First < curve.First || key.End > curve.Last)
        {
            return null;
        }
        var bounds = curve.Between(key.Period?.Before, key.End);
        return bounds is { High: null, Low.Sign: <= 0 } ? null : bounds;
    }
}
