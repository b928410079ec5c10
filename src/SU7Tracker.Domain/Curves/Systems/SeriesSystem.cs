namespace SU7Tracker.Domain;

/// <summary>The figures of one series, reconciled by themselves.</summary>
internal sealed class SeriesSystem
{
    private SeriesSystem(SeriesNodes nodes, DifferenceSystem system, Admission admission)
    {
        (Nodes, System, Admitted, Contradictions) = (nodes, system, admission.Admitted, admission.Contradictions);
        Figures = [.. Admitted.SelectMany(s => s.Figures)];
    }

    public SeriesNodes Nodes { get; }
    public DifferenceSystem System { get; }

    /// <summary>What was admitted: figures, and hulls of disputed ones.</summary>
    public IReadOnlyList<Statement> Admitted { get; }

    /// <summary>The figures that are used.</summary>
    public IReadOnlyList<Figure> Figures { get; }

    public IReadOnlyList<Contradiction> Contradictions { get; }

    /// <summary>The days at whose end the figures say what the count is, in order.</summary>
    public static IEnumerable<int> DaysOf(IEnumerable<Figure> figures)
    {
        foreach (var key in figures.Select(f => f.Key))
        {
            if (key.Period is { } period)
            {
                yield return period.Before.DayNumber;
            }
            yield return key.End.DayNumber;
        }
    }

    public static SeriesSystem Of(Series series, IEnumerable<Figure> figures, Func<string, Grade> gradeOf, CancellationToken cancel)
    {
        var ranked = Admission.Ranked(figures, gradeOf).ToList();
        int[] days = [.. DaysOf(ranked).Distinct().Order()];
        var nodes = new SeriesNodes(series, days, first: 1);
        var system = new DifferenceSystem(Seed(days, ranked));
        AddOrder(system, nodes);
        var admission = new Admission(system, gradeOf, cancel);
        admission.Admit([
            .. ranked.Select(f =>
                Statement.Of(f, f.Key.Period is { } p ? nodes.NodeOf(p.Before.DayNumber) : 0, nodes.NodeOf(f.Key.End.DayNumber))),
        ]);
        return new(nodes, system, admission);
    }

    /// <summary>Adds that the count starts at zero or more and never falls.</summary>
    public static void AddOrder(DifferenceSystem system, SeriesNodes nodes)
    {
        for (var i = 0; i < nodes.Days.Length; i++)
        {
            system.TryLimit(nodes.First + i, i == 0 ? 0 : nodes.First + i - 1, 0, null);
        }
    }

    // The mean of the daily rates that the figures state of a stretch between two days, summed: close to what all of them allow, so that
    // little is left to repair.
    private static long[] Seed(int[] days, List<Figure> figures)
    {
        var (rates, counts) = (new double[days.Length + 1], new int[days.Length + 1]);
        foreach (var figure in figures)
        {
            if (figure.Key.Period is { } period)
            {
                var (low, high) = ((double)figure.Quantity.Low.Floor(), (double?)figure.Quantity.High?.Floor());
                var rate = (low + (high ?? low)) / period.Days;   // in halves
                var (from, to) = (Array.BinarySearch(days, period.Before.DayNumber), Array.BinarySearch(days, period.End.DayNumber));
                (rates[from], rates[to]) = (rates[from] + rate, rates[to] - rate);
                (counts[from], counts[to]) = (counts[from] + 1, counts[to] - 1);
            }
        }
        var (seed, value, sum, covering) = (new long[days.Length + 1], 0.0, 0.0, 0);
        for (var i = 0; i < days.Length; i++)
        {
            seed[i + 1] = (long)value;
            (sum, covering) = (sum + rates[i], covering + counts[i]);
            if (i + 1 < days.Length && covering > 0)
            {
                value += Math.Max(0, sum / covering) * (days[i + 1] - days[i]);
            }
        }
        return seed;
    }
}
