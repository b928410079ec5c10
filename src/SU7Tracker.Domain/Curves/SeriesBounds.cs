namespace SU7Tracker.Domain;

/// <summary>A series in the system that bounds it.</summary>
internal readonly record struct SeriesBounds(DifferenceSystem? System, SeriesNodes Nodes)
{
    /// <summary>The most, in half units, by which a series up to a day can exceed another up to a day.</summary>
    /// <param name="system">The system that bounds both; null when nothing does.</param>
    /// <param name="from">The series that is exceeded; null for zero.</param>
    /// <param name="fromDay">The day up to which it counts.</param>
    /// <param name="to">The series that exceeds; null for zero.</param>
    /// <param name="toDay">The day up to which it counts.</param>
    /// <param name="why">Receives what the result rests on, when given.</param>
    public static long Excess(
        DifferenceSystem? system,
        SeriesNodes? from,
        int fromDay,
        SeriesNodes? to,
        int toDay,
        ICollection<object>? why = null)
    {
        if (system is null)
        {
            return to is null ? 0 : DifferenceSystem.Open;
        }
        int[] sources = from is null ? [0] : [.. from.NotAbove(fromDay)];
        if (to is null)
        {
            return system.Excess(sources, [0], why);
        }
        var targets = to.NotBelow(toDay).ToList();
        var excess = system.Excess(sources, [.. targets.Select(t => t.Node)], out var reached, why);
        if (why is not null && reached >= 0)
        {
            foreach (var law in targets.First(t => t.Node == reached).Laws)
            {
                why.Add(law);
            }
        }
        // A series never exceeds one that counts no less, whatever the figures say.
        if (excess > 0 && from is not null && toDay <= fromDay && to.IsAtMost(from, toDay))
        {
            why?.Clear();
            return 0;
        }
        return excess;
    }

    /// <summary>The most by which the count can rise from the end of one day, or from zero, to the end of another.</summary>
    public long Most(int? a, int b, ICollection<object>? why = null) =>
        a == b ? 0 : Excess(System, a is null ? null : Nodes, a ?? 0, Nodes, b, why);

    /// <summary>The least by which it rises.</summary>
    public long Least(int? a, int b, ICollection<object>? why = null)
    {
        if (a == b)
        {
            return 0;
        }
        var fall = Excess(System, Nodes, b, a is null ? null : Nodes, a ?? 0, why);
        if (fall < 0)
        {
            return -fall;
        }
        why?.Clear();   // it never falls, whatever the figures say
        return 0;
    }
}
