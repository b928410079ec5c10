using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Where cars are handed over.</summary>
public sealed class Cities(IDbContextFactory<TrackerDb> contexts, RecordWriter writer)
{
    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<City>> AllAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return [.. (await db.Cities.AsNoTracking().OrderBy(r => r.Slug).ToListAsync(cancel)).Select(r => r.Value)];
    }

    /// <summary>Adds one, or overwrites the one with the same key. What is equal stays as it is.</summary>
    /// <returns>What is wrong with it; null when it is on record now.</returns>
    public Task<Problem?> SaveAsync(City value, Author author, CancellationToken cancel = default) =>
        writer.SaveOneAsync(value, Rules.Check, (r, v) => r.Check(v), SaveAsync, author, cancel);

    internal Task<Result[]> SaveAsync(IReadOnlyList<City> values, Attempt attempt, CancellationToken cancel) =>
        writer.UpsertAsync([.. values.Select(CityRow.Of)], FactKinds.Cities, (_, changed, _) => Task.FromResult(RecordWriter.PerVehicle(changed, _ => "")), attempt, cancel);
}
