namespace SU7Tracker.Data;

/// <summary>What became of some drafts; all of them are recorded or none.</summary>
/// <param name="Rows">One for each draft, in order.</param>
/// <param name="Committed">Whether they are now on record: not after a dry run, nor with a rejected one.</param>
public sealed record PublishOutcome(IReadOnlyList<PublishedRow> Rows, bool Committed)
{
    /// <summary>Whether somebody else had recorded a revision that a draft did not expect.</summary>
    public bool IsConflict => Rows.Any(r => r.IsConflict);
}
