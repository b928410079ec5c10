using System.Collections;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

// The results of a file's rows in a few bytes a row.
internal sealed class RowResults : IReadOnlyList<RowResult>
{
    private readonly List<int> _lines = [];
    private readonly List<Result> _results = [];
    private readonly Dictionary<int, Problem> _problems = [];
    private readonly int[] _counts = new int[4];

    public int Count => _lines.Count;

    public int this[Result result] => _counts[(int)result];

    public RowResult this[int index] => new(_lines[index], _results[index], _results[index] != Result.Rejected ? null
        : _problems.TryGetValue(index, out var problem) ? problem : new("row", "NotListed", ImportOutcome.MostExplained));

    public int LineOf(int index) => _lines[index];

    public Result ResultOf(int index) => _results[index];

    public void Add(int line, Result result)
    {
        _lines.Add(line);
        _results.Add(result);
        _counts[(int)result]++;
    }

    public void Reject(int line, Problem problem)
    {
        Add(line, Result.Rejected);
        Explain(Count - 1, problem);
    }

    public void Change(int index, Result result, Problem? problem = null)
    {
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
