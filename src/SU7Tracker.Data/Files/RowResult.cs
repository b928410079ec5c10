using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>What became of a row of a file.</summary>
/// <param name="Line">The line of the file where the row begins; the header is line 1.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Problem">Why it was rejected, and in which column.</param>
/// <param name="Revision">Of a figure the revision that it becomes; of an unchanged one the revision that stands. 0 where there is
/// none.</param>
/// <param name="Disputed">Whether the figure would be set aside or disputed; null where that was not worked out.</param>
public sealed record RowResult(int Line, Result Result, Problem? Problem = null, int Revision = 0, bool? Disputed = null);
