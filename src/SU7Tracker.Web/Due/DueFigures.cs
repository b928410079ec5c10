using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Deriving;

namespace SU7Tracker.Web.Due;

/// <summary>Tells which figures are expected and not exactly on record; worked out once for a version of the record and a day.</summary>
public sealed class DueFigures(
    FactStore<Rhythm> rhythms, Histories histories, ChangeFeed feed, Derivations derivations, TimeProvider clock)
{
    private sealed record Worked(long Version, DateOnly Today, IReadOnlyList<DueFigure> All);

    private Worked? _latest;

    /// <summary>All of them, by series and the latest first.</summary>
    public async Task<IReadOnlyList<DueFigure>> AllAsync(CancellationToken cancel = default)
    {
        var version = await feed.VersionAsync(cancel);
        var today = clock.Today();
        if (Volatile.Read(ref _latest) is { } latest && latest.Version == version && latest.Today == today)
        {
            return latest.All;
        }
        var all = new List<DueFigure>();
        foreach (var vehicle in (await rhythms.AllAsync(cancel)).GroupBy(r => r.Series.Vehicle))
        {
            if (await histories.FindAsync(vehicle.Key, cancel) is { Vehicle.Retired: false } history)
            {
                all.AddRange(
                    await derivations.RunAsync(
                        history.Family,
                        (nameof(DueFigures), vehicle.Key, version, today),
                        derive => vehicle.SelectMany(r => DueFigure.Of(r, history.AsOf(today).Derive(derive))).ToList(),
                        cancel));
            }
        }
        Volatile.Write(ref _latest, new(version, today, all));
        return all;
    }
}
