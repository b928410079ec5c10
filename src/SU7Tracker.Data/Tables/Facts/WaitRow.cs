using System.Globalization;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

internal sealed record WaitRow : FactRow
{
    public string Id { get; init; } = "";
    public string Vehicle { get; init; } = "";
    public string Trim { get; init; } = "";
    public DateOnly StatedOn { get; init; }
    public long? Low { get; init; }
    public long? High { get; init; }
    public Qualifier Qualifier { get; init; }
    public WaitUnit Unit { get; init; }
    public DateOnly? PublishedOn { get; init; }
    public string Source { get; init; } = "";
    public string Note { get; init; } = "";
}

internal sealed class WaitTable()
    : FactTable<QuotedWait, WaitRow>(
        FileKind.Waits,
        new Columns<WaitRow>()
            .Vehicle(r => r.Vehicle)
            .Line("trim", r => r.Trim)
            .Day("stated_on", r => r.StatedOn)
            .Count("low", r => r.Low)
            .Count("high", r => r.High)
            .Named("qualifier", r => r.Qualifier, Cells.Qualifier)
            .Named("unit", r => r.Unit, Cells.WaitUnit)
            .OptionalDay("published_on", r => r.PublishedOn)
            .Source(r => r.Source, required: true)
            .Note("note", r => r.Note)
            .ThenRetired())
{
    // A source may quote several waits for a trim on one day; they differ in what they say.
    public override WaitRow RowOf(QuotedWait w)
    {
        var (low, high) = w.Quantity.Stated;
        return new()
        {
            Id = DigestOf(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{w.Vehicle}\n{w.Trim}\n{w.StatedOn:O}\n{Quantity.NameOf(w.Quantity.Qualifier)}\n{low}\n{high}\n{WireNames.Of(w.Unit)}\n{w.Source}"
                )),
            Vehicle = w.Vehicle,
            Trim = w.Trim,
            StatedOn = w.StatedOn,
            Low = low,
            High = high,
            Qualifier = w.Quantity.Qualifier,
            Unit = w.Unit,
            PublishedOn = w.PublishedOn,
            Source = w.Source,
            Note = w.Note,
        };
    }

    public override QuotedWait ValueOf(WaitRow r) =>
        new(r.Vehicle, r.Trim, r.StatedOn, Quantity.Published(r.Qualifier, r.Low, r.High), r.Unit, r.PublishedOn, r.Source, r.Note);

    public override string KeyOf(WaitRow row) => row.Id;

    public override string VehicleOf(WaitRow row) => row.Vehicle;

    public override IQueryable<WaitRow> Ordered(IQueryable<WaitRow> rows) =>
        rows.OrderBy(r => r.StatedOn).ThenBy(r => r.Vehicle).ThenBy(r => r.Trim).ThenBy(r => r.Id);

    public override Problem? CheckValue(QuotedWait value) => Rules.Published(value.Quantity);

    protected override Problem? CheckRow(WaitRow row) => Quantity.TryPublished(row.Qualifier, row.Low, row.High, out _);
}
