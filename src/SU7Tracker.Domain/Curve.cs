namespace SU7Tracker.Domain;

/// <summary>Why, of figures that cannot all be true, one was set aside.</summary>
public enum Doubt
{
    /// <summary>Its source has the worse grade.</summary>
    Grade,
    /// <summary>Its qualifier is the looser.</summary>
    Qualifier,
    /// <summary>It was published earlier.</summary>
    Publication,
    /// <summary>Nothing distinguishes them; the order of the days decided.</summary>
    Order,
}

/// <summary>A figure that cannot be true beside others that count for more.</summary>
/// <param name="SetAside">The figure that the curve goes on without.</param>
/// <param name="Against">As few figures as together refute it.</param>
/// <param name="Allowed">What all figures that count for more allow in its place, in units.</param>
/// <param name="Doubt">In what it counts less than the least of those that it contradicts.</param>
public sealed record Contradiction(Figure SetAside, IReadOnlyList<Figure> Against, Quantity Allowed, Doubt Doubt);

/// <summary>
/// Everything that the figures of a series say together about C(d), the units counted up to the end of day d. C starts at zero and never falls;
/// each figure bounds a difference of two of its values. A figure that those which count for more refute is set aside and named.
/// A better source grade counts for more, then a tighter qualifier, then a later publication.
/// </summary>
public sealed class Curve
{
    private const int Before = 0;          // the node before all time, where C is zero
    private readonly DateOnly[] _days;     // of each node; that of Before stands for the earliest there is
    private readonly List<Figure> _figures;
    private readonly Dictionary<FigureKey, Figure> _published;
    private readonly DifferenceSystem _system;
    private readonly DateOnly _origin;     // the first day at whose end a figure says what C is; nodes before it are of figures set aside
    private readonly int[] _sameBefore;    // of each node the one before it whose distance to it is known; 0 when there is none
    private readonly Lazy<(bool[] Spread, Rational[] Value)> _estimate;   // of each node whether the days up to the next lie between known ones, and the best C

    private Curve(List<Figure> figures, Func<string, Grade> gradeOf)
    {
        Series = figures[0].Series;
        _figures = figures;
        _days = [default, .. figures.SelectMany(f => f.Key.Period is { } p ? [p.Before, p.End] : new[] { f.Key.End }).Distinct().Order()];
        // Published numbers have ends in halves of a unit ("about 5" is 4½–5½), so the system counts halves.
        _system = new(_days.Length, [.. figures.Select(f => (f.Key, f.Quantity)).Select(f => new Difference(
            f.Key.Period is { } p ? NodeOf(p.Before) : Before, NodeOf(f.Key.End), Halves(f.Quantity.Low), f.Quantity.High is { } high ? Halves(high) : DifferenceSystem.Open))]);
        Contradictions = [.. _system.Refuted.Select(r => Explain(r, gradeOf))];
        var accepted = figures.Where((_, i) => _system.IsAccepted(i)).ToList();
        First = accepted.Min(f => f.Key.First);
        Last = accepted.Max(f => f.Key.End);
        _origin = accepted.Min(f => f.Key.Period?.Before ?? f.Key.End);
        _published = accepted.ToDictionary(f => f.Key);
        _sameBefore = SameBefore();
        _estimate = new(Estimate);
    }

    /// <summary>What is counted.</summary>
    public Series Series { get; }
    /// <summary>The first day that the series speaks of.</summary>
    public DateOnly First { get; }
    /// <summary>The last day that the series speaks of.</summary>
    public DateOnly Last { get; }
    /// <summary>The figures that were set aside; those that count for more come first.</summary>
    public IReadOnlyList<Contradiction> Contradictions { get; }

    /// <summary>Reconciles figures of one series, one revision of each; their order does not matter. Null when there is none.</summary>
    /// <param name="figures">The figures that stand.</param>
    /// <param name="gradeOf">The grade of a source by its id.</param>
    /// <exception cref="ArgumentException">The figures are of different series, or two of them have the same key.</exception>
    public static Curve? Of(IEnumerable<Figure> figures, Func<string, Grade> gradeOf)
    {
        var ranked = figures
            .OrderBy(f => gradeOf(f.Source)).ThenBy(f => Looseness(f.Qualifier)).ThenByDescending(f => f.KnownOn)
            .ThenBy(f => f.Key.First).ThenBy(f => f.Key.End).ThenBy(f => f.Key.Reading).ToList();
        if (ranked.Count == 0)
        {
            return null;
        }
        if (ranked.Exists(f => f.Series != ranked[0].Series))
        {
            throw new ArgumentException("The figures are of different series.", nameof(figures));
        }
        if (ranked.DistinctBy(f => (f.Key, f.Source)).Count() < ranked.Count)
        {
            throw new ArgumentException("Two figures have the same key and source; only one of its revisions stands.", nameof(figures));
        }
        return new(ranked, gradeOf);
    }

    /// <summary>The tightest bounds on the units counted after the end of one day up to the end of another, C(b) − C(a), that all figures allow together.</summary>
    /// <param name="a">The day before the first that counts; null counts from the beginning of time.</param>
    /// <param name="b">The last day that counts.</param>
    /// <exception cref="ArgumentException"><paramref name="b"/> is before <paramref name="a"/>.</exception>
    public Quantity Between(DateOnly? a, DateOnly b)
    {
        if (a > b)
        {
            throw new ArgumentException("The second day is before the first.", nameof(b));
        }
        var (low, high) = Bounds(a, b, null, null);
        if (low == high)
        {
            return Quantity.Exact(Units(low));
        }
        var key = a is { } start ? start < b ? new FigureKey(Series, Reading.InPeriod, start.AddDays(1), b) : null : new FigureKey(Series, Reading.Cumulative, null, b);
        if (key is not null && _published.TryGetValue(key, out var figure) && figure.Qualifier == Qualifier.About
            && figure.Quantity is var about && Halves(about.Low) == low && Halves(about.High!.Value) == high)
        {
            return about;
        }
        return Quantity.Between(Units(low), high == DifferenceSystem.Open ? null : Units(high), Best(b) - (a is { } from ? Best(from) : Rational.Zero));
    }

    /// <summary>The tightest bounds on the units counted in a period.</summary>
    public Quantity In(Period period) => Between(period.Before, period.End);

    /// <summary>The tightest bounds on the units counted up to the end of a day.</summary>
    public Quantity UpTo(DateOnly day) => Between(null, day);

    /// <summary>The figures that the bounds of <see cref="Between"/> rest on, in the order of their days.</summary>
    /// <param name="a">The day before the first that counts; null counts from the beginning of time.</param>
    /// <param name="b">The last day that counts.</param>
    public IReadOnlyList<Figure> Evidence(DateOnly? a, DateOnly b)
    {
        var (lower, upper) = (new HashSet<int>(), new HashSet<int>());
        Bounds(a, b, lower, upper);
        return [.. lower.Union(upper).Select(i => _figures[i]).OrderBy(f => f.Key.End).ThenBy(f => f.Key.First)];
    }

    /// <summary>
    /// The headline stretch: of the stretches of at least seven days that end by a day, whose count is known exactly or was itself published,
    /// the one that ends last, and of several that end together the shortest. Null when there is none.
    /// </summary>
    public Period? Headline(DateOnly until)
    {
        var published = _published.Keys
            .Where(k => k.Period is { Days: >= 7 } p && p.End <= until)
            .Select(k => k.Period!.Value)
            .OrderByDescending(p => p.End).ThenByDescending(p => p.Start)
            .Cast<Period?>().FirstOrDefault();
        for (var end = _days.Length - 1; end > Before; end--)
        {
            // Where nothing was counted between two nodes, the count is known on every day between them, too.
            var day = _days[end] > until && IsStill(end) ? until : _days[end];
            if (day > until || day < _days[end - 1])
            {
                continue;
            }
            if (published is { } p && day < p.End)
            {
                break;
            }
            if (KnownStart(end, day) is { } before)
            {
                var known = new Period(before.AddDays(1), day);
                return published is { } same && same.End == known.End && same.Start > known.Start ? same : known;
            }
        }
        return published;
    }

    // The latest day at least seven before a day, which is that of a node or in the still days before it, from which the count up to the day is known.
    private DateOnly? KnownStart(int end, DateOnly day)
    {
        var latest = day.AddDays(-7);
        for (int next = end, node = _sameBefore[end]; node > Before && _days[node] >= _origin; (next, node) = (node, _sameBefore[node]))
        {
            if (_days[node] <= latest)
            {
                return _days[next] > latest && IsStill(next) ? latest : _days[node];
            }
        }
        return null;
    }

    // Whether it is known that nothing was counted since the node before.
    private bool IsStill(int node) => _sameBefore[node] is > Before and var before && _system.Least[before] == _system.Least[node];

    /// <summary>The last whole weeks of the series up to a day; null until it speaks of that many.</summary>
    /// <param name="weeks">How many weeks, at least 1.</param>
    /// <param name="until">The last day that may be among them.</param>
    public Period? Trailing(int weeks, DateOnly until)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weeks, 1);
        var last = until < Last ? until : Last;
        var sunday = Week.Of(last.AddDays(1)).Previous.Sunday;
        var monday = sunday.AddDays(1 - (7 * weeks));
        return First <= monday ? new(monday, sunday) : null;
    }

    private (long Low, long High) Bounds(DateOnly? a, DateOnly b, HashSet<int>? lower, HashSet<int>? upper)
    {
        var (startBefore, startAfter) = a is { } from ? (AtOrBefore(from), AtOrAfter(from)) : (Before, Before);
        var (endBefore, endAfter) = (AtOrBefore(b), AtOrAfter(b));
        var low = endBefore <= startAfter ? 0
            : startAfter == Before && lower is null ? _system.Least[endBefore]
            : -_system.Excess(endBefore, startAfter, lower);
        var high = a == b ? 0
            : endAfter == _days.Length ? DifferenceSystem.Open
            : startBefore == Before && upper is null ? _system.Most[endAfter]
            : _system.Excess(startBefore, endAfter, upper);
        return (low, high);
    }

    // The best C of a day: a straight line between the nodes around it; null where there are no known days around it.
    private Rational? Best(DateOnly day)
    {
        var (spread, value) = _estimate.Value;
        var node = AtOrBefore(day);
        if (node == Before)
        {
            return _system.Most[Before + 1] == 0 ? Rational.Zero : null;
        }
        if (_days[node] == day && (spread[node] || _sameBefore[node] > Before))
        {
            return value[node];
        }
        return spread[node]
            ? value[node] + ((value[node + 1] - value[node]) * Rational.Of(day.DayNumber - _days[node].DayNumber, _days[node + 1].DayNumber - _days[node].DayNumber))
            : null;
    }

    private int[] SameBefore()
    {
        var same = new int[_days.Length];
        var latest = new Dictionary<int, int>();
        for (var i = 1; i < same.Length; i++)
        {
            same[i] = latest.GetValueOrDefault(_system.Component[i]);
            latest[_system.Component[i]] = i;
        }
        return same;
    }

    // Between two days whose distance is known the count is spread evenly, beginning with those that lie closest together: what they leave
    // of a longer stretch is spread over its other days, so that the parts always add up. Where figures between refuse an even spread, the
    // least C above it that all of them allow is taken, in half units.
    private (bool[] Spread, Rational[] Value) Estimate()
    {
        var (spread, rate, value) = (new bool[_days.Length], new Rational[_days.Length], new Rational[_days.Length]);
        foreach (var last in Enumerable.Range(1, _days.Length - 1).Where(i => _sameBefore[i] > Before).OrderBy(i => _days[i].DayNumber - _days[_sameBefore[i]].DayNumber))
        {
            var (first, left, days) = (_sameBefore[last], Units(_system.Least[last] - _system.Least[_sameBefore[last]]), 0);
            for (var gap = first; gap < last; gap++)
            {
                (left, days) = spread[gap] ? (left - (rate[gap] * Days(gap)), days) : (left, days + Days(gap));
            }
            for (var gap = first; gap < last; gap++)
            {
                if (!spread[gap])
                {
                    (spread[gap], rate[gap]) = (true, left.Sign > 0 ? left / days : Rational.Zero);
                }
            }
        }
        for (var i = 1; i < value.Length; i++)
        {
            value[i] = spread[i - 1] ? value[i - 1] + (rate[i - 1] * Days(i - 1)) : Rational.Max(value[i - 1], Units(_system.Least[i]));
        }
        return (spread, _system.Allows(Array.ConvertAll(value, v => v * 2)) ? value : Array.ConvertAll(_system.LeastAbove(Array.ConvertAll(value, v => (long)(v * 2).Nearest())), Units));

        int Days(int gap) => _days[gap + 1].DayNumber - _days[gap].DayNumber;
    }

    private Contradiction Explain(Refuted refuted, Func<string, Grade> gradeOf)
    {
        var figure = _figures[refuted.Index];
        // The accepted ones were ranked before it, so the last of them counts least.
        var weakest = _figures[refuted.Against.Max()];
        var doubt = gradeOf(figure.Source) != gradeOf(weakest.Source) ? Doubt.Grade
            : Looseness(figure.Qualifier) != Looseness(weakest.Qualifier) ? Doubt.Qualifier
            : figure.KnownOn != weakest.KnownOn ? Doubt.Publication
            : Doubt.Order;
        return new(
            figure,
            [.. refuted.Against.Distinct().Select(i => _figures[i]).OrderBy(f => f.Key.End).ThenBy(f => f.Key.First)],
            Quantity.Between(Units(refuted.Low), refuted.High == DifferenceSystem.Open ? null : Units(refuted.High)),
            doubt);
    }

    private int AtOrBefore(DateOnly day)
    {
        var at = Array.BinarySearch(_days, 1, _days.Length - 1, day);
        return at >= 0 ? at : ~at - 1;
    }

    private int AtOrAfter(DateOnly day)
    {
        var at = Array.BinarySearch(_days, 1, _days.Length - 1, day);
        return at >= 0 ? at : ~at;
    }

    private int NodeOf(DateOnly day) => Array.BinarySearch(_days, 1, _days.Length - 1, day);

    private static long Halves(Rational bound) => (long)(bound * 2).Numerator;

    private static Rational Units(long halves) => Rational.Of(halves, 2);

    private static int Looseness(Qualifier qualifier) => Math.Min((int)qualifier, (int)Qualifier.AtLeast);
}
