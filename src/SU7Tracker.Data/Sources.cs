using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Where figures come from.</summary>
public sealed class Sources(IDbContextFactory<TrackerDb> contexts, RecordWriter writer)
{
    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<Source>> AllAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return [.. (await db.Sources.AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel)).Select(r => r.Value)];
    }

    /// <summary>Adds one, or overwrites the one with the same key. What is equal stays as it is.</summary>
    /// <returns>What is wrong with it; null when it is on record now.</returns>
    public Task<Problem?> SaveAsync(Source value, Author author, CancellationToken cancel = default) =>
        writer.SaveOneAsync(value, Rules.Check, (r, v) => r.Check(v), SaveAsync, author, cancel);

    internal Task<Result[]> SaveAsync(IReadOnlyList<Source> values, Attempt attempt, CancellationToken cancel) =>
        writer.UpsertAsync([.. values.Select(SourceRow.Of)], FactKinds.Sources, TouchAsync, attempt, cancel);

    // A source that has changed is a change of every vehicle that it speaks of.
    private static async Task<IEnumerable<Touched>> TouchAsync(TrackerDb db, IReadOnlyList<(SourceRow Row, Result Result)> changed, CancellationToken cancel)
    {
        var vehicles = new HashSet<string>();
        foreach (var ids in changed.Where(c => c.Result == Result.Revision).Select(c => c.Row.Id).Chunk(1000))
        {
            vehicles.UnionWith(await db.Figures.Where(r => ids.Contains(r.Source)).Select(r => r.Vehicle).Distinct().ToListAsync(cancel));
            vehicles.UnionWith(await db.Milestones.Where(r => ids.Contains(r.Source)).Select(r => r.Vehicle).Distinct().ToListAsync(cancel));
            vehicles.UnionWith(await db.Claims.Where(r => ids.Contains(r.Source)).Select(r => r.Vehicle).Distinct().ToListAsync(cancel));
        }
        var (added, revised) = (changed.Count(c => c.Result == Result.New), changed.Count(c => c.Result == Result.Revision));
        return vehicles.Select(v => new Touched(v, 0, revised)).Append(new("", added, revised));
    }
}
