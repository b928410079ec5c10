using System.Buffers;

namespace SU7Tracker.Domain;

/// <summary><c>low ≤ x[to] − x[from] ≤ high</c> with <c>from &lt; to</c>; an open end is <see cref="DifferenceSystem.Open"/>.</summary>
internal readonly record struct Difference(int From, int To, long Low, long High);

/// <summary>A difference that cannot be true beside those that were accepted before it.</summary>
/// <param name="Index">Its place in the list.</param>
/// <param name="Against">The places of as few accepted ones as together refute it.</param>
/// <param name="Low">The least that the accepted ones allow in its place.</param>
/// <param name="High">The most that they allow.</param>
internal sealed record Refuted(int Index, IReadOnlyList<int> Against, long Low, long High);

/// <summary>
/// Whole numbers <c>0 = x[0] ≤ x[1] ≤ …</c> with bounds on their differences. The tightest bounds that follow for any difference are
/// shortest paths in the graph of the constraints, and the constraints are inconsistent where it has a negative cycle
/// (Cormen, Leiserson, Rivest, Stein, Introduction to Algorithms, "Difference constraints and shortest paths").
/// </summary>
internal sealed class DifferenceSystem
{
    public const long Open = long.MaxValue;
    private const int HopsExplained = 64;
    private const int Chain = -1;

    [ThreadStatic]
    private static PriorityQueue<int, long>? _queue;   // kept from search to search

    private readonly int _nodes;
    private readonly Difference[] _differences;
    private readonly bool[] _accepted;
    private readonly int[] _from, _fromStart;   // places of differences by their first node
    private readonly int[] _to, _toStart;       // and by their last

    /// <summary>Accepts the differences in order, each unless those before it refute it.</summary>
    public DifferenceSystem(int nodes, Difference[] differences)
    {
        _nodes = nodes;
        _differences = differences;
        _accepted = new bool[differences.Length];
        (_from, _fromStart) = GroupBy(d => d.From);
        (_to, _toStart) = GroupBy(d => d.To);
        Least = Reconcile();
        Most = Greatest();
        Component = Components();
    }

    /// <summary>Of each node the least value that it can have; all of them can have it together.</summary>
    public long[] Least { get; private set; }
    /// <summary>Of each node the greatest value that it can have, or <see cref="Open"/>.</summary>
    public long[] Most { get; }
    /// <summary>Nodes with the same number differ by a known amount.</summary>
    public int[] Component { get; } = [];
    /// <summary>What was not accepted, in order.</summary>
    public List<Refuted> Refuted { get; } = [];

    public bool IsAccepted(int index) => _accepted[index];

    /// <summary>Whether values, which begin with zero and never fall, satisfy all that was accepted.</summary>
    public bool Allows(Rational[] values)
    {
        for (var place = 0; place < _differences.Length; place++)
        {
            ref readonly var d = ref _differences[place];
            var difference = values[d.To] - values[d.From];
            if (_accepted[place] && (difference < d.Low || (d.High != Open && difference > d.High)))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The least solution that is nowhere below some values, as far as the greatest solution allows.</summary>
    public long[] LeastAbove(long[] values)
    {
        var solution = Enumerable.Range(0, _nodes).Select(i => Math.Min(values[i], Most[i])).ToArray();
        return TryRaise(solution) ? solution : throw new InvalidOperationException("The greatest solution is above the values and yet there is no least.");
    }

    private (int[] Places, int[] Start) GroupBy(Func<Difference, int> node)
    {
        var start = new int[_nodes + 1];
        foreach (var difference in _differences)
        {
            start[node(difference) + 1]++;
        }
        for (var i = 0; i < _nodes; i++)
        {
            start[i + 1] += start[i];
        }
        var places = new int[_differences.Length];
        var next = start.AsSpan(0, _nodes).ToArray();
        for (var i = 0; i < _differences.Length; i++)
        {
            places[next[node(_differences[i])]++] = i;
        }
        return (places, start);
    }

    // All at once where all agree; otherwise in runs that halve at a refusal and double after a success, each starting
    // from the solution so far: more constraints only ever raise the least solution.
    private long[] Reconcile()
    {
        var least = new long[_nodes];
        Array.Fill(_accepted, true);
        if (TryRaise(least))
        {
            return least;
        }
        Array.Fill(_accepted, false);
        Array.Clear(least);
        for (int at = 0, run = Math.Max(1, _differences.Length / 2); at < _differences.Length;)
        {
            run = Math.Min(run, _differences.Length - at);
            var trial = least.AsSpan().ToArray();
            Array.Fill(_accepted, true, at, run);
            if (TryRaise(trial))
            {
                least = trial;
                at += run;
                run *= 2;
            }
            else
            {
                Array.Fill(_accepted, false, at, run);
                if (run == 1)
                {
                    Least = least;
                    Refuted.Add(Refute(at++));
                }
                else
                {
                    run /= 2;
                }
            }
        }
        return least;
    }

    // Raises the values until all accepted constraints hold (Bellman–Ford, sweeping up and down the order as Yen proposed);
    // false when they cannot: a value would then be part of its own reason, or the first would have to rise above zero.
    private bool TryRaise(long[] least)
    {
        var reason = new int[_nodes];
        Array.Fill(reason, -1);
        for (var sweep = 1; ; sweep++)
        {
            var raised = false;
            for (var i = 1; i < _nodes; i++)
            {
                var value = least[i];
                if (least[i - 1] > value)
                {
                    (value, reason[i]) = (least[i - 1], i - 1);
                }
                for (var k = _toStart[i]; k < _toStart[i + 1]; k++)
                {
                    ref readonly var d = ref _differences[_to[k]];
                    if (_accepted[_to[k]] && least[d.From] + d.Low > value)
                    {
                        (value, reason[i]) = (least[d.From] + d.Low, d.From);
                    }
                }
                raised |= value > least[i];
                least[i] = value;
            }
            for (var i = _nodes - 1; i >= 0; i--)
            {
                for (var k = _fromStart[i]; k < _fromStart[i + 1]; k++)
                {
                    ref readonly var d = ref _differences[_from[k]];
                    if (d.High != Open && _accepted[_from[k]] && least[d.To] - d.High > least[i])
                    {
                        (least[i], reason[i]) = (least[d.To] - d.High, d.To);
                        raised = true;
                    }
                }
            }
            if (!raised)
            {
                return true;
            }
            if (least[0] > 0 || sweep > _nodes || HasCycle(reason))
            {
                return false;
            }
        }
    }

    private static bool HasCycle(int[] reason)
    {
        var seenIn = new int[reason.Length];
        for (var i = 0; i < reason.Length; i++)
        {
            for (var j = i; j >= 0 && seenIn[j] != -1; j = reason[j])
            {
                if (seenIn[j] == i + 1)
                {
                    return true;
                }
                seenIn[j] = i + 1;
            }
            for (var j = i; j >= 0 && seenIn[j] == i + 1; j = reason[j])
            {
                seenIn[j] = -1;
            }
        }
        return false;
    }

    private long[] Greatest()
    {
        var most = new long[_nodes];
        Array.Fill(most, Open, 1, _nodes - 1);
        for (var lowered = true; lowered;)
        {
            lowered = false;
            for (var i = 1; i < _nodes; i++)
            {
                for (var k = _toStart[i]; k < _toStart[i + 1]; k++)
                {
                    ref readonly var d = ref _differences[_to[k]];
                    if (_accepted[_to[k]] && d.High != Open && most[d.From] != Open && most[d.From] + d.High < most[i])
                    {
                        most[i] = most[d.From] + d.High;
                        lowered = true;
                    }
                }
            }
            for (var i = _nodes - 1; i > 0; i--)
            {
                var value = i + 1 < _nodes ? Math.Min(most[i], most[i + 1]) : most[i];
                for (var k = _fromStart[i]; k < _fromStart[i + 1]; k++)
                {
                    ref readonly var d = ref _differences[_from[k]];
                    if (_accepted[_from[k]] && most[d.To] != Open)
                    {
                        value = Math.Min(value, most[d.To] - d.Low);
                    }
                }
                lowered |= value < most[i];
                most[i] = value;
            }
        }
        return most;
    }

    // Two values differ by a known amount exactly when a cycle of length zero runs through both, and under any solution
    // all edges of such a cycle are tight: the answer is the strongly connected components of the tight edges (Tarjan).
    private int[] Components()
    {
        var component = new int[_nodes];
        var low = new int[_nodes];
        var number = new int[_nodes];
        var edge = new int[_nodes];
        var stack = new Stack<int>();
        var path = new Stack<int>();
        var (numbers, components) = (0, 0);
        for (var root = 0; root < _nodes; root++)
        {
            if (number[root] == 0)
            {
                Enter(root);
            }
            while (path.TryPeek(out var node))
            {
                if (NextTight(node, ref edge[node]) is var next && next >= 0)
                {
                    if (number[next] == 0)
                    {
                        Enter(next);
                    }
                    else if (component[next] == 0)
                    {
                        low[node] = Math.Min(low[node], number[next]);
                    }
                    continue;
                }
                path.Pop();
                if (path.TryPeek(out var parent))
                {
                    low[parent] = Math.Min(low[parent], low[node]);
                }
                if (low[node] == number[node])
                {
                    components++;
                    int member;
                    do
                    {
                        member = stack.Pop();
                        component[member] = components;
                    }
                    while (member != node);
                }
            }
        }
        return component;

        void Enter(int node)
        {
            number[node] = low[node] = ++numbers;
            stack.Push(node);
            path.Push(node);
        }
    }

    // The edges of a node are numbered: 0 the chain, then the differences that begin here, then those that end here.
    private int NextTight(int node, ref int edge)
    {
        var begins = _fromStart[node + 1] - _fromStart[node];
        var ends = _toStart[node + 1] - _toStart[node];
        while (edge <= begins + ends)
        {
            var at = edge++;
            if (at == 0)
            {
                if (node > 0 && Least[node] == Least[node - 1])
                {
                    return node - 1;
                }
            }
            else if (at <= begins)
            {
                var place = _from[_fromStart[node] + at - 1];
                ref readonly var d = ref _differences[place];
                if (_accepted[place] && d.High != Open && Least[d.To] - Least[node] == d.High)
                {
                    return d.To;
                }
            }
            else
            {
                var place = _to[_toStart[node] + at - begins - 1];
                ref readonly var d = ref _differences[place];
                if (_accepted[place] && Least[node] - Least[d.From] == d.Low)
                {
                    return d.From;
                }
            }
        }
        return -1;
    }

    /// <summary>The most by which one value can exceed another (Dijkstra on the slack that the least solution leaves, Johnson's reweighting).</summary>
    /// <param name="from">The node that is exceeded; it may come later in the order, and the result is then negative or zero.</param>
    /// <param name="to">The node that exceeds.</param>
    /// <param name="why">Receives the places of the differences that the bound rests on, when given.</param>
    public long Excess(int from, int to, ICollection<int>? why = null)
    {
        if (why is null && Component.Length > 0 && Component[from] == Component[to])
        {
            return Least[to] - Least[from];
        }
        var slack = ArrayPool<long>.Shared.Rent(_nodes);
        var queue = _queue ??= new();
        try
        {
            return Excess(from, to, why, slack, queue);
        }
        finally
        {
            queue.Clear();
            ArrayPool<long>.Shared.Return(slack);
        }
    }

    private long Excess(int from, int to, ICollection<int>? why, long[] slack, PriorityQueue<int, long> queue)
    {
        slack.AsSpan(0, _nodes).Fill(Open);
        slack[from] = 0;
        var (via, by) = why is null ? ([], []) : (new int[_nodes], new int[_nodes]);
        queue.Enqueue(from, 0);
        while (queue.TryDequeue(out var node, out var length))
        {
            if (length > slack[node])
            {
                continue;
            }
            if (node == to)
            {
                for (var at = to; why is not null && at != from; at = via[at])
                {
                    if (by[at] != Chain)
                    {
                        why.Add(by[at]);
                    }
                }
                return length - Least[from] + Least[to];
            }
            if (node > 0)
            {
                Relax(node - 1, Least[node] - Least[node - 1], Chain);
            }
            for (var k = _fromStart[node]; k < _fromStart[node + 1]; k++)
            {
                ref readonly var d = ref _differences[_from[k]];
                if (d.High != Open && _accepted[_from[k]])
                {
                    Relax(d.To, d.High + Least[node] - Least[d.To], _from[k]);
                }
            }
            for (var k = _toStart[node]; k < _toStart[node + 1]; k++)
            {
                ref readonly var d = ref _differences[_to[k]];
                if (_accepted[_to[k]])
                {
                    Relax(d.From, Least[node] - d.Low - Least[d.From], _to[k]);
                }
            }

            void Relax(int next, long cost, int place)
            {
                if (length + cost >= slack[next])
                {
                    return;
                }
                slack[next] = length + cost;
                if (why is not null)
                {
                    (via[next], by[next]) = (node, place);
                }
                queue.Enqueue(next, length + cost);
            }
        }
        return Open;
    }

    private Refuted Refute(int index)
    {
        var d = _differences[index];
        var (low, high) = (-Excess(d.To, d.From), Excess(d.From, d.To));
        var against = low > d.High ? Fewest(d.To, d.From, -d.High) : Fewest(d.From, d.To, d.Low);
        return new(index, against, low, high);
    }

    // As few differences as suffice for a path shorter than a limit: Bellman–Ford by the number of differences used.
    private List<int> Fewest(int from, int to, long limit)
    {
        var length = new long[_nodes];
        Array.Fill(length, Open);
        length[from] = 0;
        var steps = new List<(int[] Via, int[] By)>();
        while (steps.Count < HopsExplained)
        {
            var next = length.AsSpan().ToArray();
            var (via, by) = (new int[_nodes], new int[_nodes]);
            Array.Fill(by, Chain);
            // The chain costs nothing: the value of a node is also an upper limit of all before it.
            var origin = new int[_nodes];
            for (var i = _nodes - 1; i >= 0; i--)
            {
                origin[i] = i + 1 < _nodes && length[i + 1] <= length[i] && length[i + 1] != Open ? origin[i + 1] : i;
                length[i] = length[origin[i]];
                (next[i], via[i]) = (length[i], origin[i]);
            }
            if (length[to] < limit)
            {
                var why = new List<int>();
                var at = origin[to];
                for (var step = steps.Count - 1; step >= 0; step--)
                {
                    var (cameVia, cameBy) = steps[step];
                    if (cameBy[at] != Chain)
                    {
                        why.Add(cameBy[at]);
                    }
                    at = cameVia[at];
                }
                return why;
            }
            for (var place = 0; place < _differences.Length; place++)
            {
                ref readonly var d = ref _differences[place];
                if (!_accepted[place])
                {
                    continue;
                }
                if (d.High != Open && length[d.From] != Open && length[d.From] + d.High < next[d.To])
                {
                    (next[d.To], via[d.To], by[d.To]) = (length[d.From] + d.High, origin[d.From], place);
                }
                if (length[d.To] != Open && length[d.To] - d.Low < next[d.From])
                {
                    (next[d.From], via[d.From], by[d.From]) = (length[d.To] - d.Low, origin[d.To], place);
                }
            }
            steps.Add((via, by));
            length = next;
        }
        var shortest = new List<int>();
        Excess(from, to, shortest);
        return shortest;
    }
}
