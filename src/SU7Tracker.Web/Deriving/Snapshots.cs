using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Deriving;

/// <summary>Finds vehicles as they stood on a day, reconciled off the threads that answer requests.</summary>
public sealed class Snapshots(Histories histories, Derivations derivations)
{
    /// <summary>A vehicle as it stood on a day; null where there is none.</summary>
    /// <param name="slug">Names the vehicle.</param>
    /// <param name="version">A version of the record, the vehicle's own or a later one; null for the present one.</param>
    /// <param name="day">The day.</param>
    /// <param name="lowest">The worst grade of sources whose figures count.</param>
    /// <param name="cancel">Ends the waiting of this caller.</param>
    /// <exception cref="BusyException">Too much is derived already.</exception>
    public async ValueTask<Snapshot?> FindAsync(string slug, long? version, DateOnly day, Grade lowest, CancellationToken cancel = default)
    {
        var history = version is { } pinned
            ? await histories.FindAtAsync(slug, pinned, cancel) : await histories.FindAsync(slug, cancel);
        var snapshot = history?.AsOf(day, lowest);
        if (snapshot is { IsDerived: false })
        {
            await derivations.RunAsync(snapshot.History.Family, (snapshot.History.Family, day, lowest), snapshot.Derive, cancel);
        }
        return snapshot;
    }
}
