using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Layout;

/// <summary>The vehicles and cities on record, read once and again after a change.</summary>
public sealed class VehicleDirectory : IDisposable
{
    private readonly FactStore<Vehicle> _vehicles;
    private readonly FactStore<City> _cities;
    private readonly ChangeFeed _feed;
    private readonly string _default;
    private readonly IDisposable _subscription;
    private volatile Lazy<Task<Entries>> _entries;

    private sealed record Entries(IReadOnlyList<Vehicle> Vehicles, IReadOnlyDictionary<string, City> Cities)
    {
        public IReadOnlyList<Vehicle> Followed { get; } = [.. Vehicles.Where(v => !v.Retired)];
    }

    /// <summary>Reads from the stores; the setting <c>Default:Vehicle</c> names the vehicle of the first page.</summary>
    public VehicleDirectory(FactStore<Vehicle> vehicles, FactStore<City> cities, ChangeFeed feed, IConfiguration configuration)
    {
        (_vehicles, _cities, _feed, _default) = (vehicles, cities, feed, configuration["Default:Vehicle"] ?? "su7");
        _entries = Unread();
        _subscription = feed.Subscribe(_ => _entries = Unread());
    }

    /// <summary>All vehicles that are followed, by maker and name.</summary>
    public async ValueTask<IReadOnlyList<Vehicle>> AllAsync() => (await ReadAsync()).Followed;

    /// <summary>The cities by slug.</summary>
    public async ValueTask<IReadOnlyDictionary<string, City>> CitiesAsync() => (await ReadAsync()).Cities;

    /// <summary>The vehicle with a slug; without one the default, else the first on record. Null when there is none.</summary>
    public async ValueTask<Vehicle?> FindAsync(string? slug)
    {
        var entries = await ReadAsync();
        return slug is null
            ? entries.Followed.FirstOrDefault(v => v.Slug == _default) ?? (entries.Followed.Count > 0 ? entries.Followed[0] : null)
            : entries.Vehicles.FirstOrDefault(v => v.Slug == slug);
    }

    private async ValueTask<Entries> ReadAsync()
    {
        await _feed.VersionAsync();   // hears of changes that this instance has missed
        var entries = _entries;
        try
        {
            return await entries.Value;
        }
        catch
        {
            // The next reader tries again.
            Interlocked.CompareExchange(ref _entries, Unread(), entries);
            throw;
        }
    }

    private Lazy<Task<Entries>> Unread() => new(async () => new(
        [.. (await _vehicles.AllAsync()).OrderBy(v => v.Maker, StringComparer.Ordinal).ThenBy(v => v.Name, StringComparer.Ordinal)],
        (await _cities.AllAsync()).ToDictionary(c => c.Slug)));

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();
}
