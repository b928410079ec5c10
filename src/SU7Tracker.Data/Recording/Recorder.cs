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
    internal const string FiguresName = "figures";
    private const long LockKey = 5_007_002;
    // Figures are poured beside the write that has its turn, but waiting writes must not take all connections from readers.
    private const int MostPouring = 8;
    private readonly SemaphoreSlim _queue = new(1, 1), _pouring = new(MostPouring);
    private int _waiting;

    /// <summary>How many writes of this process wait for their turn.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

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
        using var place = attempt.Shared is null ? await EnterAsync(_pouring, cancel) : null;
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
            var first = await TouchAsync(db, touched, FiguresName, attempt, now, cancel);
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
        var present = await PresentAsync(table, db, rows.Select(table.KeyOf), cancel);
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
            attempt,
            clock.GetUtcNow(),
            cancel);
        db.AddRange(changed.Select(c => VersionOf(table, first, c.Row, EntityVersionRow.Write(c.Row))));
        await db.SaveChangesAsync(cancel);
        if (!attempt.DryRun)
        {
            await transaction!.CommitAsync(cancel);
            await CommittedAsync(attempt.Author, results.Count(r => r == Result.New), results.Count(r => r == Result.Revision), table.Name);
        }
        return new(results, []);
    }

    /// <summary>
    /// Takes back what a transaction has done to facts, all or nothing: what it overwrote stands again, what it added is taken away. It is
    /// refused where a fact was written again since, or something refers to one that would go.
    /// </summary>
    internal async Task<Upserted> UndoAsync<TValue, TRow>(FactTable<TValue, TRow> table, Attempt attempt, CancellationToken cancel)
        where TRow : FactRow, new()
    {
        using var turn = await EnterWriteQueueAsync(cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await LockWritersAsync(db, cancel);
        var versions = await db.EntityVersions.AsNoTracking()
            .Where(v => v.ChangeId == attempt.Undoes && v.Kind == table.Name).OrderBy(v => v.Id).ToListAsync(cancel);
        var (problems, changed, gone) = (new List<(int, Problem)>(), new List<Changed<TRow>>(), new List<TRow>());
        var present = await PresentAsync(table, db, versions.Select(v => v.Key), cancel);
        for (var i = 0; i < versions.Count; i++)
        {
            var version = versions[i];
            var others = db.EntityVersions.AsNoTracking().Where(v => v.Kind == version.Kind && v.Key == version.Key);
            if (await others.AnyAsync(v => v.Id > version.Id, cancel))
            {
                problems.Add((i, new(table.Name, "UndoFollowed", version.Key)));
            }
            else if (await others.Where(v => v.Id < version.Id).OrderByDescending(v => v.Id).FirstOrDefaultAsync(cancel)
                is { IsGone: false } before)
            {
                var row = before.Read<TRow>();
                if (!present.TryGetValue(version.Key, out var stands))
                {
                    db.Add(row);
                    changed.Add(new(row, null, Result.New));
                    continue;
                }
                var entry = db.Entry(stands);
                changed.Add(new(row, (TRow)entry.CurrentValues.ToObject(), Result.Revision));
                entry.CurrentValues.SetValues(row);
            }
            else if (present.TryGetValue(version.Key, out var added))
            {
                gone.Add(added);
                changed.Add(new(added, added, Result.Revision));
            }
        }
        var keys = gone.Select(table.KeyOf).ToList();
        for (var i = 0; i < versions.Count && problems.Count == 0; i++)
        {
            if (keys.Contains(versions[i].Key) && await UsesAsync(db, table, versions[i].Key, keys, cancel) is { } user)
            {
                problems.Add((i, new(table.Name, "UndoInUse", versions[i].Key, user)));
            }
        }
        if (problems.Count == 0)
        {
            var restored = changed.Select(c => c.Row).Except(gone).ToList();
            problems.AddRange(await table.CheckTogetherAsync(db, restored, cancel));
        }
        if (problems.Count > 0 || changed.Count == 0)
        {
            return new([.. versions.Select(_ => Result.Unchanged)], problems);
        }
        db.RemoveRange(gone);
        await db.SaveChangesAsync(cancel);
        var touched = await table.TouchAsync(db, changed, cancel);
        var first = await TouchAsync(db, touched, table.Name, attempt, clock.GetUtcNow(), cancel);
        db.AddRange(changed.Select(c => VersionOf(table, first, c.Row, gone.Contains(c.Row) ? "" : EntityVersionRow.Write(c.Row))));
        await db.SaveChangesAsync(cancel);
        if (!attempt.DryRun)
        {
            await transaction.CommitAsync(cancel);
            await CommittedAsync(attempt.Author, 0, changed.Count, table.Name);
        }
        return new([.. versions.Select(_ => Result.Revision)], []);
    }

    /// <summary>
    /// Records that something outside of the record has changed that is shown with it, so that whoever keeps answers drops them.
    /// </summary>
    public async Task TellAsync(string what, Author author, CancellationToken cancel = default)
    {
        using var turn = await EnterWriteQueueAsync(cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await LockWritersAsync(db, cancel);
        await TouchAsync(db, [new("", 0, 0)], what, new(author), clock.GetUtcNow(), cancel);
        await transaction.CommitAsync(cancel);
        await CommittedAsync(author, 0, 0, what);
    }

    // What refers to a fact, besides those that go with it.
    private static async Task<string?> UsesAsync(
        TrackerDb db,
        FactTable table,
        string key,
        IReadOnlyCollection<string> gone,
        CancellationToken cancel)
    {
        if (table.Kind is not (FileKind.Vehicles or FileKind.Sources or FileKind.Cities))
        {
            return null;
        }
        var figures = table.Kind switch
        {
            FileKind.Vehicles => db.Figures.Where(f => f.Vehicle == key),
            FileKind.Sources => db.Figures.Where(f => f.Source == key),
            _ => db.Figures.Where(f => f.City == key),
        };
        if (await figures.AnyAsync(cancel))
        {
            return FiguresName;
        }
        // The column of a parent refers to its own table, so that a file may bring parent and part in any order.
        if (table.Kind == FileKind.Vehicles && await db.Vehicles.AnyAsync(v => v.Parent == key && !gone.Contains(v.Slug), cancel))
        {
            return table.Name;
        }
        foreach (var other in FactTables.All)
        {
            if (await other.UsesAsync(db, table.Kind, key, other == table ? gone : [], cancel))
            {
                return other.Name;
            }
        }
        return null;
    }

    private static EntityVersionRow VersionOf<TValue, TRow>(FactTable<TValue, TRow> table, long change, TRow row, string content)
        where TRow : FactRow, new() => new()
        {
            ChangeId = change, Kind = table.Name, Key = table.KeyOf(row), Vehicle = table.VehicleOf(row), Content = content,
        };

    /// <summary>
    /// Locks out other writers until the transaction ends, so that the ids of changes are committed in their order and whoever has read
    /// one has missed none before. On SQLite BEGIN IMMEDIATE does the same.
    /// </summary>
    internal static async Task LockWritersAsync(TrackerDb db, CancellationToken cancel)
    {
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LockKey})", cancel);
        }
    }

    /// <summary>Adds a change for each vehicle, and the notification of them.</summary>
    /// <returns>The id of the first change, which stands for the transaction.</returns>
    internal static async Task<long> TouchAsync(
        TrackerDb db,
        IEnumerable<Touched> touched,
        string what,
        Attempt attempt,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var ordered = touched.OrderBy(t => t.Vehicle, StringComparer.Ordinal).ToList();
        var first = Row(ordered[0], null);
        db.Add(first);
        await db.SaveChangesAsync(cancel);
        if (ordered.Count > 1)
        {
            db.AddRange(ordered.Skip(1).Select(t => Row(t, first.Id)));
            await db.SaveChangesAsync(cancel);
        }
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync($"select pg_notify({ChangeListener.Channel}, '')", cancel);
        }
        return first.Id;

        ChangeRow Row(Touched t, long? batch) => new()
        {
            Vehicle = t.Vehicle, Added = t.Added, Revised = t.Revised, What = what, RecordedAt = now, RecordedBy = attempt.Author.Recorded,
            Batch = batch, Undoes = attempt.Undoes,
        };
    }

    // Only one writes at a time, whichever the database. Those of this process wait here rather than there, where each holds
    // a connection, or with SQLite a thread, that readers need.
    private ValueTask<IDisposable> EnterWriteQueueAsync(CancellationToken cancel) => EnterAsync(_queue, cancel);

    private async ValueTask<IDisposable> EnterAsync(SemaphoreSlim queue, CancellationToken cancel)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await queue.WaitAsync(cancel);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
        return new Turn(queue);
    }

    private static async Task<Dictionary<string, TRow>> PresentAsync<TValue, TRow>(
        FactTable<TValue, TRow> table, TrackerDb db, IEnumerable<string> wanted, CancellationToken cancel) where TRow : FactRow, new()
    {
        var present = new Dictionary<string, TRow>(StringComparer.Ordinal);
        foreach (var keys in wanted.Distinct().Chunk(1000))
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
    public void Dispose()
    {
        _queue.Dispose();
        _pouring.Dispose();
    }

    private sealed class Turn(SemaphoreSlim queue) : IDisposable
    {
        public void Dispose() => queue.Release();
    }
}
