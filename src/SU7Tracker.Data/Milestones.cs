using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Dated events.</summary>
public sealed class Milestones(IDbContextFactory<TrackerDb> contexts, RecordWriter writer)
{
    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<Milestone>> AllAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return [.. (await db.Milestones.AsNoTracking().OrderBy(r => r.Date).ThenBy(r => r.Vehicle).ThenBy(r => r.Id).ToListAsync(cancel)).Select(r => r.Value)];
    }

    /// <summary>Adds one, or overwrites the one with the same key. What is equal stays as it is.</summary>
    /// <returns>What is wrong with it; null when it is on record now.</returns>
    public Task<Problem?> SaveAsync(Milestone value, Author author, CancellationToken cancel = default) =>
        writer.SaveOneAsync(value, Rules.Check, (r, v) => r.Check(v), SaveAsync, author, cancel);

    internal Task<Result[]> SaveAsync(IReadOnlyList<Milestone> values, Attempt attempt, CancellationToken cancel) =>
        writer.UpsertAsync([.. values.Select(MilestoneRow.Of)], FactKinds.Milestones, (_, changed, _) => Task.FromResult(RecordWriter.PerVehicle(changed, r => r.Vehicle)), attempt, cancel);
}
