using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Holds what rows may refer to. Nothing of it is ever deleted, so that what was there at a look is there at the commit.</summary>
internal sealed class References(HashSet<string> vehicles, HashSet<string> cities, Dictionary<string, DateOnly?> sources)
{
    /// <summary>Loads all that is on record.</summary>
    public static async Task<References> LoadAsync(TrackerDb db, CancellationToken cancel) => new(
        [.. await db.Vehicles.Select(r => r.Slug).ToListAsync(cancel)],
        [.. await db.Cities.Select(r => r.Slug).ToListAsync(cancel)],
        await db.Sources.Select(r => new { r.Id, r.PublishedOn }).ToDictionaryAsync(r => r.Id, r => r.PublishedOn, cancel));

    /// <summary>Loads only what some drafts refer to.</summary>
    public static async Task<References> NamedAsync(TrackerDb db, IEnumerable<FigureDraft> drafts, CancellationToken cancel)
    {
        var (vehicles, cities, sources) = (new HashSet<string>(), new HashSet<string>(), new Dictionary<string, DateOnly?>());
        foreach (var some in drafts.Chunk(1000))
        {
            var (v, c, s) = (Distinct(d => d.Key.Series.Vehicle), Distinct(d => d.Key.Series.City), Distinct(d => d.Source));
            vehicles.UnionWith(await db.Vehicles.Where(r => v.Contains(r.Slug)).Select(r => r.Slug).ToListAsync(cancel));
            cities.UnionWith(await db.Cities.Where(r => c.Contains(r.Slug)).Select(r => r.Slug).ToListAsync(cancel));
            foreach (
                var source in await db.Sources.Where(r => s.Contains(r.Id)).Select(r => new { r.Id, r.PublishedOn }).ToListAsync(cancel))
            {
                sources[source.Id] = source.PublishedOn;
            }

            List<string> Distinct(Func<FigureDraft, string> of) => [.. some.Select(of).Distinct()];
        }
        return new(vehicles, cities, sources);
    }

    /// <summary>Returns the publication day of a source, when known.</summary>
    public DateOnly? PublicationDay(string source) => sources.GetValueOrDefault(source);

    public Problem? Check(FigureDraft value) =>
        Check("vehicle", Referent.Vehicle, value.Key.Series.Vehicle) ?? Check("city", Referent.City, value.Key.Series.City)
        ?? Check("source", Referent.Source, value.Source);

    /// <summary>Checks that what a field names is on record; an empty one names nothing.</summary>
    public Problem? Check(string field, Referent referent, string key) =>
        key.Length == 0 && referent != Referent.Vehicle
            ? null
            : referent switch
            {
                Referent.Vehicle => vehicles.Contains(key) ? null : new(field, "UnknownVehicle", key),
                Referent.City => cities.Contains(key) ? null : new(field, "UnknownCity", key),
                _ => sources.ContainsKey(key) ? null : new(field, "UnknownSource", key),
            };
}
