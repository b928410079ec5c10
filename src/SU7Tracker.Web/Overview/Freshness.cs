using SU7Tracker.Domain;

namespace SU7Tracker.Web.Overview;

/// <summary>How fresh a series is: a cycle is the median gap of its last eight known-on days, and it is stale when four have passed without a figure.</summary>
internal static class Freshness
{
    private const int Gaps = 8, Cycles = 4;

    /// <summary>The day on which the last figure became known where the series is stale; null where it is not, or where no cycle is known.</summary>
    public static DateOnly? StaleSince(Snapshot snapshot, Series series)
    {
        var days = snapshot.Figures(series).Select(f => f.KnownOn).Distinct().Order().ToList();
        if (days.Count < 2)
        {
            return null;
        }
        var gaps = days.Zip(days.Skip(1), (a, b) => b.DayNumber - a.DayNumber).TakeLast(Gaps).Order().ToList();
        var median = (gaps[(gaps.Count - 1) / 2] + gaps[gaps.Count / 2]) / 2m;
        return snapshot.AsOf.DayNumber - days[^1].DayNumber > Cycles * median ? days[^1] : null;
    }
}
