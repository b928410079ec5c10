namespace SU7Tracker.Domain.Smoothing;

/// <summary>
/// The best estimates of series that laws tie to each other. They are made one after another, and each takes those before it as given:
/// deliveries, then what was built, then orders; a parent before its parts, the part with the latest first delivery first; a total before
/// its cities. All have the same nodes, so that no day between these breaks a law.
/// </summary>
internal sealed class FamilyEstimate
{
    private const int MostOrderDays = 184;              // half a year: orders come in bursts, over longer stretches any curve is invention
    private const int DaysBefore = 7;                   // for how many days nothing was delivered, where the series covers none
    private const int MostRounds = 12;
    private static readonly Rational MostOrderSpread = Rational.Of(5, 4);

    private readonly FamilySystem _family;
    private readonly IReadOnlyDictionary<string, Vehicle> _vehicles;
    private readonly Func<string, Grade> _gradeOf;
    private readonly int[] _days;
    private readonly List<Series> _order;
    // Of each series the node of each day, 0: none; the same as long as two count the same.
    private readonly Dictionary<Series, int[]> _nodes = [];
    private readonly List<Limit> _limits = []; // in whole units, between nodes whose value is not given yet
    private readonly long?[] _given; // of each node its value, once a series has it
    private readonly Dictionary<Series, SeriesEstimate> _estimates = [];
    private readonly Dictionary<Series, long[]> _values = [];  // of each day from the first to the last that the series covers
    private readonly Dictionary<Series, (int First, int Last)> _spans = [];
    private readonly bool _isTied;                             // whether laws tie the series to others
    private readonly int _count = 1;
    private readonly int[] _bounded;                           // nodes with the same number differ by no more than a limit
    private long[] _solution;

    /// <param name="family">The reconciled figures of the family.</param>
    /// <param name="tied">The series.</param>
    /// <param name="days">The numbers of the days that are nodes, in order.</param>
    /// <param name="vehicles">The vehicles by slug.</param>
    /// <param name="gradeOf">The grade of a source by its id.</param>
    public FamilyEstimate(
        FamilySystem family,
        IEnumerable<Series> tied,
        int[] days,
        IReadOnlyDictionary<string, Vehicle> vehicles,
        Func<string, Grade> gradeOf)
    {
        (_family, _days, _vehicles, _gradeOf) = (family, days, vehicles, gradeOf);
        _order =
        [
            .. tied.Where(s => _family.Used(s).Any())
                .OrderBy(s => Stage(s.Measure))
                .ThenBy(s => s.City.Length > 0)
                .ThenBy(Depth)
                .ThenByDescending(s => FirstDelivery(s) ?? int.MinValue)
                .ThenBy(s => s.Basis, StringComparer.Ordinal)
                .ThenBy(s => s.City, StringComparer.Ordinal)
                .ThenBy(s => s.Vehicle, StringComparer.Ordinal),
        ];
        _isTied = tied.Skip(1).Any();
        foreach (var series in _order)
        {
            var (first, last) = (
                _family.Used(series).Min(f => f.Key.Period?.Before ?? f.Key.End),
                _family.Used(series).Max(f => f.Key.End));
            _spans.Add(series, (At(first.DayNumber), At(last.DayNumber)));
        }
        foreach (var series in _order)
        {
            _nodes.Add(series, NodesOf(series, ref _count));
        }
        // Open orders may bound a series without other figures.
        var sides = _family.OpenOrders.Select(o => FamilySystem.SidesOf(o.Figure)).SelectMany(s => new[] { s.Delivered, s.Locked });
        foreach (var series in sides.Intersect(tied).Except(_order))
        {
            _nodes.Add(series, NodesOf(series, ref _count));
        }
        _given = new long?[_count];
        _solution = Seed();
        Build();
        _bounded = new WholeSystem(_count, [.. _limits]).Bounded();
        foreach (var series in _order)
        {
            Estimate(series);
        }
    }

    /// <summary>The best estimates of the series that figures cover.</summary>
    public IReadOnlyDictionary<Series, SeriesEstimate> Estimates => _estimates;

    private static int Stage(Measure measure) => measure switch
    {
        Measure.Deliveries => 0,
        Measure.Production => 1,
        Measure.Orders => 2,
        _ => 3,
    };

    private int Depth(Series series)
    {
        var depth = 0;
        for (
            var at = series.Vehicle;
            depth < _vehicles.Count && _vehicles.TryGetValue(at, out var vehicle) && vehicle.Parent.Length > 0;
            at = vehicle.Parent)
        {
            depth++;
        }
        return depth;
    }

    private int? FirstDelivery(Series series) => _vehicles.GetValueOrDefault(series.Vehicle)?.FirstDeliveryOn?.DayNumber;

    // From the first to the last day that the series, one that counts the same or a figure of its open orders covers.
    private int[] NodesOf(Series series, ref int next)
    {
        var equal = _family.Find(series).Nodes.Above.FirstOrDefault(t => t.Law == Law.ParentEqualsPart && t.Until > int.MinValue);
        var upper = equal is null ? null : _nodes.GetValueOrDefault(equal.Upper.Series);
        var (first, last) = _spans.GetValueOrDefault(series, (_days.Length, -1));
        // On the days on which both count the same, what the one says holds for the other.
        if (upper is not null && Array.FindIndex(upper, n => n > 0) is var begin && _days[begin] <= equal!.Until)
        {
            var end = Math.Min(Array.FindLastIndex(upper, n => n > 0), Array.FindLastIndex(_days, d => d <= equal.Until));
            (first, last) = (Math.Min(first, begin), Math.Max(last, end));
        }
        foreach (
            var open in _family.OpenOrders.Where(o =>
                FamilySystem.SidesOf(o.Figure) is var (delivered, locked) && (delivered == series || locked == series)))
        {
            var k = At(open.Figure.Key.End.DayNumber);
            (first, last) = (Math.Min(first, k), Math.Max(last, k));
        }
        var nodes = new int[_days.Length];
        for (var k = first; k <= last; k++)
        {
            nodes[k] = upper is not null && upper[k] > 0 && _days[k] <= equal!.Until ? upper[k] : next++;
        }
        return nodes;
    }

    private int At(int day) => Array.BinarySearch(_days, day);

    // The solution that the bounds rest on, in whole units.
    private long[] Seed()
    {
        var seed = new long[_count];
        foreach (var series in _nodes.Keys)
        {
            var (system, nodes) = _family.Find(series);
            for (var k = 0; k < _days.Length; k++)
            {
                if (_nodes[series][k] == 0)
                {
                    continue;
                }
                var at = nodes.AtOrBefore(_days[k]);
                seed[_nodes[series][k]] = at < 0 ? 0 : (system!.Value[nodes.First + at] - system.Value[0] + 1) >> 1;
            }
        }
        return seed;
    }

    // Bounds drawn in to whole units; where whole units cannot keep them all, those in halves are widened. Then every law, on each node on
    // which it is applied.
    private void Build()
    {
        var system = new DifferenceSystem(_solution);
        if (!TryFigures(system, widened: false))
        {
            system = new(Seed());
            TryFigures(system, widened: true);
        }
        foreach (var (ties, lower, upper) in _nodes.Keys.SelectMany(s => Uppers(s, _family.Find(s).Nodes, [])).OrderBy(u => u.Ties[0].Law))
        {
            var (begin, end, stop) = (
                Array.FindIndex(upper, n => n > 0),
                Array.FindLastIndex(upper, n => n > 0),
                Array.FindLastIndex(lower, n => n > 0));
            for (var k = 0; k <= Math.Min(stop, end); k++)
            {
                // A day before the upper series begins matters only if the lower one ends there.
                var above = k < begin && k == stop ? upper[begin] : upper[k];
                if (lower[k] > 0 && above > 0 && above != lower[k] && ties.TrueForAll(t => t.HoldsOn(_days[k])))
                {
                    TryAdd(system, new(above, lower[k], 0));
                }
            }
        }
        _solution = Solution(system);
    }

    // The nodes of the series that bound one from above, directly or through series without figures.
    private IEnumerable<(List<Tie> Ties, int[] Lower, int[] Upper)> Uppers(Series series, SeriesNodes at, List<Tie> through)
    {
        foreach (var tie in at.Above.Where(t => t.Law != Law.ParentEqualsPart))
        {
            List<Tie> ties = [.. through, tie];
            foreach (
                var found in _nodes.TryGetValue(tie.Upper.Series, out var upper)
                    ? [(ties, _nodes[series], upper)]
                    : Uppers(series, tie.Upper, ties))
            {
                yield return found;
            }
        }
    }

    private bool TryFigures(DifferenceSystem system, bool widened)
    {
        _limits.Clear();
        var all = true;
        foreach (var nodes in _nodes.Values)
        {
            for (var k = 0; k < nodes.Length; k++)
            {
                if (nodes[k] > 0)
                {
                    TryAdd(system, new(nodes[k], k > 0 ? nodes[k - 1] : 0, 0));
                }
            }
        }
        foreach (var series in _order)
        {
            foreach (var (statement, from, to) in Statements(series))
            {
                Bound(from, to, statement.Low, statement.High);
            }
            if (IsNoneBefore(series) is { } k && _nodes[series][k] > 0)
            {
                all &= TryAdd(system, new(0, _nodes[series][k], 0));
            }
        }
        foreach (var (node, low, high) in _nodes.Keys.SelectMany(BoundsThroughOthers))
        {
            Bound(0, node, low, high);
        }
        foreach (var open in _family.OpenOrders)
        {
            var (delivered, locked) = FamilySystem.SidesOf(open.Figure);
            if (_nodes.TryGetValue(delivered, out var lower) && _nodes.TryGetValue(locked, out var upper))
            {
                var k = At(open.Figure.Key.End.DayNumber);
                Bound(lower[k], upper[k], open.Low, open.High);
            }
        }
        return all;

        void Bound(int from, int to, long low, long high)
        {
            all &= TryAdd(system, new(to, from, -(widened ? low >> 1 : (low + 1) >> 1)));
            all &= high == DifferenceSystem.Open || TryAdd(system, new(from, to, widened ? (high + 1) >> 1 : high >> 1));
        }
    }

    // What the own figures of a series say, between its nodes here.
    private IEnumerable<(Statement Statement, int From, int To)> Statements(Series series)
    {
        var nodes = _nodes[series];
        foreach (var statement in _family.Own(series)?.Admitted ?? [])
        {
            var key = statement.Figure.Key;
            yield return (statement, key.Period is { } p ? nodes[At(p.Before.DayNumber)] : 0, nodes[At(key.End.DayNumber)]);
        }
    }

    // What the bounds allow each node of a series; they may rest on days of other series that are no nodes here.
    private IEnumerable<(int Node, long Low, long High)> BoundsThroughOthers(Series series)
    {
        var (system, nodes) = _family.Find(series);
        if (!_isTied || system is null)
        {
            yield break;
        }
        for (var k = 0; k < _days.Length; k++)
        {
            if (_nodes[series][k] is > 0 and var node)
            {
                yield return (
                    node,
                    nodes.NotAbove(_days[k]).Max(n => Math.Max(0, system.Least[n])),
                    nodes.NotBelow(_days[k]).Select(n => system.Most[n.Node]).DefaultIfEmpty(DifferenceSystem.Open).Min());
            }
        }
    }

    // The last node before the first delivery, where it is known that nothing was delivered up to it.
    private int? IsNoneBefore(Series series) =>
        series.Measure == Measure.Deliveries && FirstDelivery(series) is { } first && _family.Find(series) is { System: { } system } found
        && Array.BinarySearch(found.Nodes.Days, first - 1) is >= 0 and var at && system.Most[found.Nodes.First + at] == 0
            ? At(first - 1) : null;

    private bool TryAdd(DifferenceSystem system, Limit limit)
    {
        var rest = Rest(limit);
        if (rest.From == rest.To)
        {
            return rest.Most >= 0;
        }
        if (!system.TryLimit(rest.From, rest.To, rest.Most, null))
        {
            return false;
        }
        _limits.Add(rest);
        return true;
    }

    // What is left of a limit when the values that are given are known.
    private Limit Rest(Limit limit)
    {
        var (from, to, most) = limit;
        (from, most) = _given[from] is { } below ? (0, most + below) : (from, most);
        return _given[to] is { } above ? new(from, 0, most - above) : new(from, to, most);
    }

    private static long[] Solution(DifferenceSystem system) => Array.ConvertAll(system.Value, v => v - system.Value[0]);

    private void Estimate(Series series)
    {
        var figures = _family.Used(series).Distinct().ToList();
        var (first, last) = _spans[series];
        var nodes = _nodes[series];
        var none = IsNoneBefore(series) is { } k && k >= first && k < last ? k : (int?)null;   // nothing was delivered up to its day
        var (begins, firstDay) = (none is not null, series.Measure == Measure.Deliveries ? FirstDelivery(series) : null);
        if (firstDay is { } day)
        {
            begins |= _days[first] >= day - 1 && _days[first] < day + DaysBefore;
        }
        Tighten(series, figures, first, last, begins || _days[first] < firstDay);
        var whole = new WholeSystem(_count, [.. _limits]);
        var (least, most) = (whole.LeastAbove(new long[_count])!, whole.Greatest());

        var (start, local) = (none ?? first, new int[_count]);
        var (days, bounds) = (new int[last - start + 2], new List<Limit>());
        for (var i = 1; i < days.Length; i++)
        {
            var node = nodes[start + i - 1];
            (days[i], local[node]) = (_days[start + i - 1], i);
            var (low, high) = _given[node] is { } value ? (value, value) : (least[node], most[node]);
            bounds.Add(new(i, 0, -low));
            if (high != WholeSystem.Open)
            {
                bounds.Add(new(0, i, high));
            }
        }
        bounds.AddRange(_limits.Where(l => IsHere(l.From) && IsHere(l.To)).Select(l => new Limit(local[l.From], local[l.To], l.Most)));
        var before = begins
            ? new SmoothCurve.FirstRate(0, none > first ? _days[none.Value] - _days[first] : DaysBefore)
            : (SmoothCurve.FirstRate?)null;
        var values = Fit(whole, days, bounds, before, firstDay is not null, local);

        var curve = new long[last - first + 1];
        for (var i = first; i <= last; i++)
        {
            curve[i - first] = _given[nodes[i]] ?? (i < start ? 0 : values[nodes[i]]);
            _given[nodes[i]] = curve[i - first];
        }
        var rest = _limits.Select(Rest).Where(l => l.From != l.To).ToList();
        _limits.Clear();
        _limits.AddRange(rest);
        _solution = values;
        _values.Add(series, curve);
        var joined = Joined(series, first, last);
        var bounded = curve.Select((_, i) => _bounded[nodes[first + i]] == _bounded[0]
            && (series.Measure != Measure.Orders || joined[i] || (i + 1 < joined.Length && joined[i + 1])));
        _estimates.Add(series, new(_days[first..(last + 1)], curve, joined, [.. bounded]));

        bool IsHere(int node) => node == 0 || local[node] > 0;
    }

    // The start, what the parents leave, and the middles of roundings, each where it can hold beside those before it.
    private void Tighten(Series series, List<Figure> figures, int first, int last, bool least)
    {
        var nodes = _nodes[series];
        var system = new DifferenceSystem(_solution);
        foreach (var limit in _limits)
        {
            system.TryLimit(limit.From, limit.To, limit.Most, null);
        }
        var wanted = new List<(Limit One, Limit? Other)>();
        var start = nodes[first];
        if (_given[start] is null && (least || _bounded[start] != _bounded[0]))
        {
            wanted.Add((new(0, start, -system.Excess([start], [0])), null));
        }
        wanted.AddRange(LeftByParents(series, first, last).Select(l => (l, (Limit?)null)));
        foreach (var figure in Admission.Ranked(figures.Where(f => f.Quantity.Qualifier == Qualifier.About), _gradeOf))
        {
            var (from, to) = (figure.Key.Period is { } p ? nodes[At(p.Before.DayNumber)] : 0, nodes[At(figure.Key.End.DayNumber)]);
            var middle = (long)figure.Quantity.Estimate!.Value.Numerator;
            wanted.Add((new(from, to, middle), new Limit(to, from, -middle)));
        }
        foreach (var (one, other) in wanted)
        {
            var (mark, added) = (system.Mark, _limits.Count);
            if (!TryAdd(system, one))
            {
                continue;
            }
            if (other is { } second && !TryAdd(system, second))
            {
                system.Return(mark);
                _limits.RemoveRange(added, _limits.Count - added);
            }
        }
        _solution = Solution(system);
    }

    // From node to node a part grows by no more than its parent less the parts before it, and it counts no more than they leave.
    private IEnumerable<Limit> LeftByParents(Series series, int first, int last)
    {
        var nodes = _nodes[series];
        var counts = new List<Limit>();
        var growth = new List<Limit>();
        foreach (var parent in Parents(series).Where(_values.ContainsKey))
        {
            var siblings = _order.TakeWhile(s => s != series).Where(s => _values.ContainsKey(s) && Parents(s).Contains(parent)).ToList();
            var (from, to) = (Math.Max(first, _spans[parent].First), Math.Min(last, _spans[parent].Last));
            for (var k = from; k <= to; k++)
            {
                if (nodes[k] == _nodes[parent][k])
                {
                    continue;
                }
                counts.Add(new(0, nodes[k], Value(parent, k) - siblings.Sum(s => Value(s, k))));
                if (k > from)
                {
                    growth.Add(new(nodes[k - 1], nodes[k], Math.Max(0, Growth(parent, k) - siblings.Sum(s => Growth(s, k)))));
                }
            }
        }
        return counts.Concat(growth);

        long Value(Series of, int k) => k < _spans[of].First ? 0 : _values[of][Math.Min(k, _spans[of].Last) - _spans[of].First];

        long Growth(Series of, int k) => k <= _spans[of].First ? 0 : Value(of, k) - Value(of, k - 1);
    }

    private IEnumerable<Series> Parents(Series series)
    {
        if (series.City.Length > 0)
        {
            yield return series with { City = "" };
        }
        if (_vehicles.GetValueOrDefault(series.Vehicle) is { Parent.Length: > 0 } vehicle)
        {
            yield return series with { Vehicle = vehicle.Parent };
        }
    }

    // The smoothest curve that leaves room for those that come later: what it does not leave is added, and it is made again.
    private long[] Fit(WholeSystem whole, int[] days, List<Limit> bounds, SmoothCurve.FirstRate? before, bool lowStart, int[] local)
    {
        var (values, some) = (new long[_count], Array.ConvertAll(local, l => l > 0));
        for (var round = 0; round < MostRounds; round++)
        {
            var curve = SmoothCurve.Of(days, bounds, before, lowStart)!;
            for (var node = 1; node < _count; node++)
            {
                values[node] = some[node] ? curve.Whole[local[node]] : 0;
            }
            var missed = whole.Missed(values, some);
            if (missed.Count == 0)
            {
                break;
            }
            bounds.AddRange(missed.Select(l => new Limit(local[l.From], local[l.To], l.Most)));
        }
        return Middle(whole, whole.LeastAbove(values)!, some);
    }

    // A solution that has some of the values of the least one; the others lie in the middle of what they may be, which leaves little to
    // repair.
    private static long[] Middle(WholeSystem whole, long[] least, bool[] some)
    {
        var top = least.Max();
        var most = whole.GreatestBelow([.. least.Select((v, i) => i == 0 || some[i] ? v : top)]);
        return [.. least.Zip(most, (l, m) => (l + m) >> 1)];
    }

    // Of each node whether there is an estimate since the node before: where the count is bounded from above; of orders, only inside
    // stretches of at most half a year that are known to a quarter.
    private bool[] Joined(Series series, int first, int last)
    {
        var nodes = _nodes[series];
        var joined = new bool[last - first + 1];
        if (series.Measure != Measure.Orders)
        {
            for (var i = 1; i < joined.Length; i++)
            {
                joined[i] = _bounded[nodes[first + i]] == _bounded[nodes[first + i - 1]];
            }
            return joined;
        }
        var (system, own) = _family.Find(series);
        int[] days = [.. SeriesSystem.DaysOf(_family.Used(series)).Distinct().Order()];
        for (var i = 0; i < days.Length; i++)
        {
            for (var j = i + 1; j < days.Length && days[j] - days[i] <= MostOrderDays; j++)
            {
                var (from, to) = (own.NodeOf(days[i]), own.NodeOf(days[j]));
                var (low, high) = (Math.Max(0, -system!.Excess([to], [from])), system.Excess([from], [to]));
                if (high != DifferenceSystem.Open && high <= MostOrderSpread * low)
                {
                    Array.Fill(joined, true, At(days[i]) - first + 1, At(days[j]) - At(days[i]));
                    break;
                }
            }
        }
        return joined;
    }
}
