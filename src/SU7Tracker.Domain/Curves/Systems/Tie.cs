namespace SU7Tracker.Domain;

/// <summary>A law between two series: on every day the upper one counts no less than the lower.</summary>
internal sealed class Tie(Law law, SeriesNodes lower, SeriesNodes upper)
{
    private readonly HashSet<int> _broken = [];

    public Law Law { get; } = law;
    public SeriesNodes Lower { get; } = lower;
    public SeriesNodes Upper { get; } = upper;

    /// <summary>The last day on which both count the same; of a tie of that law only.</summary>
    public int Until { get; set; } = int.MinValue;

    /// <summary>Does not apply the law at a node of the lower series.</summary>
    public void Break(int day) => _broken.Add(day);

    /// <summary>Whether no node of the lower series after one day and before another has the law.</summary>
    public bool FollowsOn(int broken, int day) => Lower.AtOrBefore(day - 1) is var at && at >= 0 && Lower.Days[at] == broken;

    /// <summary>Whether the law is applied on a day: it is at the latest node of the lower series.</summary>
    public bool HoldsOn(int day) => Lower.AtOrBefore(day) is var at && (at < 0 || !_broken.Contains(Lower.Days[at]));
}
