using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

internal sealed record SourceRow : FactRow
{
    public string Id { get; init; } = "";
    public string Title { get; init; } = "";
    public string Publisher { get; init; } = "";
    public string Url { get; init; } = "";
    public DateOnly? PublishedOn { get; init; }
    public Grade Grade { get; init; }
    public string AliasOf { get; init; } = "";   // may be empty, so it is not a foreign key; every write checks it
}

internal sealed class SourceTable() : FactTable<Source, SourceRow>(FileKind.Sources, new Columns<SourceRow>()
    .Key("id", r => r.Id).Line("title", r => r.Title, required: true).Line("publisher", r => r.Publisher).Address("url", r => r.Url)
    .OptionalDay("published_on", r => r.PublishedOn).Named("grade", r => r.Grade, Cells.Grade)
    .ThenOptional().OptionalKey("alias_of", r => r.AliasOf, Referent.Source, kept: true).ThenRetired())
{
    public override bool StaysWhenRetired => true;

    protected override string KeyName => nameof(SourceRow.Id);

    public override SourceRow RowOf(Source s) =>
        new()
        {
            Id = s.Id, Title = s.Title, Publisher = s.Publisher, Url = s.Url, PublishedOn = s.PublishedOn, Grade = s.Grade,
            AliasOf = s.AliasOf, Retired = s.Retired,
        };

    public override Source ValueOf(SourceRow r) => 
        new(r.Id, r.Title, r.Publisher, r.Url, r.PublishedOn, r.Grade) { AliasOf = r.AliasOf, Retired = r.Retired };

    public override string KeyOf(SourceRow row) => row.Id;

    public override IQueryable<SourceRow> Ordered(IQueryable<SourceRow> rows) => rows.OrderBy(r => r.Id);

    /// <summary>Checks that what a source is another name of is on record or in the same file, and a source itself.</summary>
    public override async Task<IReadOnlyList<(int Index, Problem Problem)>> CheckTogetherAsync(
        TrackerDb db, IReadOnlyList<SourceRow> rows, CancellationToken cancel)
    {
        var aliases = await db
            .Sources.Where(r => r.AliasOf != "")
            .ToDictionaryAsync(r => r.Id, r => r.AliasOf, StringComparer.Ordinal, cancel);
        if (rows.All(r => r.AliasOf.Length == 0 && !aliases.ContainsKey(r.Id)))
        {
            return [];
        }
        foreach (var row in rows)
        {
            aliases[row.Id] = row.AliasOf;
        }
        var targets = rows.Select(r => r.AliasOf).Distinct().ToList();
        var known = await db.Sources.Where(r => targets.Contains(r.Id)).Select(r => r.Id).ToListAsync(cancel);
        var onRecord = known.Concat(rows.Select(r => r.Id)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. rows.Select((row, i) => (Index: i, Problem: row.AliasOf.Length == 0 ? null : Check(row)))
                .Where(r => r.Problem is not null)
                .Select(r => (r.Index, r.Problem!)),
        ];

        Problem? Check(SourceRow row) =>
            row.AliasOf == row.Id ? new("alias_of", "AliasOfItself")
            : !onRecord.Contains(row.AliasOf) ? new("alias_of", "UnknownSource", row.AliasOf)
            : aliases.GetValueOrDefault(row.AliasOf, "") is { Length: > 0 } further ? new("alias_of", "AliasOfAlias", row.AliasOf, further)
            : aliases.FirstOrDefault(a => a.Value == row.Id).Key is { } other ? new("alias_of", "AliasHasAliases", row.Id, other)
            : null;
    }

    /// <summary>Names every vehicle whose figures or other facts rest on a source that has changed.</summary>
    public override async Task<IEnumerable<Touched>> TouchAsync(
        TrackerDb db,
        IReadOnlyList<Changed<SourceRow>> changed,
        CancellationToken cancel)
    {
        var vehicles = new HashSet<string>();
        foreach (var some in changed.Where(c => c.Result == Result.Revision).Select(c => c.Row.Id).Chunk(1000))
        {
            // What rests on another name of a source rests on it.
            var ids = await db.Sources.Where(r => some.Contains(r.AliasOf)).Select(r => r.Id).ToListAsync(cancel);
            ids.AddRange(some);
            vehicles.UnionWith(await db.Figures.Where(r => ids.Contains(r.Source)).Select(r => r.Vehicle).Distinct().ToListAsync(cancel));
            foreach (var table in FactTables.All.Where(t => t.IsOfVehicle))
            {
                vehicles.UnionWith(await table.VehiclesNamingAsync(db, ids, cancel));
            }
        }
        var (added, revised) = (changed.Count(c => c.Result == Result.New), changed.Count(c => c.Result == Result.Revision));
        return vehicles.Select(v => new Touched(v, 0, revised)).Append(new("", added, revised));
    }
}
