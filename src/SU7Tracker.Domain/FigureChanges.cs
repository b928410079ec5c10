namespace SU7Tracker.Domain;

/// <summary>What became of a figure from one day to another.</summary>
/// <param name="Then">The revision that stood on the first day; null when none did.</param>
/// <param name="Now">The revision that stands on the second day; null when it was taken back.</param>
public sealed record FigureChange(Figure? Then, Figure? Now)
{
    /// <summary>The one that stands, or that stood last.</summary>
    public Figure Figure => Now ?? Then!;
    /// <summary>Whether the figure was not on record before.</summary>
    public bool IsNew => Then is null;
    /// <summary>Whether it was taken back.</summary>
    public bool IsWithdrawn => Now is null;
    /// <summary>Whether it says another number than before.</summary>
    public bool IsRevised => Then is not null && Now is not null;

    /// <summary>By how much it was revised, in units; null where it was not, or one of the two has no upper bound.</summary>
    public Quantity? Size => Then?.Quantity is { High: not null } then && Now?.Quantity is { High: not null } now ? now - then : null;
}

/// <summary>Holds a number as it stood on one day against the same number on another, with the figures that moved it.</summary>
/// <param name="Then">The number on the first day.</param>
/// <param name="Now">The number on the second day.</param>
/// <param name="Moved">The figures that it rests on now and that were not known then, or that were revised or taken back since.</param>
public sealed record MetricChange(Metric Then, Metric Now, IReadOnlyList<FigureChange> Moved)
{
    /// <summary>Whether it says something else.</summary>
    public bool IsChanged => Then.Value != Now.Value || Then.Span != Now.Span;
}

/// <summary>What became known of a vehicle from one day to another.</summary>
public static class FigureChanges
{
    /// <summary>The figures that became known, were revised or were taken back, the latest first.</summary>
    /// <param name="history">The record.</param>
    /// <param name="then">The first day.</param>
    /// <param name="now">The second day, not before the first.</param>
    public static IReadOnlyList<FigureChange> Between(VehicleHistory history, DateOnly then, DateOnly now) =>
        [
            .. history
                .Revisions.Values.SelectMany(s => s)
                .Select(r => new FigureChange(Figure.Standing(r, then), Figure.Standing(r, now)))
                .Where(c => (c.Then?.Revision, c.Then?.Origin) != (c.Now?.Revision, c.Now?.Origin))
                .OrderByDescending(c => c.Figure.KnownOn)
                .ThenByDescending(c => c.Figure.Key.End)
                .ThenBy(c => c.Figure.Source, StringComparer.Ordinal),
        ];

    /// <summary>What numbers did from one snapshot to another, and which of some changed figures they rest on.</summary>
    /// <param name="then">The numbers as they stood.</param>
    /// <param name="now">The same numbers, as they stand.</param>
    /// <param name="changes">What became of the figures in between.</param>
    public static IReadOnlyList<MetricChange> Moved(
        IEnumerable<Metric> then,
        IEnumerable<Metric> now,
        IReadOnlyList<FigureChange> changes
    ) =>
        [
            .. then.Join(
                now,
                m => m.Key,
                m => m.Key,
                (before, after) =>
                {
                    var rests = Evidence(after).Concat(Evidence(before)).ToHashSet();
                    return new MetricChange(
                        before,
                        after,
                        [.. changes.Where(c => (c.Now is { } n && rests.Contains(n)) || (c.Then is { } t && rests.Contains(t)))]);
                }),
        ];

    /// <summary>The days on which something became known of a vehicle, in order.</summary>
    public static IReadOnlyList<DateOnly> Days(VehicleHistory history) =>
        [.. history.Revisions.Values.SelectMany(s => s).SelectMany(f => f).Select(f => f.KnownOn).Distinct().Order()];

    private static IEnumerable<Figure> Evidence(Metric metric) => metric.Inputs.SelectMany(i => i.Evidence);
}
