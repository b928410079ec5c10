namespace SU7Tracker.Domain.Tests.Support;

/// <summary>
/// What figures say together, the slow and obvious way: a table of the most by which C can rise from any day to any other (Floyd and
/// Warshall), in which every single day has its place, and into which the figures are taken one by one in the order of their trust.
/// </summary>
internal sealed class AllPairs
{
    private readonly Rational?[,] _most;   // row: from; column: to; place 0: before all time
    private readonly DateOnly _day1;

    /// <summary>A table of the days from one to another in which nothing is known but that C never falls.</summary>
    public AllPairs(DateOnly first, DateOnly last)
    {
        _day1 = first;
        var places = last.DayNumber - first.DayNumber + 2;
        _most = new Rational?[places, places];
        for (var from = 0; from < places; from++)
        {
            for (var to = 0; to < places; to++)
            {
                _most[from, to] = to <= from ? Rational.Zero : null;
            }
        }
    }

    public List<(Figure Figure, bool Disputed)> Refused { get; } = [];
    public List<Figure> Accepted { get; } = [];

    /// <summary>
    /// Takes in the figures group by group: better grades first, then tighter qualifiers, then later publications. What the better groups
    /// refute is refused; of the members of a group that clash among themselves the smallest sets leave first, and the hull of those of the
    /// same days is taken in where it fits.
    /// </summary>
    public static AllPairs Of(IEnumerable<Figure> figures, DateOnly first, DateOnly last)
    {
        var table = new AllPairs(first, last);
        var groups = figures
            .GroupBy(f =>
                (
                    Grade: Some.GradeOf(f.Source),
                    Looseness: f.Quantity.Qualifier switch
                    {
                        Qualifier.Exact => 1,
                        Qualifier.About => 2,
                        Qualifier.Range => 3,
                        _ => 4,
                    },
                    f.KnownOn))
            .OrderBy(g => g.Key.Grade)
            .ThenBy(g => g.Key.Looseness)
            .ThenByDescending(g => g.Key.KnownOn);
        foreach (var group in groups)
        {
            table.Refused.AddRange(group.Where(f => !table.Fits([f])).Select(f => (f, false)));
            var left = group.Where(f => table.Fits([f])).ToList();
            var disputed = new List<Figure>();
            for (var size = 2; !table.Fits(left); size++)
            {
                var clashing = Subsets(left, size).Where(s => !table.Fits(s)).SelectMany(s => s).Distinct().ToList();
                disputed.AddRange(clashing);
                left = [.. left.Except(clashing)];
            }
            left.ForEach(f => table.TryTake(f));
            table.Accepted.AddRange(left);
            table.Refused.AddRange(disputed.Select(f => (f, true)));
            foreach (
                var same in disputed
                    .GroupBy(f => f.Key)
                    .Where(s => s.Count() > 1)
                    .OrderBy(s => s.Key.First)
                    .ThenBy(s => s.Key.End)
                    .ThenBy(s => s.Key.Reading))
            {
                var hull = Quantity.Between(
                    same.Min(f => f.Quantity.Low),
                    same.Any(f => f.Quantity.High is null) ? null : same.Max(f => f.Quantity.High!.Value));
                if (table.TryTake(same.Key, hull.Low, hull.High))
                {
                    table.Accepted.AddRange(same);
                }
            }
        }
        return table;
    }

    private static IEnumerable<List<Figure>> Subsets(List<Figure> figures, int size) => size == 0 ? [[]]
        : figures.SelectMany((f, i) => Subsets(figures[(i + 1)..], size - 1).Select(rest => (List<Figure>)[f, .. rest]));

    private bool Fits(IEnumerable<Figure> figures)
    {
        var copy = new AllPairs(_day1, _day1.AddDays(_most.GetLength(0) - 2));
        Array.Copy(_most, copy._most, _most.Length);
        return figures.All(copy.TryTake);
    }

    /// <summary>Whether some history has all these counts.</summary>
    public static bool Agree(IEnumerable<Figure> figures, DateOnly first, DateOnly last)
    {
        var table = new AllPairs(first, last);
        return figures.All(table.TryTake);
    }

    public Quantity Between(DateOnly? a, DateOnly b) => Quantity.Between(-_most[Place(b), Place(a)]!.Value, _most[Place(a), Place(b)]);

    private bool TryTake(Figure figure) => TryTake(figure.Key, figure.Quantity.Low, figure.Quantity.High);

    private bool TryTake(FigureKey key, Rational low, Rational? high)
    {
        var (from, to) = (Place(key.Period?.Before), Place(key.End));
        if (high < -_most[to, from] || low > _most[from, to])
        {
            return false;
        }
        Shorten(to, from, -low);
        if (high is { } most)
        {
            Shorten(from, to, most);
        }
        return true;
    }

    private void Shorten(int u, int v, Rational most)
    {
        for (var from = 0; from < _most.GetLength(0); from++)
        {
            for (var to = 0; to < _most.GetLength(0); to++)
            {
                var by = _most[from, u] + most + _most[v, to];
                _most[from, to] = _most[from, to] is { } old && !(by < old) ? old : by;
            }
        }
    }

    private int Place(DateOnly? day) => day is { } d ? d.DayNumber - _day1.DayNumber + 1 : 0;
}
