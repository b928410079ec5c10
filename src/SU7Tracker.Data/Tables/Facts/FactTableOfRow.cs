using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <inheritdoc cref="FactTable"/>
internal abstract class FactTable<TValue, TRow> : FactTable<TValue>, IEntityTypeConfiguration<TRow> where TRow : FactRow, new()
{
    private readonly Column<TRow>[] _columns;

    protected FactTable(FileKind kind, Columns<TRow> columns) : base(kind)
    {
        _columns = [.. columns];
        Header = [.. _columns.Select(c => (c.Name, c.IsOptional))];
        Fields = [.. _columns.Where(c => !c.IsKept).Select(c => c.Field)];
        IsOfVehicle = Array.Exists(_columns, c => c.RefersTo == Referent.Vehicle);
    }

    public override IReadOnlyList<(string Name, bool IsOptional)> Header { get; }

    public override IReadOnlyList<FactField> Fields { get; }

    private IEnumerable<Column<TRow>> Kept => _columns.Where(c => c.IsKept);

    /// <summary>The name of the property that is the key.</summary>
    protected virtual string KeyName => "Id";

    public abstract TRow RowOf(TValue value);

    public abstract TValue ValueOf(TRow row);

    public abstract string KeyOf(TRow row);

    /// <summary>Returns the vehicle that a fact belongs to; empty when it belongs to none.</summary>
    public virtual string VehicleOf(TRow row) => "";

    public abstract IQueryable<TRow> Ordered(IQueryable<TRow> rows);

    /// <summary>Checks what only the whole value tells, before it becomes a row.</summary>
    public virtual Problem? CheckValue(TValue value) => null;

    /// <summary>Checks what only several columns together tell.</summary>
    protected virtual Problem? CheckRow(TRow row) => null;

    /// <summary>Checks rows against each other and the record, while no other writer changes it.</summary>
    public virtual Task<IReadOnlyList<(int Index, Problem Problem)>> CheckTogetherAsync(
        TrackerDb db,
        IReadOnlyList<TRow> rows,
        CancellationToken cancel
    ) => Task.FromResult<IReadOnlyList<(int, Problem)>>([]);

    /// <summary>Returns the vehicles whose record a change of some facts changes.</summary>
    public virtual Task<IEnumerable<Touched>> TouchAsync(TrackerDb db, IReadOnlyList<Changed<TRow>> changed, CancellationToken cancel) =>
        Task.FromResult(PerVehicle(changed));

    /// <summary>Checks a row by itself and what it refers to.</summary>
    public Problem? Check(TRow row, References references)
    {
        foreach (var column in _columns)
        {
            if (column.Check(row) is { } problem)
            {
                return problem;
            }
        }
        return CheckRow(row) ?? _columns.Where(c => c.RefersTo is not null)
            .Select(c => references.Check(c.Name, c.RefersTo!.Value, c.Write(row))).FirstOrDefault(p => p is not null);
    }

    /// <summary>Returns the last version of each fact among some entity versions.</summary>
    public async Task<IReadOnlyList<TValue>> LatestAsync(IQueryable<EntityVersionRow> versions, CancellationToken cancel) =>
        [.. (await versions.Where(f => f.Kind == Name).OrderBy(f => f.Id).ToListAsync(cancel))
            .GroupBy(f => f.Key).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Last()).Where(f => !f.IsGone)
            .Select(f => f.Read<TRow>()).Where(Counts).Select(ValueOf)];

    public override async Task<IReadOnlyList<TValue>> AllAsync(TrackerDb db, CancellationToken cancel) =>
        [.. (await Ordered(db.Set<TRow>().AsNoTracking()).ToListAsync(cancel)).Where(Counts).Select(ValueOf)];

    private bool Counts(TRow row) => StaysWhenRetired || !row.Retired;

    /// <summary>Returns the facts of some vehicles.</summary>
    public async Task<IReadOnlyList<TValue>> OfVehiclesAsync(TrackerDb db, IReadOnlyList<string> vehicles, CancellationToken cancel)
    {
        var owner = typeof(TRow) == typeof(VehicleRow) ? KeyName : "Vehicle";
        return
        [
            .. (
                await Ordered(db.Set<TRow>().AsNoTracking().Where(r => vehicles.Contains(EF.Property<string>(r, owner))))
                    .ToListAsync(cancel)
            ).Where(Counts).Select(ValueOf),
        ];
    }

    /// <summary>Returns the facts with some keys.</summary>
    public async Task<IReadOnlyList<TValue>> WithKeysAsync(TrackerDb db, IReadOnlyList<string> keys, CancellationToken cancel) =>
        [.. (await RowsWithKeys(db, keys).AsNoTracking().ToListAsync(cancel)).Select(ValueOf)];

    public IQueryable<TRow> RowsWithKeys(TrackerDb db, IReadOnlyList<string> keys)
    {
        var key = KeyName;
        return db.Set<TRow>().Where(r => keys.Contains(EF.Property<string>(r, key)));
    }

    public override async Task<bool> UsesAsync(
        TrackerDb db,
        FileKind kind,
        string key,
        IReadOnlyCollection<string> without,
        CancellationToken cancel)
    {
        var rows = db.Set<TRow>().Where(r => !without.Contains(EF.Property<string>(r, KeyName)));
        foreach (var property in _columns.Where(c => c.RefersTo is { } to && KindOf(to) == kind).Select(c => c.PropertyName))
        {
            if (await rows.AnyAsync(r => EF.Property<string>(r, property) == key, cancel))
            {
                return true;
            }
        }
        return false;
    }

    public override Task<Upserted> UndoAsync(Recorder recorder, Attempt attempt, CancellationToken cancel) =>
        recorder.UndoAsync(this, attempt, cancel);

    public override IReadOnlyList<(string Column, string Before, string After)> Differences(
        EntityVersionRow? before,
        EntityVersionRow after)
    {
        var (old, now) = (RowOfVersion(before), RowOfVersion(after));
        return
        [
            .. _columns.Select(c => (c.Name, Before: old is null ? "" : c.Write(old), After: now is null ? "" : c.Write(now)))
                .Where(c => c.Before != c.After),
        ];

        static TRow? RowOfVersion(EntityVersionRow? version) => version is { IsGone: false } ? version.Read<TRow>() : null;
    }

    private static FileKind KindOf(Referent referent) => referent switch
    {
        Referent.Vehicle => FileKind.Vehicles,
        Referent.City => FileKind.Cities,
        _ => FileKind.Sources,
    };

    public override Task<IReadOnlyList<TValue>> AllAsync(TrackerDb db, long version, CancellationToken cancel) =>
        LatestAsync(db.EntityVersions.AsNoTracking().Where(f => f.ChangeId <= version), cancel);

    public override async Task<IReadOnlyList<string>> ExportedAsync(TrackerDb db, CancellationToken cancel)
    {
        var used = new HashSet<string>();
        await foreach (var row in db.Set<TRow>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
        {
            used.UnionWith(Kept.Where(c => c.Write(row) is not ("" or "false")).Select(c => c.Name));
        }
        return [.. _columns.Where(c => !c.IsKept || used.Contains(c.Name)).Select(c => c.Name)];
    }

    public override async IAsyncEnumerable<string[]> CellsAsync(TrackerDb db, IReadOnlyList<string> columns)
    {
        var written = Array.FindAll(_columns, c => columns.Contains(c.Name));
        await foreach (var row in Ordered(db.Set<TRow>().AsNoTracking()).AsAsyncEnumerable())
        {
            yield return Array.ConvertAll(written, c => c.Write(row));
        }
    }

    public override async Task<IReadOnlyList<FactEntry>> EntriesAsync(TrackerDb db, CancellationToken cancel)
    {
        var versions = await db
            .EntityVersions.Where(v => v.Kind == Name)
            .GroupBy(v => v.Key)
            .Select(v => new { v.Key, Latest = v.Max(f => f.Id) })
            .ToDictionaryAsync(v => v.Key, v => v.Latest, StringComparer.Ordinal, cancel);
        return
        [
            .. (await Ordered(db.Set<TRow>().AsNoTracking()).ToListAsync(cancel))
                .Select(row => EntryOf(row, versions.GetValueOrDefault(KeyOf(row)))),
        ];
    }

    public override async Task<FactEntry?> EntryAsync(TrackerDb db, string key, CancellationToken cancel) =>
        await RowsWithKeys(db, [key]).AsNoTracking().SingleOrDefaultAsync(cancel) is { } row
            ? EntryOf(row, await LatestVersionAsync(db, key, cancel))
            : null;

    /// <summary>Returns the id of the latest version of a fact; 0 when there is none.</summary>
    public async Task<long> LatestVersionAsync(TrackerDb db, string key, CancellationToken cancel) =>
        await db.EntityVersions.Where(v => v.Kind == Name && v.Key == key).MaxAsync(v => (long?)v.Id, cancel) ?? 0;

    public override async Task<IReadOnlyList<FactVersion>> VersionsAsync(TrackerDb db, string key, CancellationToken cancel)
    {
        var versions = await (
            from v in db.EntityVersions.AsNoTracking()
            join c in db.Changes.AsNoTracking() on v.ChangeId equals c.Id
            where v.Kind == Name && v.Key == key
            orderby v.Id
            select new { Version = v, c.RecordedAt, c.RecordedBy }).ToListAsync(cancel);
        IReadOnlyList<FactVersion> own =
        [
            .. versions.Select(v =>
            {
                var row = v.Version.Read<TRow>();
                return new FactVersion(v.Version.Id, v.RecordedAt, v.RecordedBy, row.Retired, CellsOf(row));
            }),
        ];
        return versions.Count > 0 && await BeforeAsync(db, versions[0].Version, cancel) is { } before
            ? [.. await VersionsAsync(db, before, cancel), .. own]
            : own;
    }

    // Where what tells a fact apart is changed, the old one is retired and a new one added by the same change, and nothing else.
    private async Task<string?> BeforeAsync(TrackerDb db, EntityVersionRow first, CancellationToken cancel)
    {
        var others = await db
            .EntityVersions.AsNoTracking()
            .Where(v => v.Kind == Name && v.ChangeId == first.ChangeId && v.Id != first.Id)
            .Take(2)
            .ToListAsync(cancel);
        return others is [var other] && other.Id < first.Id && other.Read<TRow>().Retired ? other.Key : null;
    }

    private FactEntry EntryOf(TRow row, long version) => new(KeyOf(row), version, row.Retired, CellsOf(row));

    private Dictionary<string, string> CellsOf(TRow row) => _columns.ToDictionary(c => c.Name, c => c.Write(row), StringComparer.Ordinal);

    public override async Task<FactOutcome> WriteAsync(
        FactEntry? upon, IReadOnlyDictionary<string, string> cells, Recorder recorder, Author author, CancellationToken cancel)
    {
        var (typed, row, problems) = (new TypedCells(cells), new TRow(), new List<Problem>());
        foreach (var column in _columns)
        {
            column.Read(typed, row);
            if ((typed.Take() ?? column.Check(row)) is { } problem)
            {
                problems.Add(problem);
            }
        }
        if (
            problems.Count == 0
            && (Check(row, await recorder.ReferencesAsync(new(author), cancel)) ?? CheckValue(ValueOf(row))) is { } together)
        {
            problems.Add(together);
        }
        if (problems.Count > 0)
        {
            return new(problems);
        }
        row = Whole(row);
        var (key, field) = (KeyOf(row), _columns[0].Name);
        if (upon is not null && upon.Key != key && _columns[0].Write(row) == key)
        {
            return new([new(field, "KeyFixed", upon.Key)]);
        }
        var isOther = upon is not null && upon.Key != key;
        TRow[] rows = isOther ? [RetiredOf(upon!), row] : [row];
        var expected = new Dictionary<string, long>(StringComparer.Ordinal) { [key] = isOther ? 0 : upon?.Version ?? 0 };
        if (isOther)
        {
            expected[upon!.Key] = upon.Version;
        }
        var saved = await recorder.UpsertAsync(this, rows, new(author), cancel, expected: expected);
        if (saved.Problems.Count == 0)
        {
            return new([]) { Key = key };
        }
        var (index, wrong) = saved.Problems[0];
        return wrong.Code != FactOutcome.ConflictCode ? new([wrong])
            : KeyOf(rows[index]) != upon?.Key ? new([new(field, "FactTaken", _columns[0].Write(row))])
            : new([wrong]) { Theirs = await recorder.EntryAsync(this, upon.Key, cancel) };
    }

    // With what follows from its columns, such as its key.
    private TRow Whole(TRow row)
    {
        var whole = RowOf(ValueOf(row));
        foreach (var column in Kept)
        {
            column.Copy(row, whole);
        }
        return whole;
    }

    private TRow RetiredOf(FactEntry entry)
    {
        var (cells, row) = (new TypedCells(entry.Cells), new TRow());
        foreach (var column in _columns)
        {
            column.Read(cells, row);
        }
        row = Whole(row);
        row.Retired = true;
        return row;
    }

    public override async Task<List<string>> VehiclesNamingAsync(
        TrackerDb db,
        IReadOnlyList<string> sources,
        CancellationToken cancel) =>
        !Array.Exists(_columns, c => c.RefersTo == Referent.Source) ? []
        : await db.Set<TRow>()
            .Where(r => sources.Contains(EF.Property<string>(r, "Source")))
            .Select(r => EF.Property<string>(r, "Vehicle"))
            .Distinct()
            .ToListAsync(cancel);

    public override async Task<Problem?> SaveAsync(TValue value, Recorder recorder, Author author, CancellationToken cancel)
    {
        if (CheckValue(value) is { } wrong)
        {
            return wrong;
        }
        var row = RowOf(value);
        var references = await recorder.ReferencesAsync(new(author), cancel);
        if (Check(row, references) is { } problem)
        {
            return problem;
        }
        return (await recorder.UpsertAsync(this, [row], new(author), cancel)).Problems.Select(p => p.Problem).FirstOrDefault();
    }

    public override async Task<bool> ImportAsync(
        CsvFile file,
        RowResults results,
        Recorder recorder,
        Attempt attempt,
        CancellationToken cancel)
    {
        var references = await recorder.ReferencesAsync(attempt, cancel);
        var (rows, at) = (new List<TRow>(), new List<int>());
        while (await file.NextAsync(cancel))
        {
            var row = new TRow();
            for (var i = 0; i < _columns.Length && file.Problem is null; i++)
            {
                _columns[i].Read(file, row);
            }
            if ((file.Problem ?? Check(row, references)) is { } problem)
            {
                results.Reject(file.Line, problem);
                continue;
            }
            at.Add(results.Count);
            rows.Add(Whole(row));
            results.Add(file.Line, Result.Unchanged);
        }
        var rejected = results[Result.Rejected] > 0;
        var saved = await recorder.UpsertAsync(
            this,
            rows,
            attempt with { DryRun = attempt.DryRun || rejected },
            cancel,
            kept: [.. Kept.Where(c => !file.Has(c.Name))]);
        for (var i = 0; i < rows.Count; i++)
        {
            results.Change(at[i], saved.Results[i]);
        }
        foreach (var (index, problem) in saved.Problems)
        {
            results.Change(at[index], Result.Rejected, problem);
        }
        return !attempt.DryRun && results[Result.Rejected] == 0;
    }

    public virtual void Configure(EntityTypeBuilder<TRow> table)
    {
        table.ToTable(Name).HasKey(KeyName);
        table.Property<string>(KeyName).HasMaxLength(Series.MaxKeyLength);
        foreach (var column in _columns)
        {
            column.Configure(table);
        }
        if (IsOfVehicle)
        {
            table.HasOne<VehicleRow>().WithMany().HasForeignKey("Vehicle").OnDelete(DeleteBehavior.Restrict);
        }
        if (Array.Exists(_columns, c => c.RefersTo == Referent.Source && c.IsRequired))
        {
            table.HasOne<SourceRow>().WithMany().HasForeignKey("Source").OnDelete(DeleteBehavior.Restrict);
        }
    }

    /// <summary>Counts what was added and revised of each vehicle.</summary>
    protected IEnumerable<Touched> PerVehicle(IReadOnlyList<Changed<TRow>> changed) =>
        changed.GroupBy(c => VehicleOf(c.Row)).Select(g => new Touched(
            g.Key, g.Count(c => c.Result == Result.New), g.Count(c => c.Result == Result.Revision)));
}
