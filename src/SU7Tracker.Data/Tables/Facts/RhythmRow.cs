using SU7Tracker.Domain;

namespace SU7Tracker.Data;

internal sealed record RhythmRow : FactRow
{
    public string Id { get; init; } = "";
    public string Vehicle { get; init; } = "";
    public Measure Measure { get; init; }
    public string Basis { get; init; } = "";
    public string City { get; init; } = "";   // may be empty, so it is not a foreign key; every write checks it
    public Every Every { get; init; }
    public int By { get; init; }
    public DateOnly StartsOn { get; init; }
    public string Note { get; init; } = "";
}

internal sealed class RhythmTable()
    : FactTable<Rhythm, RhythmRow>(
        FileKind.Rhythms,
        new Columns<RhythmRow>()
            .Vehicle(r => r.Vehicle)
            .Named("measure", r => r.Measure, Cells.Measure)
            .Key("basis", r => r.Basis)
            .City(r => r.City)
            .Named("every", r => r.Every, Cells.Every)
            .Whole("due_after_days", r => r.By, 0, Rhythm.MostDays)
            .Day("starts_on", r => r.StartsOn)
            .Note("note", r => r.Note)
            .ThenRetired())
{
    // A series has one rhythm.
    public override RhythmRow RowOf(Rhythm r) => new()
    {
        Id = DigestOf($"{r.Series.Vehicle}\n{WireNames.Of(r.Series.Measure)}\n{r.Series.Basis}\n{r.Series.City}"),
        Vehicle = r.Series.Vehicle, Measure = r.Series.Measure, Basis = r.Series.Basis, City = r.Series.City,
        Every = r.Every, By = r.By, StartsOn = r.StartsOn, Note = r.Note,
    };

    public override Rhythm ValueOf(RhythmRow r) =>
        new(new(r.Vehicle, r.Measure, r.Basis, r.City), r.Every, r.By, r.StartsOn, r.Note);

    public override string KeyOf(RhythmRow row) => row.Id;

    public override string VehicleOf(RhythmRow row) => row.Vehicle;

    public override IQueryable<RhythmRow> Ordered(IQueryable<RhythmRow> rows) =>
        rows.OrderBy(r => r.Vehicle).ThenBy(r => r.Measure).ThenBy(r => r.Basis).ThenBy(r => r.City);
}
