namespace SU7Tracker.Domain;

/// <summary>
/// Admits figures to a system in groups of equal rank, best first: a better source grade, then a tighter qualifier, then a later known-on
/// day. A figure that the better groups refute is set aside; members of one group that cannot all be true are disputed, and the hull of
/// those of the same days takes their place where the rest allows it.
/// </summary>
internal sealed class Admission(DifferenceSystem system, Func<string, Grade> gradeOf, CancellationToken cancel)
{
    private const int MostCompared = 64;   // members of a group whose clashes are found by their number

    // By how much a statement and those that it contradicts miss each other, and whether it says more than they allow.
    private sealed record Clash(Statement Statement, long Gap, bool TooHigh, IReadOnlyList<Figure> Against);

    /// <summary>The law by which the figures bound a difference of two series; null for counts.</summary>
    public Law? Law { get; init; }

    /// <summary>What was admitted, in order.</summary>
    public List<Statement> Admitted { get; } = [];

    /// <summary>What was not, in order.</summary>
    public List<Contradiction> Contradictions { get; } = [];

    /// <summary>Orders figures by rank; those of equal rank by their days.</summary>
    public static IOrderedEnumerable<Figure> Ranked(IEnumerable<Figure> figures, Func<string, Grade> gradeOf) => figures
        .OrderBy(f => gradeOf(f.Source)).ThenBy(f => Looseness(f.Qualifier)).ThenByDescending(f => f.KnownOn)
        .ThenBy(f => f.Key.First).ThenBy(f => f.Key.End).ThenBy(f => f.Key.Reading).ThenBy(f => f.Source, StringComparer.Ordinal);

    /// <summary>Admits statements that are ranked.</summary>
    public void Admit(IReadOnlyList<Statement> ranked)
    {
        for (var (first, next) = (0, 1); first < ranked.Count; first = next++)
        {
            while (next < ranked.Count && Rank(ranked[next].Figure) == Rank(ranked[first].Figure))
            {
                next++;
            }
            cancel.ThrowIfCancellationRequested();
            AdmitGroup([.. ranked.Take(first..next)]);
        }
    }

    private (Grade Grade, int Looseness, DateOnly KnownOn) Rank(Figure figure) =>
        (gradeOf(figure.Source), Looseness(figure.Qualifier), figure.KnownOn);

    private static int Looseness(Qualifier qualifier) => Math.Min((int)qualifier, (int)Qualifier.AtLeast);

    private void AdmitGroup(List<Statement> group)
    {
        var better = system.Mark;
        if (TryAll(group))
        {
            return;
        }
        var possible = group.Count == 1 ? [] : group.Where(Allowed).ToList();
        foreach (var statement in group.Except(possible))
        {
            Contradictions.Add(new(statement.Figure, disputed: false, () => ExplainSetAside(statement, better.Edges)) { Law = Law });
        }
        if (possible.Count == 0 || (possible.Count < group.Count && TryAll(possible)))
        {
            return;
        }
        var disputed = new List<Clash>();
        while (!TryAll(possible))
        {
            var clashing = possible.Count <= MostCompared ? SmallestClashes(possible) : Clashes(possible);
            disputed.AddRange(clashing);
            possible = [.. possible.Except(clashing.Select(c => c.Statement))];
        }
        foreach (var clash in disputed.OrderBy(d => group.IndexOf(d.Statement)))
        {
            Contradictions.Add(new(clash.Statement.Figure, disputed: true, () => ExplainDispute(clash)) { Law = Law });
        }
        foreach (var same in disputed.Select(d => d.Statement).GroupBy(s => (s.From, s.To)).Where(s => s.Count() > 1))
        {
            var hull = new Statement(
                same.Key.From,
                same.Key.To,
                same.Min(s => s.Low),
                same.Max(s => s.High),
                [.. same.Select(s => s.Figure)]);
            if (TryAdd(hull))
            {
                Admitted.Add(hull);
            }
        }

        bool Allowed(Statement statement)
        {
            var allowed = TryAdd(statement);
            system.Return(better);
            return allowed;
        }
    }

    private bool TryAdd(Statement statement) => system.TryBound(statement.From, statement.To, statement.Low, statement.High, statement);

    private bool TryAll(List<Statement> statements)
    {
        var mark = system.Mark;
        foreach (var statement in statements)
        {
            if (!TryAdd(statement))
            {
                system.Return(mark);
                return false;
            }
        }
        Admitted.AddRange(statements);
        return true;
    }

    // The members of the clashes of fewest members, all of them at once, so that their order does not matter: the limits that two
    // statements state, and the shortest ways between them, as a table whose powers (with minimum for sum, and sum for product) close the
    // cycles.
    private List<Clash> SmallestClashes(List<Statement> members)
    {
        (Statement Of, int Tail, int Head, long Limit)[] limits =
        [
            .. members
                .SelectMany(s => new[] { (s, s.From, s.To, s.High), (s, s.To, s.From, -s.Low) })
                .Where(l => l.Item4 != DifferenceSystem.Open),
        ];
        var step = limits
            .Select(l =>
            {
                var excess = system.ExcessesOver(l.Head);
                return limits.Select(next => Sum(excess[next.Tail], next.Limit)).ToArray();
            })
            .ToArray();
        var (power, ways) = (step, new List<int[][]>());
        while (true)
        {
            var (longer, way) = (step.Select(r => new long[r.Length]).ToArray(), step.Select(r => new int[r.Length]).ToArray());
            for (var from = 0; from < step.Length; from++)
            {
                for (var to = 0; to < step.Length; to++)
                {
                    longer[from][to] = DifferenceSystem.Open;
                    for (var over = 0; over < step.Length; over++)
                    {
                        if (Sum(power[from][over], step[over][to]) is var length && length < longer[from][to])
                        {
                            (longer[from][to], way[from][to]) = (length, over);
                        }
                    }
                }
            }
            ways.Add(way);
            power = longer;
            if (Enumerable.Range(0, step.Length).Any(i => power[i][i] < 0))
            {
                break;
            }
        }
        return
        [
            .. Enumerable
                .Range(0, step.Length)
                .Where(i => power[i][i] < 0)
                .GroupBy(i => limits[i].Of)
                .Select(same => same.MinBy(i => power[i][i]))
                .Select(i => new Clash(limits[i].Of, -power[i][i], limits[i].Tail == limits[i].Of.To, Against(i))),
        ];

        IReadOnlyList<Figure> Against(int start)
        {
            var (cycle, at) = (new List<int> { start }, start);
            for (var length = ways.Count - 1; length >= 0; length--)
            {
                cycle.Add(at = ways[length][start][at]);
            }
            var reasons = new List<object>();
            for (var i = 1; i < cycle.Count; i++)
            {
                reasons.Add(limits[cycle[i]].Of);
                system.Excess([limits[cycle[i]].Head], [limits[cycle[i - 1]].Tail], reasons);
            }
            system.Excess([limits[start].Head], [limits[cycle[^1]].Tail], reasons);
            return Figures(reasons.Where(r => r != (object)limits[start].Of));
        }
    }

    private static long Sum(long a, long b) => a == DifferenceSystem.Open || b == DifferenceSystem.Open ? DifferenceSystem.Open : a + b;

    // Of very many members each that cannot be added to those before it, with the members that refute it.
    private List<Clash> Clashes(List<Statement> members)
    {
        var mark = system.Mark;
        var own = members.ToHashSet();
        var clashing = new Dictionary<Statement, Clash>();
        foreach (var statement in members)
        {
            cancel.ThrowIfCancellationRequested();
            if (TryAdd(statement))
            {
                continue;
            }
            var (low, high) = (-system.Excess([statement.To], [statement.From]), system.Excess([statement.From], [statement.To]));
            var reasons = new List<object>();
            var tooLow = low > statement.High;
            var gap = tooLow ? low - statement.High : statement.Low - high;
            _ = tooLow
                ? system.Excess([statement.To], [statement.From], reasons)
                : system.Excess([statement.From], [statement.To], reasons);
            clashing.TryAdd(statement, new(statement, gap, !tooLow, Figures(reasons)));
            foreach (var other in reasons.OfType<Statement>().Where(own.Contains))
            {
                clashing.TryAdd(other, new(other, gap, tooLow, Figures(reasons.Where(r => r != (object)other).Append(statement))));
            }
        }
        system.Return(mark);
        return [.. clashing.Values];
    }

    private Contradiction.Explanation ExplainSetAside(Statement statement, int before)
    {
        var (low, high) = (
            Negative(system.Excess([statement.To], [statement.From], null, before)),
            system.Excess([statement.From], [statement.To], null, before));
        var tooLow = low > statement.High;
        var against = system
            .FewestReasons(
                tooLow ? statement.To : statement.From,
                tooLow ? statement.From : statement.To,
                tooLow ? -statement.High : statement.Low,
                before)
            .OfType<Statement>()
            .ToList();
        var weakest = against.SelectMany(s => s.Figures).MaxBy(f => Rank(f), RankOrder);
        var reason = weakest is null ? SetAsideReason.Law
            : gradeOf(statement.Figure.Source) != gradeOf(weakest.Source) ? SetAsideReason.Grade
            : Looseness(statement.Figure.Qualifier) != Looseness(weakest.Qualifier) ? SetAsideReason.Qualifier
            : SetAsideReason.Publication;
        return new(
            Figures(against),
            Halves.Quantity(low, high),
            Halves.Units(tooLow ? low - statement.High : statement.Low - high),
            reason);
    }

    // The best rank first.
    private static readonly Comparer<(Grade Grade, int Looseness, DateOnly KnownOn)> RankOrder =
        Comparer<(Grade Grade, int Looseness, DateOnly KnownOn)>.Create((a, b) =>
            (a.Grade, a.Looseness, -a.KnownOn.DayNumber).CompareTo((b.Grade, b.Looseness, -b.KnownOn.DayNumber)));

    // What those of the same days allow; without any, the others miss the figure by the gap on one side.
    private static Contradiction.Explanation ExplainDispute(Clash clash)
    {
        var same = clash.Against.Where(f => f.Key == clash.Statement.Figure.Key).Select(f => f.Quantity).ToList();
        var allowed = same.Count > 0
            ? Quantity.Between(same.Min(q => q.Low), same.Exists(q => q.High is null) ? null : same.Max(q => q.High!.Value))
            : clash.TooHigh ? Halves.Quantity(0, Math.Max(0, clash.Statement.Low - clash.Gap))
            : Halves.Quantity(clash.Statement.High + clash.Gap, DifferenceSystem.Open);
        return new(clash.Against, allowed, Halves.Units(clash.Gap), SetAsideReason.Tie);
    }

    private static long Negative(long excess) => excess == DifferenceSystem.Open ? -DifferenceSystem.Open : -excess;

    private static IReadOnlyList<Figure> Figures(IEnumerable<object> reasons) => Evidence.Of(reasons).Figures;
}
