using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

// What rows may name. Nothing of it is ever deleted, so that what was there at a look is there at the commit.
internal sealed class References(HashSet<string> vehicles, HashSet<string> cities, HashSet<string> sources)
{
    public static async Task<References> LoadAsync(TrackerDb db, CancellationToken cancel) => new(
        [.. await db.Vehicles.Select(r => r.Slug).ToListAsync(cancel)],
        [.. await db.Cities.Select(r => r.Slug).ToListAsync(cancel)],
        [.. await db.Sources.Select(r => r.Id).ToListAsync(cancel)]);

    // Only what some drafts name.
    public static async Task<References> NamedAsync(TrackerDb db, IReadOnlyList<FigureDraft> drafts, CancellationToken cancel)
    {
        var (vehicles, cities, sources) = (new HashSet<string>(), new HashSet<string>(), new HashSet<string>());
        foreach (var some in drafts.Chunk(1000))
        {
            var (v, c, s) = (some.Select(d => d.Key.Series.Vehicle).ToList(), some.Select(d => d.Key.Series.City).ToList(), some.Select(d => d.Source).ToList());
            vehicles.UnionWith(await db.Vehicles.Where(r => v.Contains(r.Slug)).Select(r => r.Slug).ToListAsync(cancel));
            cities.UnionWith(await db.Cities.Where(r => c.Contains(r.Slug)).Select(r => r.Slug).ToListAsync(cancel));
            sources.UnionWith(await db.Sources.Where(r => s.Contains(r.Id)).Select(r => r.Id).ToListAsync(cancel));
        }
        return new(vehicles, cities, sources);
    }

#pragma warning disable CA1822, IDE0060 // So that all kinds are checked alike.
    public Problem? Check(Vehicle value) => null;

    public Problem? Check(Source value) => null;
#pragma warning restore CA1822, IDE0060

    public Problem? Check(City value) => value.Source.Length == 0 ? null : Source(value.Source);

    public Problem? Check(Milestone value) => Vehicle(value.Vehicle) ?? Source(value.Source);

    public Problem? Check(Claim value) => Vehicle(value.Vehicle) ?? Source(value.Source);

    public Problem? Check(FigureDraft value) => Vehicle(value.Key.Series.Vehicle) ?? City(value.Key.Series.City) ?? Source(value.Source);

    private Problem? Vehicle(string slug) => vehicles.Contains(slug) ? null : new("vehicle", "UnknownVehicle", slug);

    private Problem? City(string slug) => slug.Length == 0 || cities.Contains(slug) ? null : new("city", "UnknownCity", slug);

    private Problem? Source(string id) => sources.Contains(id) ? null : new("source", "UnknownSource", id);
}
