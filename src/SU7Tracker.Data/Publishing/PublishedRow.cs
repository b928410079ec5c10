using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>What became of a draft.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Revision">The revision that it is; of an unchanged one the revision that stands or was expected; 0 when rejected.</param>
/// <param name="Problem">Why it was rejected.</param>
/// <param name="Current">After a conflict, the figure that somebody else recorded meanwhile.</param>
/// <param name="Disputed">Whether the figure would be set aside or disputed; null where that was not worked out.</param>
public sealed record PublishedRow(Result Result, int Revision, Problem? Problem = null, Figure? Current = null, bool? Disputed = null)
{
    /// <summary>Whether the draft did not expect the revision that is on record, or that there is none, or what another says.</summary>
    public bool IsConflict => Problem is { Code: FigureDecider.Conflict or FigureDecider.NoneYet or FigureDecider.OfAnother };
}
