using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Reads and writes facts of one kind.</summary>
public abstract class FactStore<T>
{
    private readonly IDbContextFactory<TrackerDb> _contexts;
    private readonly Recorder _recorder;
    private readonly FactTable<T> _table;

    private protected FactStore(IDbContextFactory<TrackerDb> contexts, Recorder recorder, FactTable<T> table) =>
        (_contexts, _recorder, _table) = (contexts, recorder, table);

    /// <summary>Returns all of them.</summary>
    public async Task<IReadOnlyList<T>> AllAsync(CancellationToken cancel = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancel);
        return await _table.AllAsync(db, cancel);
    }

    /// <summary>Returns all that were on record at a version of the whole record, as they stood then.</summary>
    public async Task<IReadOnlyList<T>> AllAsync(long version, CancellationToken cancel = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancel);
        return await _table.AllAsync(db, version, cancel);
    }

    /// <summary>Adds one, or overwrites all columns of the one with the same key. What is equal stays as it is.</summary>
    /// <returns>What is wrong with it; null when it is on record now.</returns>
    public Task<Problem?> SaveAsync(T value, Author author, CancellationToken cancel = default) =>
        _table.SaveAsync(value, _recorder, author, cancel);
}
