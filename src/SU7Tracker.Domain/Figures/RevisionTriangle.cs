namespace SU7Tracker.Domain;

/// <summary>
/// The revision triangle of a series: a row for the days that figures cover, a column for each day on which one became known.
/// </summary>
public sealed class RevisionTriangle
{
    private RevisionTriangle(IReadOnlyList<TriangleRow> rows, IReadOnlyList<DateOnly> columns) => (Rows, Columns) = (rows, columns);

    /// <summary>The days that figures cover, the latest first.</summary>
    public IReadOnlyList<TriangleRow> Rows { get; }
    /// <summary>The days on which something became known, in order.</summary>
    public IReadOnlyList<DateOnly> Columns { get; }

    /// <summary>What was said of a series up to a day.</summary>
    public static RevisionTriangle Of(VehicleHistory history, Series series, DateOnly asOf)
    {
        var rows = history.Revisions.GetValueOrDefault(series, [])
            .SelectMany(f => f).Where(f => f.KnownOn <= asOf)
            .GroupBy(f => (f.Key.Start, f.Key.End))
            .Select(g => new TriangleRow(
                g.Key.Start,
                g.Key.End,
                [
                    .. g.OrderBy(f => f.KnownOn)
                        .ThenBy(f => f.Source, StringComparer.Ordinal)
                        .ThenBy(f => f.Revision)
                        .Select(f => new Vintage(f.KnownOn, f)),
                ]))
            .OrderByDescending(r => r.End)
            .ThenByDescending(r => r.Start ?? DateOnly.MinValue)
            .ToList();
        return new(rows, [.. rows.SelectMany(r => r.Vintages).Select(v => v.KnownOn).Distinct().Order()]);
    }

    /// <summary>What was said later of the same days, each beside what was said before it, the latest first.</summary>
    public IEnumerable<Restatement> Restatements => Rows
        .SelectMany(r => r.Vintages.Skip(1).Select((later, i) => new Restatement(
            (r.Vintages.Take(i + 1).LastOrDefault(v => v.Figure.Source == later.Figure.Source) ?? r.Vintages[i]).Figure, later.Figure)))
        .OrderByDescending(r => r.Later.KnownOn).ThenByDescending(r => r.Later.Key.End);
}
