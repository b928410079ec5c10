using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace SU7Tracker.Domain;

/// <summary>Everything that is on record for a vehicle, every revision included. It never changes, and any number of readers may share it.</summary>
public sealed class VehicleHistory
{
    private const int MaxSnapshots = 32;
    private readonly ConcurrentDictionary<DateOnly, Snapshot> _snapshots = new();   // derived once, however many ask

    /// <summary>What is on record.</summary>
    /// <param name="vehicle">What is followed.</param>
    /// <param name="version">Grows with every change of the record of this vehicle.</param>
    /// <param name="figures">All revisions of all its figures, in any order.</param>
    /// <param name="sources">The sources that these name.</param>
    /// <param name="milestones">Its dated events.</param>
    /// <param name="claims">What was said about it.</param>
    public VehicleHistory(
        Vehicle vehicle, long version, IEnumerable<Figure> figures, IEnumerable<Source> sources, IEnumerable<Milestone> milestones, IEnumerable<Claim> claims)
    {
        Vehicle = vehicle;
        Version = version;
        Sources = sources.ToFrozenDictionary(s => s.Id);
        Revisions = Ordered(figures);
        Milestones = [.. milestones.OrderBy(m => m.Date)];
        Claims = [.. claims.OrderBy(c => c.StatedOn).ThenBy(c => c.Id, StringComparer.Ordinal)];
    }

    /// <summary>What is followed.</summary>
    public Vehicle Vehicle { get; }
    /// <summary>Grows with every change of the record of this vehicle.</summary>
    public long Version { get; }
    /// <summary>Of each series its figures by the day they end, and of each figure its revisions in order.</summary>
    public IReadOnlyDictionary<Series, IReadOnlyList<IReadOnlyList<Figure>>> Revisions { get; }
    /// <summary>The sources by id.</summary>
    public IReadOnlyDictionary<string, Source> Sources { get; }
    /// <summary>Dated events in order.</summary>
    public IReadOnlyList<Milestone> Milestones { get; }
    /// <summary>Claims in the order they were made.</summary>
    public IReadOnlyList<Claim> Claims { get; }

    /// <summary>The vehicle as it stood on a day: only what was known on or before it.</summary>
    public Snapshot AsOf(DateOnly day)
    {
        if (_snapshots.Count >= MaxSnapshots)
        {
            _snapshots.Clear();
        }
        return _snapshots.GetOrAdd(day, static (d, me) => new(me, d), this);
    }

    // Figures of one series tend to follow each other and to be in order: then hardly anything has to be looked up or moved.
    private FrozenDictionary<Series, IReadOnlyList<IReadOnlyList<Figure>>> Ordered(IEnumerable<Figure> figures)
    {
        var all = new Dictionary<Series, List<Figure>>();
        List<Figure> latest = [];
        foreach (var figure in figures)
        {
            if (latest.Count == 0 || !ReferenceEquals(latest[^1].Series, figure.Series))
            {
                latest = CollectionsMarshal.GetValueRefOrAddDefault(all, figure.Series, out _) ??= [];
            }
            latest.Add(figure);
        }
        return all.ToFrozenDictionary(s => s.Key, s => (IReadOnlyList<IReadOnlyList<Figure>>)Ordered(s.Value));
    }

    private List<IReadOnlyList<Figure>> Ordered(List<Figure> series)
    {
        for (var i = 1; i < series.Count; i++)
        {
            if (Compare(series[i - 1], series[i]) > 0)
            {
                series.Sort(Compare);
                break;
            }
        }
        var figures = new List<IReadOnlyList<Figure>>(series.Count);
        for (var (first, next) = (0, 1); first < series.Count; first = next++)
        {
            while (next < series.Count && CompareKeys(series[first], series[next]) == 0)
            {
                next++;
            }
            figures.Add(Figure.Dated(next == first + 1 ? [series[first]] : series[first..next], Sources.GetValueOrDefault(series[first].Source)?.PublishedOn));
        }
        return figures;
    }

    private static int Compare(Figure one, Figure other) => CompareKeys(one, other) is not 0 and var order ? order : one.Revision.CompareTo(other.Revision);

    private static int CompareKeys(Figure one, Figure other)
    {
        var (a, b) = (one.Key, other.Key);
        return a.End != b.End ? a.End.CompareTo(b.End) : a.First != b.First ? a.First.CompareTo(b.First)
            : a.Reading != b.Reading ? a.Reading.CompareTo(b.Reading) : string.CompareOrdinal(one.Source, other.Source);
    }
}
