namespace SU7Tracker.Domain;

/// <summary>
/// A search for shortest paths in a <see cref="DifferenceSystem"/>; its memory is kept by the thread from search to search.
/// </summary>
internal sealed class ShortestPathSearch
{
    [ThreadStatic]
    private static ShortestPathSearch? _kept;

    private int[] _reached = [], _settled = [];   // the number of the search that reached, and of the one that settled, a node
    private int _number;

    public PriorityQueue<int, long> Queue { get; } = new();
    public long[] Length { get; private set; } = [];
    public int[] Via { get; private set; } = [];   // the edge by which the search came
    public List<(int Node, long Value)> Undo { get; } = [];

    public static ShortestPathSearch Of(int count)
    {
        var search = _kept ??= new();
        if (search.Length.Length < count)
        {
            (search._reached, search._settled, search.Length, search.Via) = (
                new int[count],
                new int[count],
                new long[count],
                new int[count]);
            search._number = 0;
        }
        search._number++;
        search.Queue.Clear();
        return search;
    }

    public bool IsSettled(int node) => _settled[node] == _number;

    // False when it was settled before.
    public bool Settle(int node)
    {
        var first = _settled[node] != _number;
        _settled[node] = _number;
        return first;
    }

    public void Reach(int node, long length, int via)
    {
        if (!IsSettled(node) && (_reached[node] != _number || length < Length[node]))
        {
            (_reached[node], Length[node], Via[node]) = (_number, length, via);
            Queue.Enqueue(node, length);
        }
    }
}
