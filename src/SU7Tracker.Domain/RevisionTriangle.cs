namespace SU7Tracker.Domain;

/// <summary>What was said of some days on one of the days on which something became known.</summary>
/// <param name="KnownOn">When it became known.</param>
/// <param name="Figure">What was said; a withdrawal takes back what its source had said.</param>
public sealed record Vintage(DateOnly KnownOn, Figure Figure);

/// <summary>Everything that was ever said of some days of a series, by the day on which it became known.</summary>
/// <param name="Start">The first day; null for a count up to the last.</param>
/// <param name="End">The last day.</param>
/// <param name="Vintages">In the order in which they became known.</param>
public sealed record TriangleRow(DateOnly? Start, DateOnly End, IReadOnlyList<Vintage> Vintages)
{
    /// <summary>The days; null for a count up to the last.</summary>
    public Period? Period => Start is { } start ? new(start, End) : null;
    /// <summary>Whether more than one thing was said of them.</summary>
    public bool IsRevised => Vintages.Count > 1;
}

/// <summary>What one source said of some days, and what was said of them later.</summary>
/// <param name="First">What was said first.</param>
/// <param name="Later">What was said later, by the same source or another.</param>
public sealed record Restatement(Figure First, Figure Later)
{
    /// <summary>Whether the same source says it, in place of what it had said.</summary>
    public bool IsRevision => First.Source == Later.Source;
    /// <summary>By how much the two differ, in units; null where one of them has no upper bound or takes back.</summary>
    public Quantity? Size =>
        Later.Withdrawn || First.Quantity.High is null || Later.Quantity.High is null ? null : Later.Quantity - First.Quantity;

    /// <summary>The same in per cent of what was said first; null where that may be zero.</summary>
    public Quantity? Share => Size is null ? null : Metrics.Change(Later.Quantity, First.Quantity);
    /// <summary>How many days later it became known.</summary>
    public int Delay => Later.KnownOn.DayNumber - First.KnownOn.DayNumber;
    /// <summary>Whether both may be true.</summary>
    public bool Agrees => !Later.Withdrawn
        && (First.Quantity.High is not { } a || a >= Later.Quantity.Low) && (Later.Quantity.High is not { } b || b >= First.Quantity.Low);
}

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
