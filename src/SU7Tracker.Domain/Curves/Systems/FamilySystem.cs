namespace SU7Tracker.Domain;

/// <summary>
/// All series of a family of vehicles as they were known on a day: each reconciled by itself, then tied to each other by the laws, one by
/// one; a law that cannot hold on a day is not applied there. Then open orders, which bound locked orders less deliveries.
/// </summary>
internal sealed class FamilySystem
{
    private readonly Dictionary<string, Vehicle> _vehicles;
    private readonly Dictionary<Series, SeriesSystem> _own = [];
    private readonly Dictionary<Series, SeriesNodes> _tied = [];
    private readonly Func<string, Law, bool> _isOff;
    private readonly Func<string, Grade> _gradeOf;
    private readonly List<Contradiction> _contradictions = [];
    private readonly List<Statement> _open = [];   // open orders that are used
    private DifferenceSystem? _system;   // of the tied series; null when there are none

    /// <summary>Reconciles the figures that stand.</summary>
    /// <param name="vehicles">The vehicles of the family.</param>
    /// <param name="figures">The counts that stand, plans excepted.</param>
    /// <param name="gradeOf">The grade of a source by its id.</param>
    /// <param name="isOff">Whether a law is switched off for a vehicle.</param>
    /// <param name="cancel">Ends the work early.</param>
    public FamilySystem(
        IReadOnlyList<Vehicle> vehicles,
        IEnumerable<Figure> figures,
        Func<string, Grade> gradeOf,
        Func<string, Law, bool> isOff,
        CancellationToken cancel = default)
    {
        (_vehicles, _gradeOf, _isOff) = (vehicles.ToDictionary(v => v.Slug), gradeOf, isOff);
        var bySeries = figures.ToLookup(f => f.Series);
        foreach (var series in InOrder(bySeries.Where(s => !s.Key.IsOpenOrders), s => s.Key))
        {
            _own.Add(series.Key, SeriesSystem.Of(series.Key, series, gradeOf, cancel));
        }
        var open = bySeries.Where(s => s.Key.IsOpenOrders).SelectMany(s => s).ToList();
        var ties = Tie(open, cancel);
        if (_system is not null)
        {
            Apply(ties, cancel);
            AdmitOpenOrders(open, cancel);
        }
    }

    /// <summary>A series by itself.</summary>
    public FamilySystem(SeriesSystem own)
    {
        (_vehicles, _gradeOf, _isOff) = ([], _ => default, (_, _) => true);
        _own.Add(own.Nodes.Series, own);
    }

    /// <summary>The series of which figures are used, their own or another's.</summary>
    public IEnumerable<Series> Series => _own.Keys.Concat(_tied.Keys).Distinct().Where(s => Used(s).Any());

    /// <summary>What is not used of the figures, and which laws are not applied.</summary>
    public IEnumerable<Contradiction> Contradictions => _own.Values.SelectMany(o => o.Contradictions).Concat(_contradictions);

    /// <summary>The figures of a series reconciled by themselves; null when there is none.</summary>
    public SeriesSystem? Own(Series series) => _own.GetValueOrDefault(series);

    /// <summary>
    /// The system that bounds a series, and its nodes there; a series without figures has no nodes and may still be bounded by others.
    /// </summary>
    public (DifferenceSystem? System, SeriesNodes Nodes) Find(Series series) =>
        _tied.TryGetValue(series, out var tied) ? (_system, tied)
        : _own.TryGetValue(series, out var own) ? (own.System, own.Nodes)
        : (_system, Untied(series));

    /// <summary>The tied series, in the order of their nodes.</summary>
    public IReadOnlyCollection<SeriesNodes> Tied => _tied.Values;

    /// <summary>The open orders that are used, as differences of locked orders and deliveries.</summary>
    public IReadOnlyList<Statement> OpenOrders => _open;

    /// <summary>
    /// The figures that a series uses: its own, and those of a parent or part whose days all are days on which both count the same.
    /// </summary>
    public IEnumerable<Figure> Used(Series series) => Used(series, int.MaxValue, null);

    private IEnumerable<Figure> Used(Series series, int until, Series? from)
    {
        var own = (_own.GetValueOrDefault(series)?.Figures ?? []).Where(f => f.Key.End.DayNumber <= until);
        if (!_tied.TryGetValue(series, out var nodes))
        {
            return own;
        }
        var equal = nodes.Above.Concat(nodes.Below).Where(t => t.Law == Law.ParentEqualsPart && t.Until > int.MinValue)
            .Select(t => (Other: ReferenceEquals(t.Upper, nodes) ? t.Lower.Series : t.Upper.Series, t.Until));
        return own.Concat(equal.Where(e => e.Other != from).SelectMany(e => Used(e.Other, Math.Min(until, e.Until), series)));
    }

    // Materializes the series that laws may tie, decides their nodes, and fills the system with what each says by itself.
    private List<Tie> Tie(List<Figure> open, CancellationToken cancel)
    {
        var days = new Dictionary<Series, HashSet<int>>();
        foreach (var (series, own) in _own)
        {
            Add(series, own.Nodes.Days);
        }
        foreach (var figure in open)
        {
            var (delivered, locked) = SidesOf(figure);
            Add(locked, [figure.Key.End.DayNumber]);
            Add(delivered, [figure.Key.End.DayNumber]);
        }
        // What orders allow of deliveries is asked for even before any are on record.
        foreach (var orders in days.Keys.Where(s => s is { Measure: Measure.Orders, Basis: Domain.Series.Locked, City: "" }).ToList())
        {
            Add(new(orders.Vehicle, Measure.Deliveries, Domain.Series.Delivered), []);
        }
        foreach (var vehicle in _vehicles.Values.Where(v => v.FirstDeliveryOn is not null))
        {
            Add(new(vehicle.Slug, Measure.Deliveries, Domain.Series.Delivered), []);
        }
        foreach (var series in days.Keys.ToList())
        {
            Relate(series);
        }
        var pairs = days.Keys.SelectMany(Relations).Where(r => days.ContainsKey(r.Upper)).ToList();
        foreach (var series in days.Keys.Where(s => FirstDelivery(s) is not null))
        {
            days[series].Add(FirstDelivery(series)!.Value - 1);
        }
        Close(days, pairs, cancel);

        var tied = pairs.SelectMany(p => new[] { p.Lower, p.Upper }).Concat(days.Keys.Where(s => FirstDelivery(s) is not null))
            .Concat(open.Select(SidesOf).SelectMany(t => new[] { t.Locked, t.Delivered }))
            .ToHashSet();
        var first = 1;
        foreach (var series in InOrder(days.Keys.Where(tied.Contains), s => s))
        {
            _tied.Add(series, new(series, [.. days[series].Order()], first));
            first += days[series].Count;
        }
        if (_tied.Count == 0)
        {
            return [];
        }
        var ties = pairs.Select(p => new Tie(p.Law, _tied[p.Lower], _tied[p.Upper]) { Until = p.Until }).ToList();
        foreach (var tie in ties)
        {
            tie.Lower.Above.Add(tie);
            tie.Upper.Below.Add(tie);
        }
        Fill(ties, first);
        return ties;

        void Add(Series series, IEnumerable<int> some)
        {
            if (!days.TryGetValue(series, out var known))
            {
                days.Add(series, known = []);
            }
            known.UnionWith(some);
        }

        // A city has a total, a part has parents, and a parent that had one part shares its days, whether or not figures of them are on
        // record.
        void Relate(Series series)
        {
            Add(series, []);
            var related = _vehicles
                .Values.Where(v => v.Parent == series.Vehicle && v.ParentAloneUntil is not null && !_isOff(v.Slug, Law.ParentEqualsPart))
                .Select(v => series with { Vehicle = v.Slug })
                .Concat(ParentOf(series) is { } parent ? [parent] : [])
                .Concat(series.City.Length > 0 ? [series with { City = "" }] : []);
            foreach (var other in related.Where(r => !days.ContainsKey(r)).ToList())
            {
                Relate(other);
            }
        }
    }

    /// <summary>The deliveries and the locked orders that a figure of open orders ties.</summary>
    public static (Series Delivered, Series Locked) SidesOf(Figure open) =>
        (
            new(open.Series.Vehicle, Measure.Deliveries, Domain.Series.Delivered, open.Series.City),
            open.Series with
            {
                Basis = Domain.Series.Locked,
            });

    private static IOrderedEnumerable<T> InOrder<T>(IEnumerable<T> items, Func<T, Series> series) => items
        .OrderBy(i => series(i).Measure).ThenBy(i => series(i).Basis, StringComparer.Ordinal)
        .ThenBy(i => series(i).City, StringComparer.Ordinal).ThenBy(i => series(i).Vehicle, StringComparer.Ordinal);

    private Series? ParentOf(Series series) =>
        _vehicles.TryGetValue(series.Vehicle, out var vehicle) && vehicle.Parent.Length > 0 && _vehicles.ContainsKey(vehicle.Parent)
            ? series with { Vehicle = vehicle.Parent } : null;

    private int? FirstDelivery(Series series) =>
        series.Measure == Measure.Deliveries
        && _vehicles.TryGetValue(series.Vehicle, out var vehicle)
        && !_isOff(series.Vehicle, Law.FirstDelivery)
            ? vehicle.FirstDeliveryOn?.DayNumber
            : null;

    // The laws by which others bound a series from above.
    private IEnumerable<(Law Law, Series Lower, Series Upper, int Until)> Relations(Series series)
    {
        if (ParentOf(series) is { } parent)
        {
            if (_vehicles[series.Vehicle].ParentAloneUntil is { } alone && !_isOff(series.Vehicle, Law.ParentEqualsPart))
            {
                yield return (Law.ParentEqualsPart, series, parent, alone.DayNumber);
            }
            if (!_isOff(series.Vehicle, Law.ParentPart))
            {
                yield return (Law.ParentPart, series, parent, int.MinValue);
            }
        }
        if (series.City.Length > 0)
        {
            if (!_isOff(series.Vehicle, Law.CityTotal))
            {
                yield return (Law.CityTotal, series, series with { City = "" }, int.MinValue);
            }
        }
        else if (series is { Measure: Measure.Deliveries, Basis: Domain.Series.Delivered })
        {
            if (!_isOff(series.Vehicle, Law.BuiltDelivered))
            {
                yield return (Law.BuiltDelivered, series, new(series.Vehicle, Measure.Production, Domain.Series.Built), int.MinValue);
            }
            if (!_isOff(series.Vehicle, Law.LockedDelivered))
            {
                yield return (Law.LockedDelivered, series, new(series.Vehicle, Measure.Orders, Domain.Series.Locked), int.MinValue);
            }
        }
    }

    // Every day of a series is a day of those that bound it from above, and a day of the other as long as both count the same: then laws
    // that follow from each other through a third series are applied on each day.
    private static void Close(
        Dictionary<Series, HashSet<int>> days, List<(Law Law, Series Lower, Series Upper, int Until)> pairs, CancellationToken cancel)
    {
        foreach (var pair in pairs.Where(p => p.Law == Law.ParentEqualsPart))
        {
            days[pair.Lower].Add(pair.Until);
        }
        for (var grown = true; grown;)
        {
            cancel.ThrowIfCancellationRequested();
            grown = false;
            foreach (var (law, lower, upper, until) in pairs)
            {
                var (below, above) = (days[lower], days[upper]);
                var before = below.Count + above.Count;
                if (law == Law.ParentEqualsPart)
                {
                    below.UnionWith(above.Where(d => d <= until));
                    above.UnionWith(below.Where(d => d <= until));
                }
                else
                {
                    above.UnionWith(below);
                }
                grown |= below.Count + above.Count > before;
            }
        }
    }

    // The first solution: what each series says by itself, raised to what the series below it count.
    private void Fill(List<Tie> ties, int count)
    {
        var seed = new long[count];
        foreach (var nodes in _tied.Values)
        {
            if (_own.TryGetValue(nodes.Series, out var own))
            {
                for (var i = 0; i < nodes.Days.Length; i++)
                {
                    var at = own.Nodes.AtOrBefore(nodes.Days[i]);
                    seed[nodes.First + i] = at < 0 ? 0 : own.System.Value[own.Nodes.First + at] - own.System.Value[0];
                }
            }
        }
        for (var raised = true; raised;)
        {
            raised = false;
            foreach (var tie in ties)
            {
                raised |= Raise(tie.Lower, tie.Upper, int.MaxValue)
                    | (tie.Law == Law.ParentEqualsPart && Raise(tie.Upper, tie.Lower, tie.Until));
            }
        }
        _system = new(seed);
        foreach (var nodes in _tied.Values)
        {
            SeriesSystem.AddOrder(_system, nodes);
        }
        foreach (var (series, nodes) in _tied)
        {
            foreach (var statement in _own.GetValueOrDefault(series)?.Admitted ?? [])
            {
                var own = _own[series].Nodes;
                var (from, to) = (
                    statement.From == 0 ? 0 : nodes.NodeOf(own.Days[statement.From - own.First]),
                    nodes.NodeOf(own.Days[statement.To - own.First]));
                _system.TryBound(from, to, statement.Low, statement.High, statement);
            }
        }

        bool Raise(SeriesNodes lower, SeriesNodes upper, int until)
        {
            var (changed, at, value) = (false, 0, 0L);
            for (var i = 0; i < upper.Days.Length; i++)
            {
                for (; at < lower.Days.Length && lower.Days[at] <= upper.Days[i] && lower.Days[at] <= until; at++)
                {
                    value = Math.Max(value, seed[lower.First + at]);
                }
                if (seed[upper.First + i] < value)
                {
                    (seed[upper.First + i], changed) = (value, true);
                }
            }
            return changed;
        }
    }

    private void Apply(List<Tie> ties, CancellationToken cancel)
    {
        foreach (var nodes in _tied.Values.Where(n => FirstDelivery(n.Series) is not null)
            .OrderBy(n => FirstDelivery(n.Series)).ThenBy(n => n.First))
        {
            var day = FirstDelivery(nodes.Series)!.Value - 1;
            if (!_system!.TryLimit(0, nodes.NodeOf(day), 0, Law.FirstDelivery))
            {
                _contradictions.Add(
                    new(
                        Law.FirstDelivery,
                        nodes.Series,
                        null,
                        new(DateOnly.FromDayNumber(day), DateOnly.FromDayNumber(day)),
                        Against(nodes.NodeOf(day), 0)));
            }
        }
        var applied = ties.SelectMany(t =>
                t.Lower.Days.Where(d => t.Law != Law.ParentEqualsPart || d <= t.Until).Select(d => (Tie: t, Day: d)))
            .OrderBy(e => e.Tie.Law)
            .ThenBy(e => e.Day)
            .ThenBy(e => e.Tie.Lower.First)
            .ThenBy(e => e.Tie.Upper.First);
        var (equal, broken) = (new HashSet<(SeriesNodes, int)>(), new Dictionary<Tie, Contradiction>());
        foreach (var (tie, day) in applied)
        {
            cancel.ThrowIfCancellationRequested();
            var (lower, upper) = (tie.Lower.NodeOf(day), tie.Upper.NodeOf(day));
            if (tie.Law == Law.ParentEqualsPart)
            {
                if (day > tie.Until)
                {
                    continue;
                }
                var mark = _system!.Mark;
                if (_system.TryLimit(upper, lower, 0, tie.Law) && _system.TryLimit(lower, upper, 0, tie.Law))
                {
                    equal.Add((tie.Lower, day));
                    continue;
                }
                _system.Return(mark);
                var against = _system.Excess([lower], [upper]) < 0 ? Against(lower, upper) : Against(upper, lower);
                Record(new(tie.Law, tie.Lower.Series, tie.Upper.Series, Days(day, tie.Until), against));
                tie.Until = tie.Lower.Days.LastOrDefault(d => d < day && equal.Contains((tie.Lower, d)), int.MinValue);
            }
            else if (!(tie.Law == Law.ParentPart && equal.Contains((tie.Lower, day))) && !_system!.TryLimit(upper, lower, 0, tie.Law))
            {
                if (broken.TryGetValue(tie, out var known) && tie.FollowsOn(known.Period!.Value.End.DayNumber, day))
                {
                    known.Period = new(known.Period.Value.Start, DateOnly.FromDayNumber(day));
                }
                else
                {
                    Record(broken[tie] = new(tie.Law, tie.Lower.Series, tie.Upper.Series, Days(day, day), Against(lower, upper)));
                }
                tie.Break(day);
            }
        }

        void Record(Contradiction contradiction) => _contradictions.Add(contradiction);

        static Period Days(int from, int to) => new(DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(to));
    }

    // The figures that keep one node from counting as little as another.
    private IReadOnlyList<Figure> Against(int more, int less)
    {
        var reasons = new List<object>();
        _system!.Excess([more], [less], reasons);
        return Evidence.Of(reasons).Figures;
    }

    private void AdmitOpenOrders(List<Figure> open, CancellationToken cancel)
    {
        var statements = Admission.Ranked(open.Where(f => !_isOff(f.Series.Vehicle, Law.OpenOrders)), _gradeOf).Select(f => Statement.Of(
            f, _tied[SidesOf(f).Delivered].NodeOf(f.Key.End.DayNumber), _tied[SidesOf(f).Locked].NodeOf(f.Key.End.DayNumber)));
        var admission = new Admission(_system!, _gradeOf, cancel) { Law = Law.OpenOrders };
        admission.Admit([.. statements]);
        _open.AddRange(admission.Admitted);
        _contradictions.AddRange(admission.Contradictions);
    }

    private SeriesNodes Untied(Series series)
    {
        var nodes = new SeriesNodes(series, [], 0);
        foreach (var (law, _, upper, _) in Relations(series).Where(r => r.Law != Law.ParentEqualsPart))
        {
            nodes.Above.Add(new(law, nodes, Find(upper).Nodes));
        }
        foreach (var lower in _tied.Values)
        {
            foreach (var (law, _, _, _) in Relations(lower.Series).Where(r => r.Upper == series && r.Law != Law.ParentEqualsPart))
            {
                nodes.Below.Add(new(law, lower, nodes));
            }
        }
        return nodes;
    }
}
