using System.Collections;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Holds the results of the rows of a file in a few bytes each.</summary>
internal sealed class RowResults : IReadOnlyList<RowResult>
{
    private readonly List<int> _lines = [];
    private readonly List<Result> _results = [];
    private readonly List<int> _revisions = [];
    private readonly HashSet<int> _disputed = [];
    private readonly Dictionary<int, Problem> _problems = [];
    private readonly int[] _counts = new int[4];

    public int Count => _lines.Count;

    public int this[Result result] => _counts[(int)result];

    /// <summary>Whether it was worked out which figures would be set aside or disputed.</summary>
    public bool IsChecked { get; set; }

    public RowResult this[int index] => new(_lines[index], _results[index], _results[index] != Result.Rejected ? null
        : _problems.TryGetValue(index, out var problem) ? problem : new("row", "NotListed", ImportOutcome.MostExplained),
        _revisions[index], IsChecked && _results[index] is Result.New or Result.Revision ? _disputed.Contains(index) : null);

    /// <summary>Returns the index of the row that begins on a line.</summary>
    public int IndexOf(int line) => _lines.BinarySearch(line);

    public void Dispute(int index) => _disputed.Add(index);

    public void Add(int line, Result result, int revision = 0)
    {
        _lines.Add(line);
        _results.Add(result);
        _revisions.Add(revision);
        _counts[(int)result]++;
    }

    public void Reject(int line, Problem problem)
    {
        Add(line, Result.Rejected);
        Explain(Count - 1, problem);
    }

    public void Change(int index, Result result, Problem? problem = null, int revision = 0)
    {
        _revisions[index] = revision;
        _counts[(int)_results[index]]--;
        _counts[(int)result]++;
        _results[index] = result;
        if (problem is not null)
        {
            Explain(index, problem);
        }
    }

    private void Explain(int index, Problem problem)
    {
        if (_problems.Count < ImportOutcome.MostExplained)
        {
            _problems.TryAdd(index, problem);
        }
    }

    public IEnumerator<RowResult> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
