namespace SU7Tracker.Domain.Smoothing;

/// <summary>Whole numbers <c>x</c> with <c>x[0] = 0</c>, none below it, and limits on their differences.</summary>
internal sealed class WholeSystem
{
    /// <summary>The value of a node that has no greatest.</summary>
    public const long Open = long.MaxValue;

    private const int SweepsBeforeSearch = 8;

    private readonly int _nodes;
    private readonly Limit[] _limits;
    private readonly int[] _byFrom, _fromStart;
    private readonly int[] _byTo, _toStart;

    /// <param name="nodes">How many nodes there are, the origin among them.</param>
    /// <param name="limits">The limits; that no value is below 0 need not be among them.</param>
    public WholeSystem(int nodes, Limit[] limits)
    {
        _nodes = nodes;
        _limits = limits;
        (_byFrom, _fromStart) = GroupBy(ofFrom: true);
        (_byTo, _toStart) = GroupBy(ofFrom: false);
    }

    /// <summary>The least solution that is nowhere below some values; null when there is none.</summary>
    public long[]? LeastAbove(ReadOnlySpan<long> values) => Raise(values, out var least, out _) ? least : null;

    /// <summary>
    /// Limits between some nodes that follow from all limits together and that values of these nodes do not keep; none when a solution has
    /// the values.
    /// </summary>
    /// <param name="values">A value for each node; those of the other nodes are 0.</param>
    /// <param name="some">Of each node whether it is one of those nodes.</param>
    public List<Limit> Missed(long[] values, bool[] some)
    {
        Raise(values, out var least, out var reason);
        var missed = new List<Limit>();
        for (var node = 0; node < _nodes; node++)
        {
            if (least[node] > values[node] && (node == 0 || some[node]) && reason[node] >= 0)
            {
                var (at, most) = (node, 0L);
                for (var steps = 0; steps < _nodes && reason[at] >= 0 && (at == node || !some[at]); steps++)
                {
                    most += _limits[reason[at]].Most;
                    at = _limits[reason[at]].To;
                }
                if (at != node && (some[at] || at == 0) && (at == 0 ? 0 : values[at]) - (node == 0 ? 0 : values[node]) > most)
                {
                    missed.Add(new(node, at, most));
                }
            }
        }
        return missed;
    }

    // Raises values until all limits hold (Bellman–Ford, sweeping up and down the order as Yen proposed); false when they cannot: a value
    // would then be part of its own reason, or the origin would have to rise above zero.
    private bool Raise(ReadOnlySpan<long> values, out long[] raised, out int[] because)
    {
        var least = raised = values.ToArray();
        for (var i = 0; i < _nodes; i++)
        {
            least[i] = Math.Max(0, least[i]);
        }
        var reason = because = new int[_nodes];   // the place of the limit that raised a value; -1: it stands as it was given
        Array.Fill(reason, -1);
        for (var sweep = 1; ; sweep++)
        {
            var changed = false;
            for (var i = 0; i < _nodes; i++)
            {
                changed |= RaiseNode(i);
            }
            for (var i = changed ? _nodes - 1 : -1; i >= 0; i--)
            {
                changed |= RaiseNode(i);
            }
            if (!changed)
            {
                return true;
            }
            if (least[0] > 0 || (sweep % SweepsBeforeSearch == 0 && HasCycle()))
            {
                return false;
            }
        }

        bool RaiseNode(int node)
        {
            var value = least[node];
            for (var k = _fromStart[node]; k < _fromStart[node + 1]; k++)
            {
                ref readonly var limit = ref _limits[_byFrom[k]];
                if (least[limit.To] - limit.Most > value)
                {
                    (value, reason[node]) = (least[limit.To] - limit.Most, _byFrom[k]);
                }
            }
            var higher = value > least[node];
            least[node] = value;
            return higher;
        }

        bool HasCycle()
        {
            var seenIn = new int[_nodes];
            for (var i = 0; i < _nodes; i++)
            {
                var node = i;
                for (; reason[node] >= 0 && seenIn[node] == 0; node = _limits[reason[node]].To)
                {
                    seenIn[node] = i + 1;
                }
                if (reason[node] >= 0 && seenIn[node] == i + 1)
                {
                    return true;
                }
                seenIn[node] = i + 1;
            }
            return false;
        }
    }

    /// <summary>Of each node the greatest value that it can have, or <see cref="Open"/>; there must be a solution.</summary>
    public long[] Greatest()
    {
        var most = new long[_nodes];
        Array.Fill(most, Open, 1, _nodes - 1);
        return GreatestBelow(most);
    }

    /// <summary>The greatest solution that is nowhere above some values; there must be one.</summary>
    public long[] GreatestBelow(ReadOnlySpan<long> values)
    {
        var most = values.ToArray();
        for (var lowered = true; lowered;)
        {
            lowered = false;
            for (var i = 1; i < _nodes; i++)
            {
                lowered |= Lower(i);
            }
            for (var i = _nodes - 1; i > 0; i--)
            {
                lowered |= Lower(i);
            }
        }
        return most;

        bool Lower(int node)
        {
            var value = most[node];
            for (var k = _toStart[node]; k < _toStart[node + 1]; k++)
            {
                ref readonly var limit = ref _limits[_byTo[k]];
                if (most[limit.From] != Open && most[limit.From] + limit.Most < value)
                {
                    value = most[limit.From] + limit.Most;
                }
            }
            var lowered = value < most[node];
            most[node] = value;
            return lowered;
        }
    }

    /// <summary>Numbers the nodes, so that those with the same number differ by the same amount in every solution.</summary>
    /// <param name="least">The least solution.</param>
    /// <param name="most">The greatest.</param>
    /// <returns>The number of each node; those whose value is known have that of the origin.</returns>
    /// <remarks>
    /// Two values differ by a known amount exactly when a cycle of limits runs through both that any solution meets with equality.
    /// </remarks>
    public int[] Classes(long[] least, long[] most) => Components(
        i => least[i] == most[i], (in Limit l) => least[l.To] != most[l.To] && least[l.To] - least[l.From] == l.Most);

    /// <summary>Numbers the nodes, so that those with the same number differ by no more than a limit, either way.</summary>
    public int[] Bounded() => Components(_ => false, (in Limit _) => true);

    private delegate bool Follows(in Limit limit);

    // The strongly connected components of some limits; nodes that are known have the first number.
    private int[] Components(Func<int, bool> isKnown, Follows follows)
    {
        var (classOf, at) = (new int[_nodes], _fromStart.AsSpan(0, _nodes).ToArray());
        for (var node = 0; node < _nodes; node++)
        {
            classOf[node] = isKnown(node) ? Known : 0;
        }
        return StronglyConnected.Number(classOf, Known + 1, Next);

        int Next(int node)
        {
            while (at[node] < _fromStart[node + 1])
            {
                ref readonly var limit = ref _limits[_byFrom[at[node]++]];
                if (follows(in limit))
                {
                    return limit.To;
                }
            }
            return -1;
        }
    }

    /// <summary>The number that <see cref="Classes"/> gives to nodes whose value is known.</summary>
    public const int Known = 1;

    private (int[] Places, int[] Start) GroupBy(bool ofFrom)
    {
        var start = new int[_nodes + 1];
        foreach (var limit in _limits)
        {
            start[(ofFrom ? limit.From : limit.To) + 1]++;
        }
        for (var i = 0; i < _nodes; i++)
        {
            start[i + 1] += start[i];
        }
        var places = new int[_limits.Length];
        var next = start.AsSpan(0, _nodes).ToArray();
        for (var i = 0; i < _limits.Length; i++)
        {
            places[next[ofFrom ? _limits[i].From : _limits[i].To]++] = i;
        }
        return (places, start);
    }
}
