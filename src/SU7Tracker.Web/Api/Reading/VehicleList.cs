using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>Keeps the vehicles on record in memory until one of them changes.</summary>
internal sealed class VehicleList : IDisposable
{
    private readonly FactStore<Vehicle> _vehicles;
    private readonly ChangeFeed _feed;
    private readonly IDisposable _subscription;
    private long _changedAt;   // the version of the last change of a vehicle that was heard
    private Listed? _latest;

    private sealed record Listed(long Version, IReadOnlyList<Vehicle> All);

    public VehicleList(FactStore<Vehicle> vehicles, ChangeFeed feed)
    {
        (_vehicles, _feed) = (vehicles, feed);
        _subscription = feed.Subscribe(change =>
        {
            if (change.What == "vehicles")
            {
                Interlocked.Exchange(ref _changedAt, change.Version);
            }
        });
    }

    /// <summary>The vehicles by slug as they stood at the present version of the record or an earlier one.</summary>
    public async ValueTask<IReadOnlyList<Vehicle>> AllAsync(long version, CancellationToken cancel)
    {
        var latest = Volatile.Read(ref _latest);
        // A version that another instance has named may hold a change that this one has not heard of yet.
        var heard = await _feed.VersionAsync(cancel) >= version;
        if (heard && latest is not null && latest.Version <= version && latest.Version >= Interlocked.Read(ref _changedAt))
        {
            return latest.All;
        }
        var all = await _vehicles.AllAsync(version, cancel);
        if (heard && (latest is null || latest.Version < version))
        {
            Volatile.Write(ref _latest, new(version, all));
        }
        return all;
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();
}
