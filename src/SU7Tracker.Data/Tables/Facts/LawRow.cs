using SU7Tracker.Domain;

namespace SU7Tracker.Data;

internal sealed record LawRow : FactRow
{
    public string Id { get; init; } = "";
    public string Vehicle { get; init; } = "";
    public Law Law { get; init; }
    public bool Off { get; init; }
    public string Reason { get; init; } = "";
    public string Source { get; init; } = "";   // may be empty, so it is not a foreign key; every write checks it
}

internal sealed class LawTable()
    : FactTable<LawSwitch, LawRow>(
        FileKind.Laws,
        new Columns<LawRow>()
            .Vehicle(r => r.Vehicle)
            .Named("law", r => r.Law, Cells.Law)
            .YesNo("off", r => r.Off)
            .Note("reason", r => r.Reason)
            .Source(r => r.Source, required: false)
            .ThenRetired())
{
    // A vehicle has one row for each law.
    public override LawRow RowOf(LawSwitch l) =>
        new()
        {
            Id = DigestOf($"{l.Vehicle}\n{WireNames.Of(l.Law)}"),
            Vehicle = l.Vehicle,
            Law = l.Law,
            Off = l.Off,
            Reason = l.Reason,
            Source = l.Source,
        };

    public override LawSwitch ValueOf(LawRow r) => new(r.Vehicle, r.Law, r.Off, r.Reason, r.Source);

    public override string KeyOf(LawRow row) => row.Id;

    public override string VehicleOf(LawRow row) => row.Vehicle;

    public override IQueryable<LawRow> Ordered(IQueryable<LawRow> rows) => rows.OrderBy(r => r.Vehicle).ThenBy(r => r.Law);

    protected override Problem? CheckRow(LawRow row) =>
        row.Off && string.IsNullOrWhiteSpace(row.Reason) ? new("reason", "LawReasonNeeded") : null;
}
