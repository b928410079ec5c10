using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>What is followed.</summary>
public sealed class Vehicles(IDbContextFactory<TrackerDb> contexts, RecordWriter writer)
{
    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<Vehicle>> AllAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return [.. (await db.Vehicles.AsNoTracking().OrderBy(r => r.Slug).ToListAsync(cancel)).Select(r => r.Value)];
    }

    /// <summary>All that were on record at a version of the whole record, as they stood then.</summary>
    public async Task<IReadOnlyList<Vehicle>> AllAsync(long version, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var facts = await db.Facts.AsNoTracking().Where(f => f.Kind == FactKinds.Vehicles && f.ChangeId <= version).OrderBy(f => f.Id).ToListAsync(cancel);
        return [.. facts.GroupBy(f => f.Key).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Last().Read<VehicleRow>().Value)];
    }

    /// <summary>Adds one, or overwrites the one with the same key. What is equal stays as it is.</summary>
    /// <returns>What is wrong with it; null when it is on record now.</returns>
    public Task<Problem?> SaveAsync(Vehicle value, Author author, CancellationToken cancel = default) =>
        writer.SaveOneAsync(value, Rules.Check, (r, v) => r.Check(v), SaveAsync, author, cancel);

    internal Task<Result[]> SaveAsync(IReadOnlyList<Vehicle> values, Attempt attempt, CancellationToken cancel) =>
        writer.UpsertAsync([.. values.Select(VehicleRow.Of)], FactKinds.Vehicles, (_, changed, _) => Task.FromResult(RecordWriter.PerVehicle(changed, r => r.Slug)), attempt, cancel);
}
