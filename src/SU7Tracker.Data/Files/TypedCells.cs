using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Reads the cells that somebody has typed into a form, each with its own problem.</summary>
internal sealed class TypedCells(IReadOnlyDictionary<string, string> cells) : RowCells
{
    public override string Text(string column) => cells.GetValueOrDefault(column, "");

    /// <summary>Returns what is wrong with the cells read since the last call.</summary>
    public Problem? Take()
    {
        var problem = Problem;
        Problem = null;
        return problem;
    }
}
