using SU7Tracker.Domain.Smoothing;

namespace SU7Tracker.Domain;

/// <summary>
/// Everything that is known of C(d), the units of a series counted up to the end of day d. C starts at zero and never falls; each figure
/// bounds a difference of two of its values, and laws bound it by other series. A figure that those which count for more refute is set
/// aside, and named among the contradictions.
/// </summary>
public sealed class Curve
{
    private readonly SeriesBounds _bounds;
    private readonly Dictionary<FigureKey, Figure> _published;
    private readonly int _origin;        // the first day at whose end a figure says what C is; nodes before it are of others
    private readonly Lazy<SeriesEstimate?> _estimate;
    private readonly int[] _sameBefore;  // of each node the one before it whose distance to it is known; -1 when there is none

    private Curve(
        Series series,
        SeriesBounds bounds,
        IReadOnlyList<Figure> figures,
        IReadOnlyList<Contradiction> contradictions,
        Curve? alone,
        Func<SeriesEstimate?> estimate)
    {
        Series = series;
        _estimate = new(estimate);
        _bounds = bounds;
        Contradictions = contradictions;
        Alone = alone ?? this;
        First = figures.Min(f => f.Key.First);
        Last = figures.Max(f => f.Key.End);
        _origin = figures.Min(f => (f.Key.Period?.Before ?? f.Key.End).DayNumber);
        _published = [];
        foreach (var figure in figures)
        {
            // Of several on the same days the tightest decides how a number is written.
            if (!_published.TryGetValue(figure.Key with { Series = series }, out var other) || figure.Qualifier < other.Qualifier)
            {
                _published[figure.Key with { Series = series }] = figure;
            }
        }
        _sameBefore = SameBefore();
    }

    /// <summary>What is counted.</summary>
    public Series Series { get; }
    /// <summary>The first day that the series covers, by its own figures or those of a parent or part that counts the same.</summary>
    public DateOnly First { get; }
    /// <summary>The last day that the series covers.</summary>
    public DateOnly Last { get; }
    /// <summary>The figures of the series that are not used; those that count for more come first.</summary>
    public IReadOnlyList<Contradiction> Contradictions { get; }
    /// <summary>The same series by its own figures alone, without laws; itself where it is that already.</summary>
    public Curve Alone { get; }

    /// <summary>Reconciles figures of one series by themselves; their order does not matter. Null when there is none.</summary>
    /// <param name="figures">The figures that stand.</param>
    /// <param name="gradeOf">The grade of a source by its id.</param>
    /// <exception cref="ArgumentException">The figures are of different series.</exception>
    public static Curve? Of(IEnumerable<Figure> figures, Func<string, Grade> gradeOf)
    {
        var all = figures.ToList();
        if (all.Count == 0)
        {
            return null;
        }
        if (all.Exists(f => f.Series != all[0].Series))
        {
            throw new ArgumentException("The figures are of different series.", nameof(figures));
        }
        return Of(SeriesSystem.Of(all[0].Series, all, gradeOf, CancellationToken.None), gradeOf);
    }

    internal static Curve? Of(FamilySystem family, Series series, Func<string, Grade> gradeOf, Func<Estimates> estimates)
    {
        var used = family.Used(series).ToList();
        if (used.Count == 0)
        {
            return null;
        }
        var own = family.Own(series);
        var alone = own is null ? null : Of(own, gradeOf);
        var (system, nodes) = family.Find(series);
        // A series that no law bounds is the same alone; only the days of the family's other figures are nodes of its estimate, too.
        return new(series, new(system, nodes), used, own?.Contradictions ?? [],
            alone is not null && ReferenceEquals(system, own!.System) ? null : alone, () => estimates().Of(series));
    }

    private static Curve? Of(SeriesSystem own, Func<string, Grade> gradeOf) => own.Figures.Count == 0 ? null : new(
        own.Nodes.Series, new(own.System, own.Nodes), own.Figures, own.Contradictions, null,
        () => new Estimates(new(own), [], gradeOf).Of(own.Nodes.Series));

    /// <summary>
    /// The tightest bounds on the units counted after the end of one day up to the end of another, C(b) − C(a), that all figures allow
    /// together.
    /// </summary>
    /// <param name="a">The day before the first that counts; null counts from the beginning of time.</param>
    /// <param name="b">The last day that counts.</param>
    /// <exception cref="ArgumentException"><paramref name="b"/> is before <paramref name="a"/>.</exception>
    public Quantity Between(DateOnly? a, DateOnly b)
    {
        RefuseCrossed(a, b);
        var (low, high) = (_bounds.Least(a?.DayNumber, b.DayNumber), _bounds.Most(a?.DayNumber, b.DayNumber));
        if (low == high)
        {
            return Quantity.Exact(Halves.Units(low));
        }
        var estimate = _estimate.Value?.Between(a, b);
        var key = a is { } start ? FigureKey.InPeriod(Series, new(start.AddDays(1), b)) : FigureKey.Cumulative(Series, b);
        return
            _published.TryGetValue(key, out var figure)
            && figure.Qualifier == Qualifier.About
            && figure.Quantity is var about
            && Halves.Of(about.Low) == low
            && Halves.Of(about.High!.Value) == high
            && about.Estimate == estimate
            ? about
            : Halves.Quantity(low, high, estimate);
    }

    /// <summary>The tightest bounds on the units counted in a period.</summary>
    public Quantity In(Period period) => Between(period.Before, period.End);

    /// <summary>The tightest bounds on the units counted up to the end of a day.</summary>
    public Quantity UpTo(DateOnly day) => Between(null, day);

    /// <summary>
    /// The figures and laws that the bounds of <see cref="Between"/> rest on. A law is named where figures of the series alone would
    /// allow more.
    /// </summary>
    /// <param name="a">The day before the first that counts; null counts from the beginning of time.</param>
    /// <param name="b">The last day that counts.</param>
    public Evidence Evidence(DateOnly? a, DateOnly b)
    {
        RefuseCrossed(a, b);
        var (from, to) = (a?.DayNumber, b.DayNumber);
        var (low, high) = (new List<object>(), new List<object>());
        var (least, most) = (_bounds.Least(from, to, low), _bounds.Most(from, to, high));
        if (Alone != this)
        {
            var (ownLow, ownHigh) = (new List<object>(), new List<object>());
            low = Alone._bounds.Least(from, to, ownLow) == least ? ownLow : low;
            high = Alone._bounds.Most(from, to, ownHigh) == most ? ownHigh : high;
        }
        return Domain.Evidence.Of(low.Concat(most == DifferenceSystem.Open ? [] : high));
    }

    /// <summary>
    /// The headline stretch: of the stretches of at least seven days that end by a day, whose count is known exactly or was itself
    /// published, the one that ends last, and of several that end together the shortest. Null when there is none.
    /// </summary>
    public Period? Headline(DateOnly until)
    {
        var published = _published.Keys
            .Where(k => k.Period is { Days: >= 7 } p && p.End <= until)
            .Select(k => k.Period!.Value)
            .OrderByDescending(p => p.End).ThenByDescending(p => p.Start)
            .Cast<Period?>().FirstOrDefault();
        var (days, last) = (_bounds.Nodes.Days, Math.Min(until.DayNumber, Last.DayNumber));
        for (var end = days.Length - 1; end >= 0; end--)
        {
            // Where nothing was counted between two nodes, the count is known on every day between them, too.
            var day = days[end] > last && IsStill(end) ? last : days[end];
            if (day > last || (end > 0 && day < days[end - 1]))
            {
                continue;
            }
            if (published is { } p && day < p.End.DayNumber)
            {
                break;
            }
            if (KnownStart(end, day) is { } before)
            {
                var known = new Period(DateOnly.FromDayNumber(before + 1), DateOnly.FromDayNumber(day));
                return published is { } same && same.End == known.End && same.Start > known.Start ? same : known;
            }
        }
        return published;
    }

    /// <summary>The last complete weeks of the series up to a day; null until it covers that many.</summary>
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

    /// <summary>
    /// The stretches of at least seven days, within given days, whose count was published or lies between two days at whose end figures
    /// say what C is.
    /// </summary>
    internal IEnumerable<Period> Stretches(Period within) => _published.Keys
        .Where(k => k.Period is { Days: >= 7 } p && within.Contains(p)).Select(k => k.Period!.Value)
        .Concat(KnownStretches(within)).Distinct();

    private IEnumerable<Period> KnownStretches(Period within)
    {
        var days = _bounds.Nodes.Days;
        for (var end = 0; end < days.Length; end++)
        {
            if (
                days[end] <= within.End.DayNumber
                && days[end] <= Last.DayNumber
                && KnownStart(end, days[end]) is { } before
                && before + 1 >= within.Start.DayNumber)
            {
                yield return new(DateOnly.FromDayNumber(before + 1), DateOnly.FromDayNumber(days[end]));
            }
        }
    }

    // The latest day at least seven before a day, which is that of a node or in the still days before it, from which the count up to the
    // day is known.
    private int? KnownStart(int end, int day)
    {
        var (days, latest) = (_bounds.Nodes.Days, day - 7);
        for (int next = end, node = _sameBefore[end]; node >= 0 && days[node] >= _origin; (next, node) = (node, _sameBefore[node]))
        {
            if (days[node] <= latest)
            {
                return days[next] > latest && IsStill(next) ? latest : days[node];
            }
        }
        return null;
    }

    // Whether it is known that nothing was counted since the node before.
    private bool IsStill(int node) => _sameBefore[node] is >= 0 and var before && Value(before) == Value(node);

    private long Value(int node) => _bounds.System!.Value[_bounds.Nodes.First + node];

    private int[] SameBefore()
    {
        var (nodes, component) = (_bounds.Nodes, _bounds.System!.Component);
        var same = new int[nodes.Days.Length];
        var latest = new Dictionary<int, int>();
        for (var i = 0; i < same.Length; i++)
        {
            same[i] = latest.GetValueOrDefault(component[nodes.First + i], -1);
            latest[component[nodes.First + i]] = i;
        }
        return same;
    }

    private static void RefuseCrossed(DateOnly? a, DateOnly b)
    {
        if (a > b)
        {
            throw new ArgumentException("The second day is before the first.", nameof(b));
        }
    }
}
