namespace SU7Tracker.Domain;

/// <summary>A figure that is expected and not exactly on record.</summary>
/// <param name="Rhythm">Why it is expected.</param>
/// <param name="Period">Its days.</param>
/// <param name="Wanting">What is wanting.</param>
/// <param name="Count">What the record allows, where it says something of these days; null where it says nothing.</param>
public sealed record DueFigure(Rhythm Rhythm, Period Period, Wanting Wanting, Quantity? Count)
{
    /// <summary>The day by which it is expected.</summary>
    public DateOnly DueOn => Rhythm.DueOn(Period);

    /// <summary>
    /// Returns the figures of a series that are expected by the day of a snapshot and not exactly on record, the latest first. Of a stretch
    /// of days that some figure covers, a count that the record determines exactly is there, whoever has published it.
    /// </summary>
    public static IReadOnlyList<DueFigure> Of(Rhythm rhythm, Snapshot snapshot)
    {
        var covered = snapshot.Figures(rhythm.Series).Where(f => f.Key.Period is not null).Select(f => f.Key.Period!.Value).ToList();
        var due = new List<DueFigure>();
        var isFollowed = false;
        foreach (var period in rhythm.Expected(snapshot.AsOf).Reverse())
        {
            var count = snapshot.Between(rhythm.Series, period.Start.AddDays(-1), period.End);
            var published = covered.Exists(p => p.Start >= period.Start && p.End <= period.End);
            if (count.Qualifier == Qualifier.Exact)
            {
                isFollowed = true;
            }
            else if (published)
            {
                due.Add(new(rhythm, period, Wanting.Provisional, count));
                isFollowed = true;
            }
            else
            {
                due.Add(new(rhythm, period, isFollowed ? Wanting.Missing : Wanting.Late, null));
            }
        }
        return due;
    }
}
