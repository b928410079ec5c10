namespace SU7Tracker.Domain.Tests.Support;

/// <summary>
/// What figures and laws say together of a true family, the slow and obvious way: a table of the most by which any count of any day can
/// exceed any other (Floyd and Warshall), in which every day of every series has its place and every law holds on every day.
/// </summary>
internal sealed class AllPairsOfFamily
{
    private const int Open = int.MaxValue / 4;
    private readonly int[,] _most;   // in half units; row: exceeded; column: exceeds; place 0: zero
    private readonly List<Series> _series;
    private readonly int _days;      // with one before the first

    public AllPairsOfFamily(TrueFamily family, IEnumerable<Figure> figures)
    {
        _series = [.. family.Counts.Keys];
        _days = family.Days + 1;
        var places = 1 + (_series.Count * _days);
        _most = new int[places, places];
        for (var i = 0; i < places; i++)
        {
            for (var j = 0; j < places; j++)
            {
                _most[i, j] = i == j ? 0 : Open;
            }
        }
        foreach (var series in _series)
        {
            for (var day = -1; day < family.Days; day++)
            {
                Limit(Place(series, day), day < 0 ? 0 : Place(series, day - 1), 0);
                if (series is { Measure: Measure.Deliveries, Vehicle: "first" } && day < TrueFamily.FirstDelivery)
                {
                    Limit(0, Place(series, day), 0);
                }
            }
        }
        for (var day = -1; day < family.Days; day++)
        {
            Law(TrueFamily.City, TrueFamily.First, day);
            Law(TrueFamily.First, TrueFamily.Brand, day);
            Law(TrueFamily.Second, TrueFamily.Brand, day);
            Law(TrueFamily.Built, TrueFamily.BrandBuilt, day);
            Law(TrueFamily.First, TrueFamily.Built, day);
            Law(TrueFamily.Brand, TrueFamily.BrandBuilt, day);
            Law(TrueFamily.First, TrueFamily.Locked, day);
            if (day <= family.AloneUntil)
            {
                Law(TrueFamily.Brand, TrueFamily.First, day);
                Law(TrueFamily.BrandBuilt, TrueFamily.Built, day);
            }
        }
        foreach (var figure in figures)
        {
            var (from, to) = figure.Series == TrueFamily.Open
                ? (Place(TrueFamily.First, DayOf(figure.Key.End)), Place(TrueFamily.Locked, DayOf(figure.Key.End)))
                : (figure.Key.Period is { } p ? Place(figure.Series, DayOf(p.Before)) : 0, Place(figure.Series, DayOf(figure.Key.End)));
            Limit(to, from, -(int)(figure.Quantity.Low * 2).Numerator);
            if (figure.Quantity.High is { } high)
            {
                Limit(from, to, (int)(high * 2).Numerator);
            }
        }
        for (var over = 0; over < places; over++)
        {
            for (var from = 0; from < places; from++)
            {
                for (var to = 0; _most[from, over] < Open && to < places; to++)
                {
                    if (_most[over, to] < Open)
                    {
                        _most[from, to] = Math.Min(_most[from, to], _most[from, over] + _most[over, to]);
                    }
                }
            }
        }
    }

    /// <summary>Bounds on one series up to a day less another up to a day, in units; null for open ends.</summary>
    public (Rational? Low, Rational? High) Difference(Series x, int onX, Series y, int onY) => Bounds(Place(y, onY), Place(x, onX));

    /// <summary>Bounds on the count of a series after the end of one day, or from the beginning, up to the end of another.</summary>
    public (Rational? Low, Rational? High) Between(Series series, int? a, int b) =>
        Bounds(a is { } day ? Place(series, day) : 0, Place(series, b));

    private (Rational? Low, Rational? High) Bounds(int from, int to) =>
        (
            _most[to, from] >= Open ? null : Rational.Of(-_most[to, from], 2),
            _most[from, to] >= Open ? null : Rational.Of(_most[from, to], 2));

    private void Law(Series lower, Series upper, int day) => Limit(Place(upper, day), Place(lower, day), 0);

    private void Limit(int from, int to, int most) => _most[from, to] = Math.Min(_most[from, to], most);

    private static int DayOf(DateOnly day) => day.DayNumber - TrueFamily.Start.DayNumber;

    private int Place(Series series, int day) => 1 + (_series.IndexOf(series) * _days) + day + 1;
}
