using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;

namespace SU7Tracker.Data;

/// <summary>Tells which vehicles are tied to each other as parent and part, by whatever number of steps.</summary>
internal sealed class Families
{
    private readonly FrozenDictionary<string, string[]> _members;

    /// <param name="parents">The parent of each vehicle; empty for none.</param>
    public Families(IReadOnlyDictionary<string, string> parents)
    {
        _members = parents.Keys.GroupBy(Top, StringComparer.Ordinal)
            .Select(family => family.Order(StringComparer.Ordinal).ToArray())
            .SelectMany(family => family.Select(slug => (slug, family)))
            .ToFrozenDictionary(v => v.slug, v => v.family, StringComparer.Ordinal);

        string Top(string slug)
        {
            for (var steps = 0; steps <= parents.Count; steps++)
            {
                if (parents.GetValueOrDefault(slug, "") is not { Length: > 0 } parent || !parents.ContainsKey(parent))
                {
                    break;
                }
                slug = parent;
            }
            return slug;
        }
    }

    /// <summary>Returns the slugs of a vehicle's family, itself among them, in order; null when there is no such vehicle.</summary>
    public IReadOnlyList<string>? Of(string slug) => _members.GetValueOrDefault(slug);

    /// <summary>Reads the families of today.</summary>
    public static async Task<Families> ReadAsync(TrackerDb db, CancellationToken cancel = default) =>
        new(
            await db
                .Vehicles.AsNoTracking()
                .Select(v => new { v.Slug, v.Parent })
                .ToDictionaryAsync(v => v.Slug, v => v.Parent, StringComparer.Ordinal, cancel));

    /// <summary>Reads the families as they were at a version of the whole record.</summary>
    public static async Task<Families> ReadAsync(TrackerDb db, long version, CancellationToken cancel = default) =>
        new((await FactTables.Vehicles.AllAsync(db, version, cancel)).ToDictionary(v => v.Slug, v => v.Parent, StringComparer.Ordinal));
}
