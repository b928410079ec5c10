using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

internal sealed record SourceRow
{
    public string Id { get; init; } = "";
    public string Title { get; init; } = "";
    public string Publisher { get; init; } = "";
    public string Url { get; init; } = "";
    public DateOnly? PublishedOn { get; init; }
    public Grade Grade { get; init; }
}

internal sealed class SourceTable() : FactTable<Source, SourceRow>(FileKind.Sources, new Columns<SourceRow>()
    .Key("id", r => r.Id).Line("title", r => r.Title, required: true).Line("publisher", r => r.Publisher).Address("url", r => r.Url)
    .OptionalDay("published_on", r => r.PublishedOn).Named("grade", r => r.Grade, Cells.Grade))
{
    protected override string KeyName => nameof(SourceRow.Id);

    public override SourceRow RowOf(Source s) =>
        new() { Id = s.Id, Title = s.Title, Publisher = s.Publisher, Url = s.Url, PublishedOn = s.PublishedOn, Grade = s.Grade };

    public override Source ValueOf(SourceRow r) => new(r.Id, r.Title, r.Publisher, r.Url, r.PublishedOn, r.Grade);

    public override string KeyOf(SourceRow row) => row.Id;

    public override IQueryable<SourceRow> Ordered(IQueryable<SourceRow> rows) => rows.OrderBy(r => r.Id);

    /// <summary>Names every vehicle whose figures or other facts rest on a source that has changed.</summary>
    public override async Task<IEnumerable<Touched>> TouchAsync(
        TrackerDb db,
        IReadOnlyList<Changed<SourceRow>> changed,
        CancellationToken cancel)
    {
        var vehicles = new HashSet<string>();
        foreach (var ids in changed.Where(c => c.Result == Result.Revision).Select(c => c.Row.Id).Chunk(1000))
        {
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
