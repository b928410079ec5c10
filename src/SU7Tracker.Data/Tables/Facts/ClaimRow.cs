using SU7Tracker.Domain;

namespace SU7Tracker.Data;

internal sealed record ClaimRow : FactRow
{
    public string Id { get; init; } = "";
    public string Vehicle { get; init; } = "";
    public string Statement { get; init; } = "";
    public string Speaker { get; init; } = "";
    public DateOnly StatedOn { get; init; }
    public string Metric { get; init; } = "";
    public Relation Relation { get; init; }
    public decimal? Low { get; init; }
    public decimal? High { get; init; }
    public DateOnly At { get; init; }
    public string Source { get; init; } = "";
    public string StatementZh { get; init; } = "";
}

internal sealed class ClaimTable() : FactTable<Claim, ClaimRow>(FileKind.Claims, new Columns<ClaimRow>()
    .Key("id", r => r.Id).Vehicle(r => r.Vehicle).Line("statement", r => r.Statement, required: true).Line("speaker", r => r.Speaker)
    .Day("stated_on", r => r.StatedOn).Key("metric", r => r.Metric).Named("relation", r => r.Relation, Cells.Relation)
    .Number("low", r => r.Low).Number("high", r => r.High).Day("at", r => r.At).Source(r => r.Source, required: true)
    .ThenOptional().Line("statement_zh", r => r.StatementZh).ThenRetired())
{
    public override ClaimRow RowOf(Claim c) => new()
    {
        Id = c.Id, Vehicle = c.Vehicle, Statement = c.Statement, Speaker = c.Speaker, StatedOn = c.StatedOn, Metric = c.Metric,
        Relation = c.Relation, Low = c.Low, High = c.High, At = c.At, Source = c.Source, StatementZh = c.StatementZh,
    };

    public override Claim ValueOf(ClaimRow r) =>
        new(r.Id, r.Vehicle, r.Statement, r.Speaker, r.StatedOn, r.Metric, r.Relation, Plain(r.Low), Plain(r.High), r.At, r.Source)
        {
            StatementZh = r.StatementZh,
        };

    public override string KeyOf(ClaimRow row) => row.Id;

    public override string VehicleOf(ClaimRow row) => row.Vehicle;

    public override IQueryable<ClaimRow> Ordered(IQueryable<ClaimRow> rows) => rows.OrderBy(r => r.StatedOn).ThenBy(r => r.Id);

    protected override Problem? CheckRow(ClaimRow c)
    {
        if (c.Low is null && c.High is null)
        {
            return new(c.Relation is Relation.AtMost or Relation.Nearly ? "high" : "low", "Missing");
        }
        return c.Relation switch
        {
            Relation.Between when c.Low is null || c.High is null => new(c.Low is null ? "low" : "high", "Missing"),
            Relation.AtLeast when c.High is not null => new("high", "LowOnly"),
            Relation.AtMost when c.Low is not null => new("low", "HighOnly"),
            _ when c.Low > c.High => new("low", "EndsCrossed", c.Low, c.High!),
            _ => Limit("low", c.Low) ?? Limit("high", c.High),
        };

        static Problem? Limit(string field, decimal? value) =>
            value < 0 ? new(field, "Negative", value) : value > Quantity.MaxCount ? new(field, "TooLarge", value, Quantity.MaxCount) : null;
    }

    // Without zeros at the end: SQLite returns 10000 as 10000.0.
    private static decimal? Plain(decimal? number) => number / 1.0000000000000000000000000000m;
}
