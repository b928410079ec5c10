using System.Collections.Concurrent;

namespace SU7Tracker.Domain;

/// <summary>A vehicle as it stood on a day: of each figure the revision that was known then, and what follows from them. Safe to share.</summary>
public sealed class Snapshot
{
    private readonly ConcurrentDictionary<Series, Curve?> _curves = new();
    private readonly Dictionary<Series, IReadOnlyList<Figure>> _figures;

    internal Snapshot(VehicleHistory history, DateOnly asOf)
    {
        History = history;
        AsOf = asOf;
        _figures = history.Revisions
            .Select(s => (s.Key, Standing: (IReadOnlyList<Figure>)[.. s.Value.Select(r => Figure.Standing(r, asOf)).OfType<Figure>()]))
            .Where(s => s.Standing.Count > 0)
            .ToDictionary(s => s.Key, s => s.Standing);
        Series = [.. _figures.Keys.OrderBy(s => s.Measure).ThenBy(s => s.Basis, StringComparer.Ordinal).ThenBy(s => s.City, StringComparer.Ordinal)];
    }

    /// <summary>The record that this is a view of.</summary>
    public VehicleHistory History { get; }
    /// <summary>The day.</summary>
    public DateOnly AsOf { get; }
    /// <summary>The series of which something was known, in order.</summary>
    public IReadOnlyList<Series> Series { get; }
    /// <summary>What is followed.</summary>
    public Vehicle Vehicle => History.Vehicle;

    /// <summary>The series of this vehicle with a measure, basis and city.</summary>
    public Series Of(Measure measure, string basis, string city = "") => new(Vehicle.Slug, measure, basis, city);

    /// <summary>The figures of a series that stand, by the day they end; none when nothing is known.</summary>
    public IReadOnlyList<Figure> Figures(Series series) => _figures.GetValueOrDefault(series, []);

    /// <summary>What the figures of a series say together; null when nothing is known.</summary>
    public Curve? Curve(Series series) => _curves.GetOrAdd(
        series, static (s, me) => Domain.Curve.Of(me.Figures(s), id => me.History.Sources.TryGetValue(id, out var source) ? source.Grade : Grade.D), this);

    /// <summary>The claims that had been made.</summary>
    public IEnumerable<Claim> Claims => History.Claims.Where(c => c.StatedOn <= AsOf);

    /// <summary>The plan or expectation in force on a day: the one whose days hold it, of several the shortest; null when there is none.</summary>
    /// <param name="basis"><see cref="Domain.Series.Target"/> or <see cref="Domain.Series.Expected"/>.</param>
    /// <param name="measures">The measures that may be planned, the preferred first.</param>
    /// <param name="day">The day.</param>
    public Figure? InForce(string basis, IEnumerable<Measure> measures, DateOnly day) => measures
        .Select(m => Figures(Of(m, basis))
            .Where(f => day <= f.Key.End && (f.Key.Start is not { } start || start <= day))
            .MinBy(f => f.Key.Period?.Days ?? int.MaxValue))
        .FirstOrDefault(f => f is not null);
}
