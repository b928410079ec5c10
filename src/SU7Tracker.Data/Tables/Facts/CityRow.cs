using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

internal sealed record CityRow : FactRow
{
    public string Slug { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameZh { get; init; } = "";
    public string Country { get; init; } = "";
    public DateOnly? DeliveriesFrom { get; init; }
    public string Source { get; init; } = "";   // may be empty, so it is not a foreign key; every write checks it
}

internal sealed class CityTable() : FactTable<City, CityRow>(FileKind.Cities, new Columns<CityRow>()
    .Key("slug", r => r.Slug).Line("name", r => r.Name, required: true).Line("name_zh", r => r.NameZh).Line("country", r => r.Country)
    .OptionalDay("deliveries_from", r => r.DeliveriesFrom).Source(r => r.Source, required: false)
    .ThenRetired())
{
    public override bool StaysWhenRetired => true;

    protected override string KeyName => nameof(CityRow.Slug);

    public override CityRow RowOf(City c) => new()
    {
        Slug = c.Slug, Name = c.Name, NameZh = c.NameZh, Country = c.Country, DeliveriesFrom = c.DeliveriesFrom, Source = c.Source,
        Retired = c.Retired,
    };

    public override City ValueOf(CityRow r) => new(r.Slug, r.Name, r.NameZh, r.Country, r.DeliveriesFrom, r.Source) { Retired = r.Retired };

    public override string KeyOf(CityRow row) => row.Slug;

    public override IQueryable<CityRow> Ordered(IQueryable<CityRow> rows) => rows.OrderBy(r => r.Slug);

    /// <summary>Names every vehicle whose figures count in a city that has changed, or rest on its source.</summary>
    public override async Task<IEnumerable<Touched>> TouchAsync(
        TrackerDb db,
        IReadOnlyList<Changed<CityRow>> changed,
        CancellationToken cancel)
    {
        var vehicles = new HashSet<string>();
        foreach (var some in changed.Chunk(1000))
        {
            var (cities, sources) = (
                some.Select(c => c.Row.Slug).ToList(),
                some.Select(c => c.Row.Source).Where(s => s.Length > 0).Distinct().ToList());
            vehicles.UnionWith(
                await db
                    .Figures.Where(r => cities.Contains(r.City) || sources.Contains(r.Source))
                    .Select(r => r.Vehicle)
                    .Distinct()
                    .ToListAsync(cancel));
            vehicles.UnionWith(await FactTables.Claims.VehiclesNamingAsync(db, sources, cancel));
        }
        var (added, revised) = (changed.Count(c => c.Result == Result.New), changed.Count(c => c.Result == Result.Revision));
        return vehicles.Select(v => new Touched(v, 0, revised)).Append(new("", added, revised));
    }
}
