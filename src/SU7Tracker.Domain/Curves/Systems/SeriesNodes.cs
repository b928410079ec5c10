namespace SU7Tracker.Domain;

/// <summary>The days of a series that are nodes of a system, and the series that laws tie it to.</summary>
internal sealed class SeriesNodes(Series series, int[] days, int first)
{
    public Series Series { get; } = series;

    /// <summary>The numbers of the days, in order.</summary>
    public int[] Days { get; } = days;

    /// <summary>The node of the first day; those of the others follow.</summary>
    public int First { get; } = first;

    /// <summary>The ties in which it is the lower series, which counts no more than the upper one.</summary>
    public List<Tie> Above { get; } = [];

    /// <summary>The ties in which it is the upper series.</summary>
    public List<Tie> Below { get; } = [];

    /// <summary>The place of the last day that is not after another; -1 when there is none.</summary>
    public int AtOrBefore(int day) => Array.BinarySearch(Days, day) is var at && at >= 0 ? at : ~at - 1;

    /// <summary>The place of the first day that is not before another; the number of days when there is none.</summary>
    public int AtOrAfter(int day) => Array.BinarySearch(Days, day) is var at && at >= 0 ? at : ~at;

    /// <summary>The node of a day that is one of the days.</summary>
    public int NodeOf(int day) => First + Array.BinarySearch(Days, day);

    /// <summary>Whether, by laws alone, another series counts no less than this one up to a day.</summary>
    public bool IsAtMost(SeriesNodes other, int day)
    {
        var (seen, next) = (new HashSet<SeriesNodes> { this }, new Queue<SeriesNodes>([this]));
        while (next.TryDequeue(out var nodes))
        {
            foreach (
                var above in nodes
                    .Above.Where(t => t.Law == Law.ParentEqualsPart ? day <= t.Until : t.HoldsOn(day))
                    .Select(t => t.Upper)
                    .Concat(nodes.Below.Where(t => t.Law == Law.ParentEqualsPart && day <= t.Until).Select(t => t.Lower))
                    .Where(seen.Add))
            {
                next.Enqueue(above);
            }
        }
        return seen.Contains(other);
    }

    /// <summary>
    /// Nodes that count no more than the series up to a day: its latest, or where it has no days those of the series below it; at least
    /// node 0, which is zero.
    /// </summary>
    public IEnumerable<int> NotAbove(int day) =>
        AtOrBefore(day) is >= 0 and var at ? [First + at]
        : Days.Length > 0 ? [0]
        : Below.Where(t => t.Law != Law.ParentEqualsPart).SelectMany(t => t.Lower.NotAbove(day)).Append(0).Distinct();

    /// <summary>The nodes that count no less than the series up to a day, each with the laws by which they do.</summary>
    public IEnumerable<(int Node, IEnumerable<Law> Laws)> NotBelow(int day)
    {
        var own = AtOrAfter(day) is var at && at < Days.Length ? new[] { (First + at, Enumerable.Empty<Law>()) } : [];
        return at < Days.Length && Days[at] == day ? own
            : own.Concat(Above.Where(t => t.Law != Law.ParentEqualsPart && t.HoldsOn(day))
                .SelectMany(t => t.Upper.NotBelow(day).Select(n => (n.Node, n.Laws.Append(t.Law)))));
    }
}
