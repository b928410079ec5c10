using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

internal sealed record Touched(string Vehicle, int Added, int Revised);

// Who writes, and whether it is to stay. What shares a transaction finds what was written in it before, and never stays.
internal sealed record Attempt(Author Author, bool DryRun = false, TrackerDb? Shared = null);

/// <summary>What every write does: one after the other, with a row for each vehicle that it touches, and a notification in the same transaction.</summary>
public sealed class RecordWriter(IDbContextFactory<TrackerDb> contexts, ChangeFeed feed, TimeProvider clock, ILogger<RecordWriter> logger) : IDisposable
{
    private const long Key = 5_007_002;
    private readonly SemaphoreSlim _line = new(1, 1);

    internal DateTimeOffset Now => clock.GetUtcNow();

    // Writers take turns, so that the ids of changes are committed in their order and whoever has read one has missed none before.
    // On SQLite BEGIN IMMEDIATE does the same.
    internal static async Task LockWritersAsync(TrackerDb db, CancellationToken cancel)
    {
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Key})", cancel);
        }
    }

    // Only one writes at a time, whichever the database. Those of this process rather stand in line here than there, where each holds
    // a connection, or with SQLite a thread, that readers need.
    internal async ValueTask<IDisposable> EnterWriteQueueAsync(CancellationToken cancel)
    {
        await _line.WaitAsync(cancel);
        return new Place(_line);
    }

    // Returns the id of the first change.
    internal static async Task<long> TouchAsync(TrackerDb db, IEnumerable<Touched> touched, string what, Author author, DateTimeOffset now, CancellationToken cancel)
    {
        var rows = touched.OrderBy(t => t.Vehicle, StringComparer.Ordinal).Select(t => new ChangeRow
        {
            Vehicle = t.Vehicle, Added = t.Added, Revised = t.Revised, What = what, RecordedAt = now, RecordedBy = author.Recorded,
        }).ToList();
        db.AddRange(rows);
        await db.SaveChangesAsync(cancel);
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync($"select pg_notify({ChangeListener.Channel}, '')", cancel);
        }
        return rows.Min(r => r.Id);
    }

    internal Task CommittedAsync(Author author, int added, int revised, string what)
    {
        var by = author.Recorded;
        logger.Recorded(by, added, revised, what);
        return feed.CommittedAsync();
    }

    // Returns what is wrong with it; null when it is on record now.
    internal async Task<Problem?> SaveOneAsync<T>(
        T value, Func<T, Problem?> check, Func<References, T, Problem?> refer, Func<IReadOnlyList<T>, Attempt, CancellationToken, Task<Result[]>> save,
        Author author, CancellationToken cancel)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            if ((check(value) ?? refer(await References.LoadAsync(db, cancel), value)) is { } wrong)
            {
                return wrong;
            }
        }
        await save([value], new(author), cancel);
        return null;
    }

    // Adds what is not there and overwrites what differs; what is equal stays. The rows are records, so that equal means equal in every column.
    internal async Task<Result[]> UpsertAsync<TRow>(
        IReadOnlyList<TRow> rows, string what, Func<TrackerDb, IReadOnlyList<(TRow Row, Result Result)>, CancellationToken, Task<IEnumerable<Touched>>> touch,
        Attempt attempt, CancellationToken cancel) where TRow : class
    {
        using var place = attempt.Shared is null ? await EnterWriteQueueAsync(cancel) : null;
        await using var own = attempt.Shared is null ? await contexts.CreateDbContextAsync(cancel) : null;
        await using var transaction = own is null ? null : await own.Database.BeginTransactionAsync(cancel);
        var db = own ?? attempt.Shared!;
        await LockWritersAsync(db, cancel);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var table = db.Model.FindEntityType(typeof(TRow))!;
        var key = table.FindPrimaryKey()!.Properties[0];
        var ofVehicle = table.FindProperty(nameof(EntityVersionRow.Vehicle));
        string KeyOf(TRow row) => (string)key.GetGetter().GetClrValue(row)!;
        string VehicleOf(TRow row) => (string?)ofVehicle?.GetGetter().GetClrValue(row) ?? "";

        var present = new Dictionary<string, TRow>(StringComparer.Ordinal);
        foreach (var keys in rows.Select(KeyOf).Distinct().Chunk(1000))
        {
            foreach (var row in await db.Set<TRow>().Where(r => keys.Contains(EF.Property<string>(r, key.Name))).ToListAsync(cancel))
            {
                present.Add(KeyOf(row), row);
            }
        }
        var results = new Result[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (!present.TryGetValue(KeyOf(row), out var old))
            {
                db.Add(row);
                present.Add(KeyOf(row), row);
                results[i] = Result.New;
            }
            else if (old.Equals(row))
            {
                results[i] = Result.Unchanged;
            }
            else
            {
                db.Entry(old).CurrentValues.SetValues(row);
                results[i] = Result.Revision;
            }
        }
        if (results.All(r => r == Result.Unchanged))
        {
            return results;
        }
        await db.SaveChangesAsync(cancel);
        var changed = rows.Zip(results).Where(r => r.Second != Result.Unchanged).Select(r => (r.First, r.Second)).ToList();
        var first = await TouchAsync(db, await touch(db, changed, cancel), what, attempt.Author, Now, cancel);
        db.AddRange(changed.Select(c => new EntityVersionRow { ChangeId = first, Kind = what, Key = KeyOf(c.First), Vehicle = VehicleOf(c.First), Content = EntityVersionRow.Write(c.First) }));
        await db.SaveChangesAsync(cancel);
        if (!attempt.DryRun)
        {
            await transaction!.CommitAsync(cancel);
            await CommittedAsync(attempt.Author, results.Count(r => r == Result.New), results.Count(r => r == Result.Revision), what);
        }
        return results;
    }

    // One row for each vehicle.
    internal static IEnumerable<Touched> PerVehicle<TRow>(IReadOnlyList<(TRow Row, Result Result)> changed, Func<TRow, string> vehicle) =>
        changed.GroupBy(c => vehicle(c.Row), (slug, rows) => rows.ToList() is var all
            ? new Touched(slug, all.Count(r => r.Result == Result.New), all.Count(r => r.Result == Result.Revision)) : null!);

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    private sealed class Place(SemaphoreSlim line) : IDisposable
    {
        public void Dispose() => line.Release();
    }
}
