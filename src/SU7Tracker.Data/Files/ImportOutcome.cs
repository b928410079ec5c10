using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>What became of a file.</summary>
/// <param name="Kind">Which of the files it is; null when its header is none of theirs.</param>
/// <param name="Rows">One result a row, in the order of the file.</param>
/// <param name="Committed">Whether it is now on record: not after a dry run, nor with a rejected row.</param>
public sealed record ImportOutcome(FileKind? Kind, IReadOnlyList<RowResult> Rows, bool Committed)
{
    /// <summary>
    /// How many rejected rows are explained. A file of more wrong ones is wrong as a whole, and to remember each would take the memory of
    /// others.
    /// </summary>
    public const int MostExplained = 100_000;

    /// <summary>How many rows are first of their key.</summary>
    public int New { get; init; }
    /// <summary>How many rows follow what was on record.</summary>
    public int Revised { get; init; }
    /// <summary>How many rows are on record already.</summary>
    public int Unchanged { get; init; }
    /// <summary>How many rows cannot be recorded.</summary>
    public int Rejected { get; init; }
}
