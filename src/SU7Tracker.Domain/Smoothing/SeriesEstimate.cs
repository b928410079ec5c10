namespace SU7Tracker.Domain.Smoothing;

/// <summary>The best estimate of a series: one curve that never falls, of which every estimated count is a difference.</summary>
/// <param name="days">The numbers of the days at whose end the curve has a value, in order.</param>
/// <param name="values">These values, in units.</param>
/// <param name="joined">Of each of them whether an estimate exists between the day before it and its own.</param>
/// <param name="bounded">Of each of them whether an estimate of the cumulative count exists.</param>
internal sealed class SeriesEstimate(int[] days, long[] values, bool[] joined, bool[] bounded)
{
    private readonly int[] _since = Since(joined);   // of each day the earliest that it is joined to

    /// <summary>The days at whose end the curve has a value that is not interpolated.</summary>
    public IReadOnlyList<int> Days => days;

    /// <summary>The values of these days, in units.</summary>
    public IReadOnlyList<long> Values => values;

    /// <summary>The estimated units counted after the end of one day up to the end of another; null where there is no estimate.</summary>
    /// <param name="a">The day before the first that counts; null counts from the beginning of time.</param>
    /// <param name="b">The last day that counts.</param>
    public Rational? Between(DateOnly? a, DateOnly b)
    {
        var (from, to) = (a?.DayNumber, b.DayNumber);
        if (to < days[0] || to > days[^1] || from < days[0])
        {
            return null;
        }
        var last = AtOrAfter(to);
        if (from is not { } before)
        {
            return bounded[last] && (days[last] == to || joined[last]) ? At(to) : null;
        }
        return _since[last] <= AtOrBefore(before) ? At(to) - At(before) : null;
    }

    private static int[] Since(bool[] joined)
    {
        var since = new int[joined.Length];
        for (var i = 1; i < since.Length; i++)
        {
            since[i] = joined[i] ? since[i - 1] : i;
        }
        return since;
    }

    // Between nodes the rate is even.
    private Rational At(int day)
    {
        var before = AtOrBefore(day);
        return days[before] == day ? values[before]
            : values[before] + ((values[before + 1] - values[before]) * Rational.Of(day - days[before], days[before + 1] - days[before]));
    }

    private int AtOrBefore(int day) => Array.BinarySearch(days, day) is var at && at >= 0 ? at : ~at - 1;

    private int AtOrAfter(int day) => Array.BinarySearch(days, day) is var at && at >= 0 ? at : ~at;
}
