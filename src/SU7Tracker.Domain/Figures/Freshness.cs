namespace SU7Tracker.Domain;

/// <summary>How recent what is known of a series is.</summary>
/// <param name="LatestKnownOn">The last day on which something of the series became known.</param>
/// <param name="CycleDays">The median gap between its last eight known-on days, in days; null with fewer than two of them.</param>
/// <param name="IsStale">Whether four cycles have passed without a new figure.</param>
public sealed record Freshness(DateOnly LatestKnownOn, int? CycleDays, bool IsStale)
{
    private const int DaysCounted = 8;
    private const int CyclesUntilStale = 4;

    /// <summary>How recent some figures of a series are on a day; null when there is none.</summary>
    public static Freshness? Of(IEnumerable<Figure> figures, DateOnly asOf)
    {
        var days = figures.Select(f => f.KnownOn).Where(d => d <= asOf).Distinct().OrderDescending().Take(DaysCounted).ToList();
        if (days.Count == 0)
        {
            return null;
        }
        var gaps = days.Zip(days.Skip(1), (later, earlier) => later.DayNumber - earlier.DayNumber).Order().ToList();
        var cycle = gaps.Count == 0 ? default(int?) : gaps[gaps.Count / 2];
        return new(days[0], cycle, cycle is { } gap && asOf.DayNumber - days[0].DayNumber > CyclesUntilStale * gap);
    }
}
