namespace SU7Tracker.Domain;

/// <summary>How one bound of a count follows from published figures: the sum of its terms, what adds coming first.</summary>
/// <param name="Bound">The bound, in units.</param>
/// <param name="Terms">The figures; none where the bound is zero because a count never falls.</param>
/// <param name="Laws">The laws that it rests on.</param>
public sealed record Derivation(Rational Bound, IReadOnlyList<DerivationTerm> Terms, IReadOnlyList<Law> Laws)
{
    /// <summary>How the upper bound of a count follows; null when there is none, or none that single figures add up to.</summary>
    /// <param name="snapshot">What is known.</param>
    /// <param name="series">The series that counts.</param>
    /// <param name="a">The day before the first that counts; null counts from the beginning of time.</param>
    /// <param name="b">The last day that counts.</param>
    public static Derivation? OfUpper(Snapshot snapshot, Series series, DateOnly? a, DateOnly b) =>
        snapshot.Between(series, a, b).High is { } high ? Of(snapshot, series, a, b, high, upper: true) : null;

    /// <summary>How the lower bound of a count follows; null when single figures do not add up to it.</summary>
    /// <inheritdoc cref="OfUpper"/>
    public static Derivation? OfLower(Snapshot snapshot, Series series, DateOnly? a, DateOnly b) =>
        snapshot.Between(series, a, b).Low is { Sign: > 0 } low
            ? Of(snapshot, series, a, b, low, upper: false)
            : new(Rational.Zero, [], []);

    // The shortest way through the few figures and laws that the bound rests on.
    private static Derivation? Of(Snapshot snapshot, Series series, DateOnly? a, DateOnly b, Rational bound, bool upper)
    {
        var evidence = snapshot.Evidence(series, a, b);
        var graph = new Graph(snapshot.History.Family, evidence);
        var (from, to) = (a is { } day ? graph.Node(series, day) : 0, graph.Node(series, b));
        graph.Connect();
        var way = upper ? graph.Shortest(from, to) : graph.Shortest(to, from);
        if (way is not { } found || found.Length != (upper ? Halves.Of(bound) : -Halves.Of(bound)))
        {
            return null;
        }
        var terms = found
            .Edges.Where(e => e.Figure is not null)
            .Select(e => new DerivationTerm(
                e.Figure!,
                e.Forward == upper,
                e.Forward ? e.Figure!.Quantity.High!.Value : e.Figure!.Quantity.Low));
        return new(
            bound,
            [.. terms.OrderByDescending(t => t.Added).ThenBy(t => t.Figure.Key.End)],
            [.. found.Edges.Select(e => e.Law).OfType<Law>().Distinct().Order()]);
    }

    // An edge says that one node exceeds another by no more than its length, in half units.
    private sealed record Edge(int From, int To, long Length, Figure? Figure = null, bool Forward = true, Law? Law = null);

    private sealed class Graph
    {
        private readonly Dictionary<(Series Series, DateOnly Day), int> _nodes = [];
        private readonly List<Edge> _edges = [];
        private readonly FamilyHistory _family;
        private readonly IReadOnlyList<Law> _laws;

        public Graph(FamilyHistory family, Evidence evidence)
        {
            (_family, _laws) = (family, evidence.Laws);
            foreach (var figure in evidence.Figures)
            {
                Add(figure);
            }
        }

        // Node 0 is zero.
        public int Node(Series series, DateOnly day)
        {
            if (!_nodes.TryGetValue((series, day), out var node))
            {
                _nodes.Add((series, day), node = _nodes.Count + 1);
            }
            return node;
        }

        public void Connect()
        {
            foreach (var law in _laws)
            {
                Apply(law);
            }
            foreach (var days in _nodes.GroupBy(n => n.Key.Series))
            {
                var earlier = 0;
                foreach (var (_, node) in days.OrderBy(n => n.Key.Day))
                {
                    _edges.Add(new(node, earlier, 0));
                    earlier = node;
                }
            }
        }

        public (long Length, List<Edge> Edges)? Shortest(int from, int to)
        {
            var (best, by) = (new long?[_nodes.Count + 1], new Edge?[_nodes.Count + 1]);
            best[from] = 0;
            var changed = true;
            for (var round = 0; changed && round <= _nodes.Count; round++)
            {
                changed = false;
                foreach (var edge in _edges)
                {
                    if (best[edge.From] is { } so && !(best[edge.To] <= so + edge.Length) && edge.To != from)
                    {
                        (best[edge.To], by[edge.To], changed) = (so + edge.Length, edge, true);
                    }
                }
            }
            if (changed || best[to] is not { } length)
            {
                return null;
            }
            var edges = new List<Edge>();
            for (var node = to; node != from && by[node] is { } edge && edges.Count <= _nodes.Count; node = edge.From)
            {
                edges.Add(edge);
            }
            edges.Reverse();
            return (length, edges);
        }

        private void Add(Figure figure)
        {
            var (series, key) = (figure.Series, figure.Key);
            var (from, to) = series.IsOpenOrders
                ? (
                    Node(new(series.Vehicle, Measure.Deliveries, Series.Delivered, series.City), key.End),
                    Node(series with { Basis = Series.Locked }, key.End))
                : (key.Period is { } period ? Node(series, period.Before) : 0, Node(series, key.End));
            if (figure.Quantity.High is { } high)
            {
                _edges.Add(new(from, to, Halves.Of(high), figure, Law: series.IsOpenOrders ? Law.OpenOrders : null));
            }
            _edges.Add(
                new(to, from, -Halves.Of(figure.Quantity.Low), figure, Forward: false, Law: series.IsOpenOrders ? Law.OpenOrders : null));
        }

        private void Apply(Law law)
        {
            if (law == Law.FirstDelivery)
            {
                foreach (var series in _nodes.Keys.Select(n => n.Series).Distinct().Where(s => s.Measure == Measure.Deliveries).ToList())
                {
                    if (_family.Find(series.Vehicle)?.Vehicle.FirstDeliveryOn is { } first)
                    {
                        _edges.Add(new(0, Node(series, first.AddDays(-1)), 0, Law: law));
                    }
                }
                return;
            }
            foreach (var (series, day) in _nodes.Keys.ToList())
            {
                foreach (var (lower, upper, equal) in Pairs(law, series, day))
                {
                    var (below, above) = (Node(lower, day), Node(upper, day));
                    _edges.Add(new(above, below, 0, Law: law));
                    if (equal)
                    {
                        _edges.Add(new(below, above, 0, Law: law));
                    }
                }
            }
        }

        // The series that a law ties to one: which counts no more than which, and whether both count the same.
        private IEnumerable<(Series Lower, Series Upper, bool Equal)> Pairs(Law law, Series series, DateOnly day)
        {
            Series delivered = new(series.Vehicle, Measure.Deliveries, Series.Delivered);
            switch (law)
            {
                case Law.BuiltDelivered when series.City.Length == 0:
                    yield return (delivered, new(series.Vehicle, Measure.Production, Series.Built), false);
                    break;
                case Law.LockedDelivered when series.City.Length == 0:
                    yield return (delivered, new(series.Vehicle, Measure.Orders, Series.Locked), false);
                    break;
                case Law.CityTotal when series.City.Length > 0:
                    yield return (series, series with { City = "" }, false);
                    break;
                case Law.ParentPart or Law.ParentEqualsPart:
                    foreach (
                        var part in _family.Vehicles.Where(v =>
                            v.Parent.Length > 0 && (v.Slug == series.Vehicle || v.Parent == series.Vehicle)))
                    {
                        var equal = law == Law.ParentEqualsPart;
                        if (!equal || day <= part.ParentAloneUntil)
                        {
                            yield return (series with { Vehicle = part.Slug }, series with { Vehicle = part.Parent }, equal);
                        }
                    }
                    break;
            }
        }
    }
}
