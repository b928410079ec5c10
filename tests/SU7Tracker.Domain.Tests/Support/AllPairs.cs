namespace SU7Tracker.Domain.Tests.Support;

/// <summary>
/// What figures say together, the slow and obvious way: a table of the most by which C can rise from any day to any other (Floyd and Warshall),
/// in which every single day has its place, and into which the figures are taken one by one in the order of their trust.
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

    public List<(Figure Figure, Quantity Allowed)> Refused { get; } = [];
    public List<Figure> Accepted { get; } = [];

    /// <summary>Takes in what agrees with all that came before it, better grades first, then tighter qualifiers, then later publications.</summary>
    public static AllPairs Of(IEnumerable<Figure> figures, DateOnly first, DateOnly last)
    {
        var table = new AllPairs(first, last);
        foreach (var figure in figures
            .OrderBy(f => Some.GradeOf(f.Source))
            .ThenBy(f => f.Quantity.Qualifier switch { Qualifier.Exact => 1, Qualifier.About => 2, Qualifier.Range => 3, _ => 4 })
            .ThenByDescending(f => f.KnownOn)
            .ThenBy(f => f.Key.First).ThenBy(f => f.Key.End).ThenBy(f => f.Key.Reading == Reading.InPeriod ? 0 : 1))
        {
            var allowed = table.Between(figure.Key.Period?.Before, figure.Key.End);
            if (table.TryTake(figure))
            {
                table.Accepted.Add(figure);
            }
            else
            {
                table.Refused.Add((figure, allowed));
            }
        }
        return table;
    }

    /// <summary>Whether some history has all these counts.</summary>
    public static bool Agree(IEnumerable<Figure> figures, DateOnly first, DateOnly last)
    {
        var table = new AllPairs(first, last);
        return figures.All(table.TryTake);
    }

    public Quantity Between(DateOnly? a, DateOnly b) => Quantity.Between(-_most[Place(b), Place(a)]!.Value, _most[Place(a), Place(b)]);

    private bool TryTake(Figure figure)
    {
        var (from, to) = (Place(figure.Key.Period?.Before), Place(figure.Key.End));
        if (figure.Quantity.High < -_most[to, from] || figure.Quantity.Low > _most[from, to])
        {
            return false;
        }
        Shorten(to, from, -figure.Quantity.Low);
        if (figure.Quantity.High is { } high)
        {
            Shorten(from, to, high);
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
