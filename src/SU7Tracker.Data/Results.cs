using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>A figure as a person or a program gives it.</summary>
/// <param name="Key">What was counted, and when.</param>
/// <param name="Quantity">The published quantity, in units.</param>
/// <param name="PublishedOn">The day it became public, when stated.</param>
/// <param name="Source">The id of the source.</param>
public sealed record FigureDraft(FigureKey Key, Quantity Quantity, DateOnly? PublishedOn, string Source)
{
    /// <summary>What else the source says.</summary>
    public string Note { get; init; } = "";
    /// <summary>Why the figure is changed.</summary>
    public string Reason { get; init; } = "";
    /// <summary>Whether this takes the figure back.</summary>
    public bool Withdrawn { get; init; }
    /// <summary>The revision that this was written upon, 0 when none was on record; null when that does not matter.</summary>
    public int? ExpectedRevision { get; init; }
    /// <summary>
    /// Of each other source that had spoken of the same days the latest revision that the writer has seen; null when it does not matter
    /// what others say.
    /// </summary>
    public IReadOnlyDictionary<string, int>? SeenOfOthers { get; init; }
}

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

/// <summary>What became of some drafts; all of them are recorded or none.</summary>
/// <param name="Rows">One for each draft, in order.</param>
/// <param name="Committed">Whether they are now on record: not after a dry run, nor with a rejected one.</param>
public sealed record PublishOutcome(IReadOnlyList<PublishedRow> Rows, bool Committed)
{
    /// <summary>Whether somebody else had recorded a revision that a draft did not expect.</summary>
    public bool IsConflict => Rows.Any(r => r.IsConflict);
}
