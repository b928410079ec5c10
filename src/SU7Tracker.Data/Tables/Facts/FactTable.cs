using System.Security.Cryptography;
using System.Text;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>
/// Declares a kind of fact: its file and table, its columns, what is checked and what a change of it touches. The latest of each fact is
/// in its own table, and every version of it in <see cref="EntityVersionRow"/>.
/// </summary>
internal abstract class FactTable(FileKind kind)
{
    public FileKind Kind => kind;

    /// <summary>The name of the table, of the file without its ending, and of the kind among entity versions.</summary>
    public string Name { get; } = kind.ToString().ToLowerInvariant();

    /// <summary>The columns of the file, and whether one may be missing.</summary>
    public abstract IReadOnlyList<(string Name, bool IsOptional)> Header { get; }

    /// <summary>What a form for one fact consists of.</summary>
    public abstract IReadOnlyList<FactField> Fields { get; }

    /// <summary>
    /// Whether a retired one stays where it is named and is only offered no more; what nothing names counts no more instead.
    /// </summary>
    public virtual bool StaysWhenRetired => false;

    /// <summary>Whether each fact belongs to a vehicle.</summary>
    public bool IsOfVehicle { get; protected init; }

    /// <summary>Reads a file of this kind and records its rows.</summary>
    /// <returns>Whether they are on record now.</returns>
    public abstract Task<bool> ImportAsync(CsvFile file, RowResults results, Recorder recorder, Attempt attempt, CancellationToken cancel);

    /// <summary>Returns the columns of a file that holds all rows.</summary>
    public abstract Task<IReadOnlyList<string>> ExportedAsync(TrackerDb db, CancellationToken cancel);

    /// <summary>Returns all rows in the order of their file, as cells of some columns.</summary>
    public abstract IAsyncEnumerable<string[]> CellsAsync(TrackerDb db, IReadOnlyList<string> columns);

    /// <summary>Returns all facts of the kind in the order of their file, retired ones among them.</summary>
    public abstract Task<IReadOnlyList<FactEntry>> EntriesAsync(TrackerDb db, CancellationToken cancel);

    /// <summary>Returns a fact; null when there is none with the key.</summary>
    public abstract Task<FactEntry?> EntryAsync(TrackerDb db, string key, CancellationToken cancel);

    /// <summary>Returns what a fact has been, the latest last.</summary>
    public abstract Task<IReadOnlyList<FactVersion>> VersionsAsync(TrackerDb db, string key, CancellationToken cancel);

    /// <summary>Adds a fact as somebody has typed it, or changes the one that it was typed upon.</summary>
    public abstract Task<FactOutcome> WriteAsync(
        FactEntry? upon,
        IReadOnlyDictionary<string, string> cells,
        Recorder recorder,
        Author author,
        CancellationToken cancel);

    /// <summary>Returns the vehicles of facts that rest on some sources.</summary>
    public abstract Task<List<string>> VehiclesNamingAsync(TrackerDb db, IReadOnlyList<string> sources, CancellationToken cancel);

    /// <summary>Returns whether a fact of this kind refers to a vehicle, source or city, leaving out the facts with some keys.</summary>
    public abstract Task<bool> UsesAsync(
        TrackerDb db,
        FileKind kind,
        string key,
        IReadOnlyCollection<string> without,
        CancellationToken cancel);

    /// <summary>Takes back what the transaction of an attempt has done to facts of this kind.</summary>
    public abstract Task<Upserted> UndoAsync(Recorder recorder, Attempt attempt, CancellationToken cancel);

    /// <summary>Returns what a version of a fact says and what the one before said, as cells by the columns of the file.</summary>
    public abstract IReadOnlyList<(string Column, string Before, string After)> Differences(
        EntityVersionRow? before,
        EntityVersionRow after);

    protected static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <inheritdoc cref="FactTable"/>
internal abstract class FactTable<TValue>(FileKind kind) : FactTable(kind)
{
    /// <summary>Returns all facts of the kind.</summary>
    public abstract Task<IReadOnlyList<TValue>> AllAsync(TrackerDb db, CancellationToken cancel);

    /// <summary>Returns all facts of the kind as they stood at a version of the whole record.</summary>
    public abstract Task<IReadOnlyList<TValue>> AllAsync(TrackerDb db, long version, CancellationToken cancel);

    /// <summary>Adds a fact, or overwrites the one with the same key.</summary>
    /// <returns>What is wrong with it; null when it is on record now.</returns>
    public abstract Task<Problem?> SaveAsync(TValue value, Recorder recorder, Author author, CancellationToken cancel);
}
