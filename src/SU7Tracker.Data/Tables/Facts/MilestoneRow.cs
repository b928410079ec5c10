using System.Globalization;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

internal sealed record MilestoneRow : FactRow
{
    public string Id { get; init; } = "";
    public string Vehicle { get; init; } = "";
    public DateOnly Date { get; init; }
    public DatePrecision Precision { get; init; }
    public string Subject { get; init; } = "";
    public string Event { get; init; } = "";
    public string Source { get; init; } = "";
    public string SubjectZh { get; init; } = "";
    public string EventZh { get; init; } = "";
}

internal sealed class MilestoneTable() : FactTable<Milestone, MilestoneRow>(FileKind.Milestones, new Columns<MilestoneRow>()
    .Vehicle(r => r.Vehicle).Day("date", r => r.Date).Named("precision", r => r.Precision, Cells.Precision).Line("subject", r => r.Subject)
    .Line("event", r => r.Event, required: true).Source(r => r.Source, required: true)
    .ThenOptional().Line("subject_zh", r => r.SubjectZh).Line("event_zh", r => r.EventZh).ThenRetired())
{
    // Vehicle, date, subject and event make two milestones the same; together they are too long for an index.
    public override MilestoneRow RowOf(Milestone m) => new()
    {
        Id = DigestOf(string.Create(CultureInfo.InvariantCulture, $"{m.Vehicle}\n{m.Date:O}\n{m.Subject}\n{m.Event}")),
        Vehicle = m.Vehicle, Date = m.Date, Precision = m.Precision, Subject = m.Subject, Event = m.Event, Source = m.Source,
        SubjectZh = m.SubjectZh, EventZh = m.EventZh,
    };

    public override Milestone ValueOf(MilestoneRow r) =>
        new(r.Vehicle, r.Date, r.Precision, r.Subject, r.Event, r.Source) { SubjectZh = r.SubjectZh, EventZh = r.EventZh };

    public override string KeyOf(MilestoneRow row) => row.Id;

    public override string VehicleOf(MilestoneRow row) => row.Vehicle;

    public override IQueryable<MilestoneRow> Ordered(IQueryable<MilestoneRow> rows) =>
        rows.OrderBy(r => r.Date).ThenBy(r => r.Vehicle).ThenBy(r => r.Id);
}
