using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Reads all that is on record for the vehicles of a family.</summary>
internal static class FamilyReader
{
    /// <summary>
    /// Reads a family as it stands. The caller has begun a snapshot, because a version must never be later than the figures that are
    /// read with it.
    /// </summary>
    /// <returns>Null when there is no such vehicle.</returns>
    public static async Task<FamilyHistory?> ReadAsync(TrackerDb db, string slug, CancellationToken cancel = default)
    {
        if ((await Families.ReadAsync(db, cancel)).Of(slug) is not { } members)
        {
            return null;
        }
        var version = await db.Changes.Where(c => members.Contains(c.Vehicle)).MaxAsync(c => (long?)c.Id, cancel) ?? 0;
        return await ReadAsync(members, version, await FiguresAsync(db, members, null, cancel), new Latest(db), cancel);
    }

    /// <summary>Reads a family as it stood at one of its versions.</summary>
    /// <returns>Null when there is no such vehicle or version.</returns>
    public static async Task<FamilyHistory?> ReadAsync(TrackerDb db, string slug, long version, CancellationToken cancel = default)
    {
        // What a version consists of is committed before anybody can name it, and none of it changes: no snapshot is needed.
        return await MembersAsync(db, slug, version, cancel) is not { } members ? null
            : await ReadAsync(members, version, await FiguresAsync(db, members, version, cancel), new Pinned(db, version), cancel);
    }

    /// <summary>Returns the family that a vehicle had at a version; null when that is not a version of it.</summary>
    public static async Task<IReadOnlyList<string>?> MembersAsync(
        TrackerDb db,
        string slug,
        long version,
        CancellationToken cancel = default)
    {
        if (await db.Changes.Where(c => c.Id == version).Select(c => c.Vehicle).FirstOrDefaultAsync(cancel) is not { Length: > 0 } changed)
        {
            return null;
        }
        return (await Families.ReadAsync(db, version, cancel)).Of(slug) is { } members && members.Contains(changed) ? members : null;
    }

    /// <summary>Returns the version of a vehicle's family when the whole record stood at one; null when there was none.</summary>
    public static async Task<long?> VersionAtAsync(TrackerDb db, string slug, long version, CancellationToken cancel = default) =>
        await db.Changes.AnyAsync(c => c.Id == version, cancel) && (await Families.ReadAsync(db, version, cancel)).Of(slug) is { } members
            ? await db.Changes.Where(c => c.Id <= version && members.Contains(c.Vehicle)).MaxAsync(c => (long?)c.Id, cancel)
            : null;

    private static async Task<List<Figure>> FiguresAsync(
        TrackerDb db,
        IReadOnlyList<string> members,
        long? version,
        CancellationToken cancel)
    {
        var figures = new List<Figure>();
        foreach (var slug in members)
        {
            figures.AddRange(await FigureReader.ReadAsync(db, slug, version, cancel));
        }
        return figures;
    }

    private static async Task<FamilyHistory> ReadAsync(
        IReadOnlyList<string> members, long version, List<Figure> figures, Facts facts, CancellationToken cancel)
    {
        var vehicles = await facts.OfAsync(FactTables.Vehicles, members, cancel);
        var milestones = await facts.OfAsync(FactTables.Milestones, members, cancel);
        var claims = await facts.OfAsync(FactTables.Claims, members, cancel);
        var laws = await facts.OfAsync(FactTables.Laws, members, cancel);
        var waits = await facts.OfAsync(FactTables.Waits, members, cancel);
        var named = figures.Select(f => f.Source).Concat(milestones.Select(m => m.Source)).Concat(claims.Select(c => c.Source))
            .Concat(waits.Select(w => w.Source)).Concat(laws.Select(l => l.Source)).ToHashSet(StringComparer.Ordinal);
        var counted = figures.Select(f => f.Series.City).ToHashSet(StringComparer.Ordinal);
        var cities = (await facts.AllAsync(FactTables.Cities, cancel))
            .Where(c => counted.Contains(c.Slug) || named.Contains(c.Source))
            .ToList();
        named.UnionWith(cities.Select(c => c.Source).Where(s => s.Length > 0));
        var sources = await facts.WithKeysAsync(FactTables.Sources, named, cancel);
        var meant = sources.Select(s => s.AliasOf).Where(id => id.Length > 0 && !named.Contains(id)).ToHashSet(StringComparer.Ordinal);
        sources = [.. sources, .. await facts.WithKeysAsync(FactTables.Sources, meant, cancel)];
        return new(vehicles, version, figures, sources, milestones, claims, laws, waits, cities);
    }

    private abstract class Facts
    {
        public abstract Task<IReadOnlyList<TValue>> AllAsync<TValue, TRow>(FactTable<TValue, TRow> table, CancellationToken cancel)
            where TRow : FactRow, new();

        public abstract Task<IReadOnlyList<TValue>> OfAsync<TValue, TRow>(
            FactTable<TValue, TRow> table, IReadOnlyList<string> vehicles, CancellationToken cancel)
            where TRow : FactRow, new();

        protected abstract Task<IReadOnlyList<TValue>> SomeAsync<TValue, TRow>(
            FactTable<TValue, TRow> table, string[] keys, CancellationToken cancel)
            where TRow : FactRow, new();

        public async Task<IReadOnlyList<TValue>> WithKeysAsync<TValue, TRow>(
            FactTable<TValue, TRow> table, IEnumerable<string> keys, CancellationToken cancel)
            where TRow : FactRow, new()
        {
            var all = new List<TValue>();
            foreach (var some in keys.Chunk(1000))
            {
                all.AddRange(await SomeAsync(table, some, cancel));
            }
            return all;
        }
    }

    private sealed class Latest(TrackerDb db) : Facts
    {
        public override Task<IReadOnlyList<TValue>> AllAsync<TValue, TRow>(FactTable<TValue, TRow> table, CancellationToken cancel) =>
            table.AllAsync(db, cancel);

        public override Task<IReadOnlyList<TValue>> OfAsync<TValue, TRow>(
            FactTable<TValue, TRow> table,
            IReadOnlyList<string> vehicles,
            CancellationToken cancel
        ) => table.OfVehiclesAsync(db, vehicles, cancel);

        protected override Task<IReadOnlyList<TValue>> SomeAsync<TValue, TRow>(
            FactTable<TValue, TRow> table,
            string[] keys,
            CancellationToken cancel
        ) => table.WithKeysAsync(db, keys, cancel);
    }

    private sealed class Pinned(TrackerDb db, long version) : Facts
    {
        private IQueryable<EntityVersionRow> Versions => db.EntityVersions.AsNoTracking().Where(e => e.ChangeId <= version);

        public override Task<IReadOnlyList<TValue>> AllAsync<TValue, TRow>(FactTable<TValue, TRow> table, CancellationToken cancel) =>
            table.LatestAsync(Versions, cancel);

        public override Task<IReadOnlyList<TValue>> OfAsync<TValue, TRow>(
            FactTable<TValue, TRow> table, IReadOnlyList<string> vehicles, CancellationToken cancel) =>
            // The versions of vehicles written before they named themselves have no vehicle, but their key is one.
            table.LatestAsync(
                table.Kind == FileKind.Vehicles
                    ? Versions.Where(e => vehicles.Contains(e.Key))
                    : Versions.Where(e => vehicles.Contains(e.Vehicle)),
                cancel);

        protected override Task<IReadOnlyList<TValue>> SomeAsync<TValue, TRow>(
            FactTable<TValue, TRow> table,
            string[] keys,
            CancellationToken cancel
        ) => table.LatestAsync(Versions.Where(e => keys.Contains(e.Key)), cancel);
    }
}
