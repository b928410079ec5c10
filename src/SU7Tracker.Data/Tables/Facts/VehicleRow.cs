using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

internal sealed record VehicleRow : FactRow
{
    public string Slug { get; init; } = "";
    public string Name { get; init; } = "";
    public string Maker { get; init; } = "";
    public DateOnly? LaunchedOn { get; init; }
    public string Note { get; init; } = "";
    public string NameZh { get; init; } = "";
    public string Parent { get; init; } = "";   // may be empty, so it is not a foreign key; every write checks it
    public DateOnly? ParentAloneUntil { get; init; }
    public DateOnly? FirstDeliveryOn { get; init; }
}

internal sealed class VehicleTable()
    : FactTable<Vehicle, VehicleRow>(
        FileKind.Vehicles,
        new Columns<VehicleRow>()
            .Key("slug", r => r.Slug)
            .Line("name", r => r.Name, required: true)
            .Line("maker", r => r.Maker)
            .OptionalDay("launched_on", r => r.LaunchedOn)
            .Note("note", r => r.Note)
            .ThenOptional()
            .Line("name_zh", r => r.NameZh)
            .OptionalKey("parent", r => r.Parent, Referent.Vehicle)
            .OptionalDay("parent_alone_until", r => r.ParentAloneUntil)
            .OptionalDay("first_delivery_on", r => r.FirstDeliveryOn)
            .ThenRetired())
{
    public override bool StaysWhenRetired => true;

    protected override string KeyName => nameof(VehicleRow.Slug);

    public override VehicleRow RowOf(Vehicle v) => new()
    {
        Slug = v.Slug, Name = v.Name, Maker = v.Maker, LaunchedOn = v.LaunchedOn, Note = v.Note, NameZh = v.NameZh, Parent = v.Parent,
        ParentAloneUntil = v.ParentAloneUntil, FirstDeliveryOn = v.FirstDeliveryOn, Retired = v.Retired,
    };

    public override Vehicle ValueOf(VehicleRow r) =>
        new(r.Slug, r.Name, r.Maker, r.LaunchedOn, r.Note)
        {
            NameZh = r.NameZh,
            Parent = r.Parent,
            ParentAloneUntil = r.ParentAloneUntil,
            FirstDeliveryOn = r.FirstDeliveryOn,
            Retired = r.Retired,
        };

    public override string KeyOf(VehicleRow row) => row.Slug;

    public override string VehicleOf(VehicleRow row) => row.Slug;

    public override IQueryable<VehicleRow> Ordered(IQueryable<VehicleRow> rows) => rows.OrderBy(r => r.Slug);

    /// <summary>Checks that parents are on record or in the same file, and that none is its own parent by whatever way.</summary>
    public override async Task<IReadOnlyList<(int Index, Problem Problem)>> CheckTogetherAsync(
        TrackerDb db, IReadOnlyList<VehicleRow> rows, CancellationToken cancel)
    {
        if (rows.All(r => r.Parent.Length == 0))
        {
            return [];
        }
        var parents = await db
            .Vehicles.Select(r => new { r.Slug, r.Parent })
            .ToDictionaryAsync(r => r.Slug, r => r.Parent, StringComparer.Ordinal, cancel);
        foreach (var row in rows)
        {
            parents[row.Slug] = row.Parent;
        }
        var problems = new List<(int, Problem)>();
        for (var i = 0; i < rows.Count; i++)
        {
            var (slug, parent) = (rows[i].Slug, rows[i].Parent);
            if (parent.Length > 0 && !parents.ContainsKey(parent))
            {
                problems.Add((i, new("parent", "UnknownVehicle", parent)));
                continue;
            }
            for (var (at, steps) = (parent, 0); at.Length > 0; at = parents.GetValueOrDefault(at, ""), steps++)
            {
                if (at == slug || steps > parents.Count)
                {
                    problems.Add((i, new("parent", "ParentCycle", slug)));
                    break;
                }
            }
        }
        return problems;
    }

    /// <summary>Names the vehicle, and the parents that it left and joined: with it their families have changed.</summary>
    public override Task<IEnumerable<Touched>> TouchAsync(
        TrackerDb db,
        IReadOnlyList<Changed<VehicleRow>> changed,
        CancellationToken cancel)
    {
        var touched = PerVehicle(changed).ToList();
        var named = touched.Select(t => t.Vehicle).ToHashSet(StringComparer.Ordinal);
        foreach (
            var parent in changed.Where(c => c.Old?.Parent != c.Row.Parent).SelectMany(c => new[] { c.Old?.Parent ?? "", c.Row.Parent }))
        {
            if (parent.Length > 0 && named.Add(parent))
            {
                touched.Add(new(parent, 0, 0));
            }
        }
        return Task.FromResult<IEnumerable<Touched>>(touched);
    }
}
