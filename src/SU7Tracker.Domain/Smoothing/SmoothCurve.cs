namespace SU7Tracker.Domain.Smoothing;

/// <summary>
/// The smoothest of all curves that never fall and keep some limits: the least sum, over neighbouring stretches, of the squared change of
/// the daily rate divided by the days between their middles (Boot, Feibes, Lisman, for stretches of unequal length); of several such
/// curves the one of the lower rate, or where that is wanted the one of the lower start. Between nodes the rate is even.
/// </summary>
internal sealed class SmoothCurve
{
    /// <summary>A rate that is given before the first node and counts as that of the first stretch.</summary>
    /// <param name="UnitsPerDay">The rate.</param>
    /// <param name="Days">For how many days it was held.</param>
    public readonly record struct FirstRate(double UnitsPerDay, int Days);

    private const double Week = 7;
    private const double Tolerance = 1e-7;      // of the sum; a curve may miss the least by 1 %, the choice among the smoothest needs more
    private const double DoesNotMatter = 1e-6;  // of the sum, in units² a day³; rounding a single node to whole units changes it by more
    private const double LowerRate = 1e-4;      // the weight of the choice among the smoothest
    private const double LowerStart = 1e-4;
    private const double AfterStart = 1e-2;     // what is left of the weight of the rate where the start decides

    private readonly int[] _days;
    private readonly FirstRate? _before;
    private readonly bool _lowStart;
    private readonly WholeSystem _system;
    private readonly long[] _least, _most;
    private readonly int[] _variables;          // of each node; −1 where its value is known
    private int _count;

    private SmoothCurve(int[] days, Limit[] limits, FirstRate? before, bool lowStart, WholeSystem system, long[] least)
    {
        (_days, _before, _lowStart, _system, _least) = (days, before, lowStart, system, least);
        _most = system.Greatest();
        _variables = Variables();
        Values = Array.ConvertAll(least, v => (double)v);
        if (_count > 0)
        {
            Solve(limits);
        }
        Whole = Rounded();
    }

    /// <summary>Of each node its value before it is rounded; node 0 is the origin.</summary>
    public double[] Values { get; }

    /// <summary>Of each node its value in whole units. All limits hold.</summary>
    public long[] Whole { get; }

    /// <summary>How many steps the solver took.</summary>
    public int Steps { get; private set; }

    /// <summary>Finds the curve; null when nothing keeps the limits.</summary>
    /// <param name="days">Of each node its day number, ascending; node 0 is the origin and has none.</param>
    /// <param name="limits">What the curve keeps, beside never falling and never being below 0.</param>
    /// <param name="before">The rate before the first node, when it is known.</param>
    /// <param name="lowStart">Whether of several smoothest curves the one of the lower start is taken.</param>
    public static SmoothCurve? Of(int[] days, IReadOnlyCollection<Limit> limits, FirstRate? before = null, bool lowStart = false)
    {
        var all = new Limit[limits.Count + Math.Max(0, days.Length - 2)];
        var place = 0;
        foreach (var limit in limits)
        {
            all[place++] = limit;
        }
        for (var i = 2; i < days.Length; i++)
        {
            all[place++] = new(i, i - 1, 0);
        }
        var system = new WholeSystem(days.Length, all);
        return system.LeastAbove(new long[days.Length]) is { } least ? new(days, all, before, lowStart, system, least) : null;
    }

    // Nodes that differ by a known amount share a variable; variables are in the order of their last nodes, which keeps the matrix narrow.
    private int[] Variables()
    {
        var classes = _system.Classes(_least, _most);
        var variableOf = new int[classes.Max() + 1];
        Array.Fill(variableOf, -1);
        for (var i = classes.Length - 1; i > 0; i--)
        {
            if (classes[i] != WholeSystem.Known && variableOf[classes[i]] < 0)
            {
                variableOf[classes[i]] = _count++;
            }
        }
        return Array.ConvertAll(classes, c => variableOf[c] < 0 ? -1 : _count - 1 - variableOf[c]);
    }

    // In weeks and in the mean units a week, so that the numbers are of the size of one; each variable is what its nodes have above their
    // least.
    private void Solve(Limit[] limits)
    {
        var total = Math.Max(7, _days[^1] - _days[1]);
        var unit = Math.Max(1, _most.Where(m => m != WholeSystem.Open).Concat(_least).Max() * Week / total);
        var rows = Rows(limits, unit);
        var first = Enumerable.Range(0, _count).ToArray();
        foreach (var row in rows)
        {
            if (row is { From: >= 0, To: >= 0 })
            {
                Reach(row.From, row.To);
            }
        }
        for (var i = 1; i < _days.Length; i++)
        {
            for (var j = Math.Max(1, i - 2); j < i; j++)
            {
                if (_variables[i] >= 0 && _variables[j] >= 0)
                {
                    Reach(_variables[i], _variables[j]);
                }
            }
        }
        var (q, c, constant) = (new Skyline(first), new double[_count], 0.0);
        AddChanges();
        AddRates((_lowStart ? AfterStart : 1) * LowerRate * Week * Week / total / total);
        if (_lowStart)
        {
            AddStart(LowerStart * Week * Week / total / total);
        }
        var program = new QuadraticProgram(q, new(first), c, rows);
        var y = program.Solve(constant, Tolerance, DoesNotMatter * Week * Week * Week / unit / unit);
        Steps = program.Steps;
        for (var i = 1; i < Values.Length; i++)
        {
            if (_variables[i] >= 0)
            {
                Values[i] += y[_variables[i]] * unit;
            }
        }

        void Reach(int a, int b) => first[Math.Max(a, b)] = Math.Min(first[Math.Max(a, b)], Math.Min(a, b));

        void AddChanges()
        {
            if (_before is { } before)
            {
                var length = Length(1);
                AddSquare(2 / (length + (before.Days / Week)), [1, 2], [-1 / length, 1 / length], -before.UnitsPerDay * Week / unit);
            }
            for (var i = 1; i + 2 < _days.Length; i++)
            {
                var (a, b) = (Length(i), Length(i + 1));
                AddSquare(2 / (a + b), [i, i + 1, i + 2], [1 / a, (-1 / a) - (1 / b), 1 / b], 0);
            }
        }

        void AddRates(double weight)
        {
            for (var i = 1; i + 1 < _days.Length; i++)
            {
                AddSquare(weight / Length(i), [i, i + 1], [-1, 1], 0);
            }
        }

        void AddStart(double weight)
        {
            if (_variables[1] is >= 0 and var start)
            {
                c[start] += weight;
            }
        }

        double Length(int node) => (_days[node + 1] - _days[node]) / Week;

        // Adds weight · (Σ factor · value + rest)² to the sum.
        void AddSquare(double weight, ReadOnlySpan<int> nodes, Span<double> factors, double rest)
        {
            for (var p = 0; p < nodes.Length; p++)
            {
                rest += factors[p] * _least[nodes[p]] / unit;
            }
            constant += weight * rest * rest;
            for (var p = 0; p < nodes.Length; p++)
            {
                if (_variables[nodes[p]] is not (>= 0 and var one))
                {
                    continue;
                }
                c[one] += 2 * weight * rest * factors[p];
                for (var o = 0; o < nodes.Length; o++)
                {
                    // A pair of different variables is met twice and has one place.
                    if (_variables[nodes[o]] is >= 0 and var other && other <= one)
                    {
                        q.Add(one, other, 2 * weight * factors[p] * factors[o]);
                    }
                }
            }
        }
    }

    // Between the least and the greatest solution, and every limit that these do not imply.
    private QuadraticProgram.Row[] Rows(Limit[] limits, double unit)
    {
        var rows = new List<QuadraticProgram.Row>(limits.Length);
        var seen = new bool[_count];
        for (var i = 1; i < _variables.Length; i++)
        {
            if (_variables[i] is >= 0 and var v && !seen[v])
            {
                seen[v] = true;
                rows.Add(new(v, -1, 0));
                if (_most[i] != WholeSystem.Open)
                {
                    rows.Add(new(-1, v, (_most[i] - _least[i]) / unit));
                }
            }
        }
        foreach (var limit in limits)
        {
            var (from, to) = (_variables[limit.From], _variables[limit.To]);
            var room = limit.Most - _least[limit.To] + _least[limit.From];
            if (from >= 0 && to >= 0 && from != to && (_most[limit.To] == WholeSystem.Open || room < _most[limit.To] - _least[limit.To]))
            {
                rows.Add(new(from, to, room / unit));
            }
        }
        return [.. rows];
    }

    // One offset for all nodes: a difference that keeps whole limits before it is rounded keeps them after. What floating point misses by a
    // hair is raised to the least solution above it; the greatest solution has room for that.
    private long[] Rounded()
    {
        var whole = new long[Values.Length];
        for (var i = 1; i < whole.Length; i++)
        {
            whole[i] = Math.Clamp((long)Math.Floor(Values[i] + 0.5), _least[i], _most[i]);
        }
        return _system.LeastAbove(whole)
            ?? throw new InvalidOperationException("The greatest solution is above the values and yet there is none.");
    }
}
