using System.Collections.Concurrent;
using System.Collections.Frozen;

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
        Revisions = figures.GroupBy(f => f.Series).ToFrozenDictionary(
            series => series.Key,
            series => (IReadOnlyList<IReadOnlyList<Figure>>)[.. series
                .GroupBy(f => f.Key)
                .OrderBy(f => f.Key.End).ThenBy(f => f.Key.First).ThenBy(f => f.Key.Reading)
                .Select(revisions => revisions.OrderBy(f => f.Revision).ToList())]);
        Sources = sources.ToFrozenDictionary(s => s.Id);
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
}
