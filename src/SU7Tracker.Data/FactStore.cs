using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Reads and writes facts of one kind, such as <see cref="Vehicle"/>, <see cref="Source"/> or <see cref="Milestone"/>.</summary>
public sealed class FactStore<T>(RecordReader reader, Recorder recorder)
{
    private static readonly FactTable<T> Table = FactTables.All.OfType<FactTable<T>>().Single();

    /// <summary>Returns all of them.</summary>
    public Task<IReadOnlyList<T>> AllAsync(CancellationToken cancel = default) =>
        reader.ReadAsync(db => Table.AllAsync(db, cancel), cancel);

    /// <summary>Returns all that were on record at a version of the whole record, as they stood then.</summary>
    public Task<IReadOnlyList<T>> AllAsync(long version, CancellationToken cancel = default) =>
        reader.ReadAsync(db => Table.AllAsync(db, version, cancel), version, cancel);

    /// <summary>Adds one, or overwrites all columns of the one with the same key. What is equal stays as it is.</summary>
    /// <returns>What is wrong with it; null when it is on record now.</returns>
    public Task<Problem?> SaveAsync(T value, Author author, CancellationToken cancel = default) =>
        Table.SaveAsync(value, recorder, author, cancel);
}
