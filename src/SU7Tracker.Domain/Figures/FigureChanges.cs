namespace SU7Tracker.Domain;

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
