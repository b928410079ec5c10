using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>
/// Records what the API, imports and pages write. Every write goes the same way: it is checked, it enters the queue of this process, it
/// locks out the writers of other processes, it is decided and inserted with a row for each vehicle that it touches, committed with a
/// notification, and the change feed is told.
/// </summary>
public sealed class Recorder(IDbContextFactory<TrackerDb> contexts, ChangeFeed feed, TimeProvider clock, ILogger<Recorder> logger)
    : IDisposable
{
    /// <summary>The name of figures in the rows of changes.</summary>
    private const string FiguresName = "figures";
    private const long LockKey = 5_007_002;
    private readonly SemaphoreSlim _queue = new(1, 1);

    /// <summary>Loads what rows may refer to.</summary>
    internal async Task<References> ReferencesAsync(Attempt attempt, CancellationToken cancel)
    {
        await using var own = attempt.Shared is null ? await contexts.CreateDbContextAsync(cancel) : null;
        return await References.LoadAsync(own ?? attempt.Shared!, cancel);
    }

    /// <summary>Loads a fact as it is now.</summary>
    internal async Task<FactEntry?> EntryAsync(FactTable table, string key, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await table.EntryAsync(db, key, cancel);
    }

    /// <summary>Records figures, all or none.</summary>
    /// <param name="check">Checks the figures against the record as far as no lock is needed; called first.</param>
    /// <param name="pour">Adds the figures to the batch; called before anybody has to wait. It cannot use the database.</param>
    /// <param name="decided">Is told what becomes of each figure.</param>
    /// <param name="isRejected">Whether something was rejected, so that nothing is recorded.</param>
    /// <param name="attempt">Who writes, and whether it is to stay.</param>
    /// <param name="cancel">Calls it off.</param>
    /// <returns>Whether they are on record now.</returns>
    internal async Task<bool> RecordAsync(
        Func<TrackerDb, Task> check,
        Func<FigureBatch, Task> pour,
        Func<TrackerDb, IReadOnlyList<Decision>, Task> decided,
        Func<bool> isRejected,
        Attempt attempt,
        CancellationToken cancel)
    {
        await using var own = attempt.Shared is null ? await contexts.CreateDbContextAsync(cancel) : null;
        var db = own ?? attempt.Shared!;
        await check(db);
        await using var batch = FigureBatch.On(db);
        await batch.OpenAsync(cancel);
        await pour(batch);
        using var turn = attempt.Shared is null ? await EnterWriteQueueAsync(cancel) : null;
        await batch.BeginAsync(cancel);
        var decisions = await batch.DecideAsync(attempt.Author.Recorded, cancel);
        await decided(db, decisions);
        if (isRejected())
        {
            return false;
        }
        var touched = await batch.TouchedAsync(cancel);
        if (touched.Count > 0)
        {
            var now = clock.GetUtcNow();
            var first = await TouchAsync(db, touched, FiguresName, attempt.Author, now, cancel);
            await batch.InsertAsync(first, attempt.Author, now, cancel);
        }
        if (attempt.DryRun)
        {
            return false;
        }
        await batch.CommitAsync(cancel);
        if (touched.Count > 0)
        {
            await CommittedAsync(attempt.Author, touched.Sum(t => t.Added), touched.Sum(t => t.Revised), FiguresName);
        }
        return true;
    }

    /// <summary>
    /// Adds the facts that are not on record and overwrites those that differ, all or none. Rows are records: equal means equal in every
    /// column.
    /// </summary>
    /// <param name="table">The kind of the facts.</param>
    /// <param name="rows">The facts.</param>
    /// <param name="attempt">Who writes, and whether it is to stay.</param>
    /// <param name="cancel">Calls it off.</param>
    /// <param name="kept">The columns that stay as they are where the fact is on record.</param>
    /// <param name="expected">By their keys the versions of facts that the rows were written upon, 0 for none.</param>
    internal async Task<Upserted> UpsertAsync<TValue, TRow>(
        FactTable<TValue, TRow> table,
        IReadOnlyList<TRow> rows,
        Attempt attempt,
        CancellationToken cancel,
        IReadOnlyList<Column<TRow>>? kept = null,
        IReadOnlyDictionary<string, long>? expected = null)
        where TRow : FactRow, new()
    {
        using var turn = attempt.Shared is null ? await EnterWriteQueueAsync(cancel) : null;
        await using var own = attempt.Shared is null ? await contexts.CreateDbContextAsync(cancel) : null;
        await using var transaction = own is null ? null : await own.Database.BeginTransactionAsync(cancel);
        var db = own ?? attempt.Shared!;
        await LockWritersAsync(db, cancel);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        for (var i = 0; i < rows.Count; i++)
        {
            if (expected?.TryGetValue(table.KeyOf(rows[i]), out var version) == true
                && version != await table.LatestVersionAsync(db, table.KeyOf(rows[i]), cancel))
            {
                return new(new Result[rows.Count], [(i, new("row", FactOutcome.ConflictCode))]);
            }
        }
        var present = await PresentAsync(table, db, rows, cancel);
        foreach (var column in kept ?? [])
        {
            foreach (var row in rows)
            {
                if (present.TryGetValue(table.KeyOf(row), out var before))
                {
                    column.Copy(before, row);
                }
            }
        }
        if (await table.CheckTogetherAsync(db, rows, cancel) is { Count: > 0 } problems)
        {
            return new(new Result[rows.Count], problems);
        }
        var results = new Result[rows.Count];
        var changed = new List<Changed<TRow>>();
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, key) = (rows[i], table.KeyOf(rows[i]));
            if (!present.TryGetValue(key, out var old))
            {
                db.Add(row);
                present.Add(key, row);
                results[i] = Result.New;
                changed.Add(new(row, null, Result.New));
            }
            else if (old.Equals(row))
            {
                results[i] = Result.Unchanged;
            }
            else
            {
                var entry = db.Entry(old);
                changed.Add(new(row, (TRow)entry.CurrentValues.ToObject(), Result.Revision));
                entry.CurrentValues.SetValues(row);
                results[i] = Result.Revision;
            }
        }
        if (changed.Count == 0)
        {
            return new(results, []);
        }
        await db.SaveChangesAsync(cancel);
        var first = await TouchAsync(
            db,
            await table.TouchAsync(db, changed, cancel),
            table.Name,
            attempt.Author,
            clock.GetUtcNow(),
            cancel);
        db.AddRange(
            changed.Select(c => new EntityVersionRow
            {
                ChangeId = first,
                Kind = table.Name,
                Key = table.KeyOf(c.Row),
                Vehicle = table.VehicleOf(c.Row),
                Content = EntityVersionRow.Write(c.Row),
            }));
        await db.SaveChangesAsync(cancel);
        if (!attempt.DryRun)
        {
            await transaction!.CommitAsync(cancel);
            await CommittedAsync(attempt.Author, results.Count(r => r == Result.New), results.Count(r => r == Result.Revision), table.Name);
        }
        return new(results, []);
    }

    /// <summary>Locks out other writers until the transaction ends, so that the ids of changes are committed in their order and whoever
    /// has read one
    /// has missed none before. On SQLite BEGIN IMMEDIATE does the same.</summary>
    internal static async Task LockWritersAsync(TrackerDb db, CancellationToken cancel)
    {
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LockKey})", cancel);
        }
    }

    /// <summary>Adds a change for each vehicle, and the notification of them.</summary>
    /// <returns>The id of the first change.</returns>
    internal static async Task<long> TouchAsync(
        TrackerDb db, IEnumerable<Touched> touched, string what, Author author, DateTimeOffset now, CancellationToken cancel)
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

    // Only one writes at a time, whichever the database. Those of this process wait here rather than there, where each holds
    // a connection, or with SQLite a thread, that readers need.
    private async ValueTask<IDisposable> EnterWriteQueueAsync(CancellationToken cancel)
    {
        await _queue.WaitAsync(cancel);
        return new Turn(_queue);
    }

    private static async Task<Dictionary<string, TRow>> PresentAsync<TValue, TRow>(
        FactTable<TValue, TRow> table, TrackerDb db, IReadOnlyList<TRow> rows, CancellationToken cancel) where TRow : FactRow, new()
    {
        var present = new Dictionary<string, TRow>(StringComparer.Ordinal);
        foreach (var keys in rows.Select(table.KeyOf).Distinct().Chunk(1000))
        {
            foreach (var row in await table.RowsWithKeys(db, keys).ToListAsync(cancel))
            {
                present.Add(table.KeyOf(row), row);
            }
        }
        return present;
    }

    private Task CommittedAsync(Author author, int added, int revised, string what)
    {
        var by = author.Recorded;
        logger.Recorded(by, added, revised, what);
        return feed.CommittedAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _queue.Dispose();

    private sealed class Turn(SemaphoreSlim queue) : IDisposable
    {
        public void Dispose() => queue.Release();
    }
}
