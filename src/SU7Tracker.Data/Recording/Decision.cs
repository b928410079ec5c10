using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>What becomes of a figure that is to be recorded.</summary>
/// <param name="Line">Its place in what it came with.</param>
/// <param name="Result">What it is.</param>
/// <param name="Revision">The revision that it becomes; of an unchanged one the revision that stands, or that was expected.</param>
/// <param name="Problem">Why it is rejected.</param>
internal readonly record struct Decision(int Line, Result Result, int Revision, Problem? Problem = null)
{
    /// <summary>Whether it becomes a revision.</summary>
    public bool IsRecorded => Result is Result.New or Result.Revision;
}
