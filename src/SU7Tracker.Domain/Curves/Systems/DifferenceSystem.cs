using System.Runtime.InteropServices;

namespace SU7Tracker.Domain;

/// <summary>
/// Whole numbers x[0], x[1], … with upper limits on their differences, each an edge of a graph. The tightest bounds that follow for any
/// difference are shortest paths, and the limits are inconsistent where the graph has a negative cycle (Cormen, Leiserson, Rivest, Stein,
/// Introduction to Algorithms, "Difference constraints and shortest paths"). A solution is kept while limits are added one by one, and
/// repaired where a new one is not satisfied yet (Cotton, Maler, "Fast and Flexible Difference Constraint Propagation for DPLL(T)", 2006);
/// it makes all lengths non-negative for the searches (Johnson).
/// </summary>
internal sealed class DifferenceSystem
{
    /// <summary>No limit.</summary>
    public const long Open = long.MaxValue;

    private readonly int[] _firstOut, _firstIn;   // of each node its latest edge, -1: none
    private readonly Dictionary<int, (int Parent, long Offset, int Size)> _rigid = [];   // nodes at a stated exact distance of each other
    private readonly Stack<(int Root, int Onto)> _joined = [];
    private readonly List<Edge> _edges = [];
    private long[]? _least, _most;
    private int[]? _component;

    /// <summary>Numbers without limits.</summary>
    /// <param name="seed">A first solution; the closer to one that satisfies the limits to come, the less there is to repair.</param>
    public DifferenceSystem(long[] seed)
    {
        Value = seed;
        Count = seed.Length;
        (_firstOut, _firstIn) = (new int[Count], new int[Count]);
        Array.Fill(_firstOut, -1);
        Array.Fill(_firstIn, -1);
    }

    private readonly record struct Edge(int Tail, int Head, long Limit, object? Reason, int NextOut, int NextIn);

    /// <summary>How many numbers there are.</summary>
    public int Count { get; }

    /// <summary>A solution.</summary>
    public long[] Value { get; }

    /// <summary>How many limits were added; a number before which limits are counted.</summary>
    public int Edges => _edges.Count;

    /// <summary>Nodes with the same number differ by a known amount.</summary>
    public int[] Component => _component ??= Components();

    /// <summary>Of each node the least that it can exceed node 0 by, or minus <see cref="Open"/>.</summary>
    public long[] Least => _least ??= FromOrigin(forward: false);

    /// <summary>Of each node the most that it can exceed node 0 by, or <see cref="Open"/>.</summary>
    public long[] Most => _most ??= FromOrigin(forward: true);

    /// <summary>
    /// Adds <c>x[head] − x[tail] ≤ limit</c>; false, and nothing is changed, when that cannot hold beside what was added before.
    /// </summary>
    public bool TryLimit(int tail, int head, long limit, object? reason)
    {
        var edge = Append(tail, head, limit, reason);
        if (Satisfy(edge))
        {
            return true;
        }
        RemoveFrom(edge);
        return false;
    }

    /// <summary>
    /// Adds <c>low ≤ x[to] − x[from] ≤ high</c>; false, and nothing is changed, when that cannot hold beside what was added before.
    /// </summary>
    public bool TryBound(int from, int to, long low, long high, object? reason)
    {
        var (fromRoot, fromOffset) = Root(from);
        var (toRoot, toOffset) = Root(to);
        if (fromRoot == toRoot)
        {
            var known = toOffset - fromOffset;
            if (known < low || known > high)
            {
                return false;
            }
        }
        var first = _edges.Count;
        if ((high != Open && !TryLimit(from, to, high, reason)) || (low != -Open && !TryLimit(to, from, -low, reason)))
        {
            RemoveFrom(first);
            return false;
        }
        if (low == high && fromRoot != toRoot)
        {
            Join(fromRoot, toRoot, fromOffset + low - toOffset);
        }
        return true;
    }

    /// <summary>Where the system stands, to return to.</summary>
    public (int Edges, int Joined) Mark => (_edges.Count, _joined.Count);

    /// <summary>Removes all that was added since.</summary>
    public void Return((int Edges, int Joined) mark)
    {
        RemoveFrom(mark.Edges);
        while (_joined.Count > mark.Joined)
        {
            var (root, onto) = _joined.Pop();
            var size = _rigid[root].Size;
            _rigid[root] = (root, 0, size);
            _rigid[onto] = (onto, 0, _rigid[onto].Size - size);
        }
    }

    /// <summary>The most by which one number can exceed another, or <see cref="Open"/>.</summary>
    /// <param name="from">Numbers below or equal to the one that is exceeded; the least that any of them allows counts.</param>
    /// <param name="to">Numbers above or equal to the one that exceeds.</param>
    /// <param name="why">Receives the reasons of the limits that the result rests on, when given.</param>
    /// <param name="before">Only limits added before this number of them count.</param>
    public long Excess(ReadOnlySpan<int> from, ReadOnlySpan<int> to, ICollection<object>? why = null, int before = int.MaxValue) =>
        Excess(from, to, out _, why, before);

    /// <summary>The same, and which of the numbers above gives the result; -1 when none does.</summary>
    public long Excess(
        ReadOnlySpan<int> from, ReadOnlySpan<int> to, out int reached, ICollection<object>? why = null, int before = int.MaxValue)
    {
        reached = to.Length == 1 ? to[0] : -1;
        if (to.Length == 0)
        {
            return Open;
        }
        if (why is null && before == int.MaxValue && from.Length == 1 && to.Length == 1)
        {
            if (Component[from[0]] == Component[to[0]])
            {
                return Value[to[0]] - Value[from[0]];
            }
            if (from[0] == 0)
            {
                return Most[to[0]];
            }
            if (to[0] == 0)
            {
                return Least[from[0]] == -Open ? Open : -Least[from[0]];
            }
        }
        var (start, end) = (long.MinValue, long.MaxValue);
        foreach (var node in from)
        {
            start = Math.Max(start, Value[node]);
        }
        foreach (var node in to)
        {
            end = Math.Min(end, Value[node]);
        }
        var search = ShortestPathSearch.Of(Count);
        foreach (var node in from)
        {
            search.Reach(node, start - Value[node], -1);
        }
        var (best, last) = (Open, -1);
        var edges = CollectionsMarshal.AsSpan(_edges);
        while (search.Queue.TryDequeue(out var node, out var length) && length < best)
        {
            if (!search.Settle(node))
            {
                continue;
            }
            if (to.Contains(node) && length + Value[node] - end < best)
            {
                (best, last) = (length + Value[node] - end, node);
            }
            for (var at = _firstOut[node]; at >= 0; at = edges[at].NextOut)
            {
                ref readonly var edge = ref edges[at];
                if (at < before)
                {
                    search.Reach(edge.Head, length + edge.Limit + Value[node] - Value[edge.Head], at);
                }
            }
        }
        reached = last;
        for (var at = last; why is not null && at >= 0 && search.Via[at] >= 0; at = edges[search.Via[at]].Tail)
        {
            if (edges[search.Via[at]].Reason is { } reason && !why.Contains(reason))
            {
                why.Add(reason);
            }
        }
        return best == Open ? Open : best + end - start;
    }

    /// <summary>The reasons of as few limits as together keep one number from exceeding another by a limit or more.</summary>
    public List<object> FewestReasons(int from, int to, long limit, int before)
    {
        const int MostCounted = 128;
        var edges = CollectionsMarshal.AsSpan(_edges);
        before = Math.Min(before, edges.Length);
        var length = new long[Count];
        Array.Fill(length, Open);
        length[from] = 0;
        var ways = new List<int[]>();   // of each count of limits with a reason, the edge by which a node was reached
        while (ways.Count <= MostCounted)
        {
            var way = new int[Count];
            Array.Fill(way, -1);
            // The order of the nodes of a series, which needs no reason, leads to lower nodes only.
            for (var node = Count - 1; node > 0; node--)
            {
                for (var at = length[node] == Open ? -1 : _firstOut[node]; at >= 0; at = edges[at].NextOut)
                {
                    if (at < before && edges[at].Reason is null && length[node] + edges[at].Limit < length[edges[at].Head])
                    {
                        (length[edges[at].Head], way[edges[at].Head]) = (length[node] + edges[at].Limit, at);
                    }
                }
            }
            ways.Add(way);
            if (length[to] < limit)
            {
                return Reasons(ways, to);
            }
            var (next, via) = (length.AsSpan().ToArray(), new int[Count]);
            Array.Fill(via, -1);
            for (var at = 0; at < before; at++)
            {
                ref readonly var edge = ref edges[at];
                if (edge.Reason is not null && length[edge.Tail] != Open && length[edge.Tail] + edge.Limit < next[edge.Head])
                {
                    (next[edge.Head], via[edge.Head]) = (length[edge.Tail] + edge.Limit, at);
                }
            }
            ways.Add(via);
            length = next;
        }
        var all = new List<object>();
        Excess([from], [to], all, before);
        return all;
    }

    private List<object> Reasons(List<int[]> ways, int node)
    {
        var reasons = new List<object>();
        for (var step = ways.Count - 1; step >= 0; step--)
        {
            while (ways[step][node] is >= 0 and var at)
            {
                if (_edges[at].Reason is { } reason)
                {
                    reasons.Add(reason);
                }
                node = _edges[at].Tail;
                if (step % 2 == 1)
                {
                    break;
                }
            }
        }
        return [.. reasons.Distinct()];
    }

    private int Append(int tail, int head, long limit, object? reason)
    {
        (_least, _most, _component) = (null, null, null);
        _edges.Add(new(tail, head, limit, reason, _firstOut[tail], _firstIn[head]));
        return _firstOut[tail] = _firstIn[head] = _edges.Count - 1;
    }

    private void RemoveFrom(int first)
    {
        for (var at = _edges.Count - 1; at >= first; at--)
        {
            var edge = _edges[at];
            (_firstOut[edge.Tail], _firstIn[edge.Head]) = (edge.NextOut, edge.NextIn);
        }
        if (first < _edges.Count)
        {
            (_least, _most, _component) = (null, null, null);
            _edges.RemoveRange(first, _edges.Count - first);
        }
    }

    // Raises the tail of a limit that is not satisfied, and whatever has to rise with it, those first that rise most; when the head would
    // have to rise as well, the limit closes a negative cycle.
    private bool Satisfy(int added)
    {
        var edges = CollectionsMarshal.AsSpan(_edges);
        var (tail, head) = (edges[added].Tail, edges[added].Head);
        var missing = Value[head] - Value[tail] - edges[added].Limit;
        if (missing <= 0)
        {
            return true;
        }
        var search = ShortestPathSearch.Of(Count);
        var undo = search.Undo;
        undo.Clear();
        search.Reach(tail, -missing, -1);
        while (search.Queue.TryDequeue(out var node, out _))
        {
            if (!search.Settle(node))
            {
                continue;
            }
            undo.Add((node, Value[node]));
            Value[node] -= search.Length[node];
            for (var at = _firstIn[node]; at >= 0; at = edges[at].NextIn)
            {
                ref readonly var edge = ref edges[at];
                var raise = Value[node] - Value[edge.Tail] - edge.Limit;
                if (raise <= 0 || search.IsSettled(edge.Tail))
                {
                    continue;
                }
                if (edge.Tail == head)
                {
                    foreach (var (undone, value) in undo)
                    {
                        Value[undone] = value;
                    }
                    return false;
                }
                search.Reach(edge.Tail, -raise, at);
            }
        }
        return true;
    }

    private (int Root, long Offset) Root(int node)
    {
        var offset = 0L;
        while (_rigid.TryGetValue(node, out var entry) && entry.Parent != node)
        {
            offset += entry.Offset;
            node = entry.Parent;
        }
        return (node, offset);
    }

    // x[second] − x[first] = distance.
    private void Join(int first, int second, long distance)
    {
        var (one, other) = (_rigid.TryGetValue(first, out var a) ? a.Size : 1, _rigid.TryGetValue(second, out var b) ? b.Size : 1);
        if (one > other)
        {
            (first, second, distance, one, other) = (second, first, -distance, other, one);
        }
        // x[first] = x[second] − distance.
        _rigid[first] = (second, -distance, one);
        _rigid[second] = (second, 0, one + other);
        _joined.Push((first, second));
    }

    /// <summary>Of each number the most by which it can exceed one of them, or <see cref="Open"/>.</summary>
    public long[] ExcessesOver(int node)
    {
        var lengths = Lengths(node, forward: true);
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = lengths[i] == Open ? Open : lengths[i] + Value[i] - Value[node];
        }
        return lengths;
    }

    private long[] FromOrigin(bool forward)
    {
        var lengths = Lengths(0, forward);
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = lengths[i] == Open ? (forward ? Open : -Open) : Value[i] - Value[0] + (forward ? lengths[i] : -lengths[i]);
        }
        return lengths;
    }

    private long[] Lengths(int origin, bool forward)
    {
        var search = ShortestPathSearch.Of(Count);
        var result = new long[Count];
        Array.Fill(result, Open);
        search.Reach(origin, 0, -1);
        var edges = CollectionsMarshal.AsSpan(_edges);
        while (search.Queue.TryDequeue(out var node, out var length))
        {
            if (!search.Settle(node))
            {
                continue;
            }
            result[node] = length;
            for (var at = forward ? _firstOut[node] : _firstIn[node]; at >= 0; at = forward ? edges[at].NextOut : edges[at].NextIn)
            {
                ref readonly var edge = ref edges[at];
                search.Reach(forward ? edge.Head : edge.Tail, length + edge.Limit + Value[edge.Tail] - Value[edge.Head], at);
            }
        }
        return result;
    }

    // Two numbers differ by a known amount exactly when a cycle of length zero runs through both, and under any solution all edges of such
    // a cycle are tight.
    private int[] Components()
    {
        var edge = _firstOut.AsSpan().ToArray();
        return StronglyConnected.Number(new int[Count], 1, NextTight);

        int NextTight(int node)
        {
            var edges = CollectionsMarshal.AsSpan(_edges);
            var at = edge[node];
            while (at >= 0 && Value[edges[at].Head] - Value[node] != edges[at].Limit)
            {
                at = edges[at].NextOut;
            }
            edge[node] = at < 0 ? -1 : edges[at].NextOut;
            return at < 0 ? -1 : edges[at].Head;
        }
    }
}
