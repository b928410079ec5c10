namespace SU7Tracker.Domain;

/// <summary>Finds the strongly connected components of a graph (Tarjan).</summary>
internal static class StronglyConnected
{
    /// <summary>Numbers nodes by their components.</summary>
    /// <param name="component">Receives the number of each node; nodes with a number other than 0 are left out.</param>
    /// <param name="first">The number of the first component.</param>
    /// <param name="next">Returns the successors of a node one by one, then -1.</param>
    /// <returns>The numbers.</returns>
    public static int[] Number(int[] component, int first, Func<int, int> next)
    {
        var (low, number) = (new int[component.Length], new int[component.Length]);
        var (members, path) = (new Stack<int>(), new Stack<int>());
        var (numbers, components) = (0, first);
        for (var root = 0; root < component.Length; root++)
        {
            if (component[root] == 0)
            {
                Enter(root);
            }
            while (path.TryPeek(out var node))
            {
                if (next(node) is var successor and >= 0)
                {
                    if (component[successor] == 0 && number[successor] == 0)
                    {
                        Enter(successor);
                    }
                    else if (component[successor] == 0)
                    {
                        low[node] = Math.Min(low[node], number[successor]);
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
                    Close(node);
                }
            }
        }
        return component;

        void Enter(int node)
        {
            number[node] = low[node] = ++numbers;
            members.Push(node);
            path.Push(node);
        }

        void Close(int node)
        {
            int member;
            do
            {
                member = members.Pop();
                component[member] = components;
            }
            while (member != node);
            components++;
        }
    }
}
