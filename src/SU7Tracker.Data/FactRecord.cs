using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Lists, changes and retires facts of every kind by the cells of their files, and tells what they have been.</summary>
public sealed class FactRecord(IDbContextFactory<TrackerDb> contexts, Recorder recorder)
{
    private const string AliasColumn = "alias_of", RetiredColumn = "retired";

    /// <summary>The kinds of facts, in the order in which each refers only to those before it.</summary>
    public static IReadOnlyList<FileKind> Kinds { get; } = [.. FactTables.All.Select(t => t.Kind)];

    /// <summary>What a form for a kind consists of, in the order of its file.</summary>
    public static IReadOnlyList<FactField> FieldsOf(FileKind kind) => TableOf(kind).Fields;

    /// <summary>Whether a retired one stays where it is named; one of another kind counts no more.</summary>
    public static bool StaysWhenRetired(FileKind kind) => TableOf(kind).StaysWhenRetired;

    /// <summary>The kind that a field names.</summary>
    public static FileKind KindOf(Referent referent) => referent switch
    {
        Referent.Vehicle => FileKind.Vehicles,
        Referent.City => FileKind.Cities,
        _ => FileKind.Sources,
    };

    /// <summary>Returns all facts of a kind, retired ones among them.</summary>
    public async Task<IReadOnlyList<FactEntry>> AllAsync(FileKind kind, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await TableOf(kind).EntriesAsync(db, cancel);
    }

    /// <summary>Returns a fact; null when there is none with the key.</summary>
    public Task<FactEntry?> FindAsync(FileKind kind, string key, CancellationToken cancel = default) =>
        recorder.EntryAsync(TableOf(kind), key, cancel);

    /// <summary>Returns what a fact has been, the latest last.</summary>
    public async Task<IReadOnlyList<FactVersion>> VersionsAsync(FileKind kind, string key, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await TableOf(kind).VersionsAsync(db, key, cancel);
    }

    /// <summary>
    /// Adds a fact, or changes the one that it was typed upon. If somebody else has changed that meanwhile, nothing is written and the
    /// outcome holds what they have made of it. Columns without a cell stay as they were.
    /// </summary>
    public Task<FactOutcome> SaveAsync(
        FileKind kind,
        FactEntry? upon,
        IReadOnlyDictionary<string, string> cells,
        Author author,
        CancellationToken cancel = default)
    {
        var all = upon?.Cells.ToDictionary(StringComparer.Ordinal) ?? [];
        foreach (var (name, text) in cells)
        {
            all[name] = text;
        }
        return TableOf(kind).WriteAsync(upon, all, recorder, author, cancel);
    }

    /// <summary>Retires a fact, or brings it back.</summary>
    public Task<FactOutcome> RetireAsync(
        FileKind kind,
        FactEntry upon,
        bool retired,
        Author author,
        CancellationToken cancel = default) =>
        SaveAsync(kind, upon, new Dictionary<string, string> { [RetiredColumn] = retired ? "true" : "false" }, author, cancel);

    /// <summary>Makes a source another name of one, whose figures and facts it then reads as; without one, undoes that.</summary>
    public Task<FactOutcome> MergeAsync(FactEntry upon, string? into, Author author, CancellationToken cancel = default) =>
        SaveAsync(FileKind.Sources, upon, new Dictionary<string, string> { [AliasColumn] = into ?? "" }, author, cancel);

    /// <summary>Returns what rests on a fact.</summary>
    public async Task<Resting> RestingAsync(FileKind kind, string key, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var naming = kind switch
        {
            FileKind.Vehicles => db.Figures.Where(f => f.Vehicle == key),
            FileKind.Cities => db.Figures.Where(f => f.City == key),
            FileKind.Sources => db.Figures.Where(f => f.Source == key),
            _ => null,
        };
        if (naming is null)
        {
            return new([], []);
        }
        var figures = await naming
            .Select(f => new
            {
                f.Vehicle,
                f.Measure,
                f.Basis,
                f.City,
                f.Reading,
                f.PeriodStart,
                f.PeriodEnd,
                f.Source,
            })
            .Distinct()
            .GroupBy(f => new { f.Vehicle, f.Measure, f.Basis, f.City })
            .Select(f => new { f.Key, Count = f.LongCount() })
            .ToListAsync(cancel);
        var facts = new List<FactUse>();
        foreach (var table in FactTables.All)
        {
            var fields = table.Fields.Where(f => f.Offers is { } referent && KindOf(referent) == kind).Select(f => f.Name).ToList();
            if (kind == FileKind.Sources && table.Kind == kind)
            {
                fields.Add(AliasColumn);
            }
            if (fields.Count > 0)
            {
                facts.AddRange(
                    (await table.EntriesAsync(db, cancel))
                        .Where(e => fields.Exists(f => e.Cells[f] == key))
                        .Select(e => new FactUse(table.Kind, e)));
            }
        }
        return new(
            [
                .. figures
                    .Select(f => new SeriesUse(new(f.Key.Vehicle, f.Key.Measure, f.Key.Basis, f.Key.City), f.Count))
                    .OrderBy(f => f.Series.Vehicle, StringComparer.Ordinal)
                    .ThenByDescending(f => f.Figures),
            ],
            facts);
    }

    private static FactTable TableOf(FileKind kind) =>
        FactTables.All.FirstOrDefault(t => t.Kind == kind) ?? throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
}
