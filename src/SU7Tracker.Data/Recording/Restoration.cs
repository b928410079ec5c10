using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Makes the revision that restores what a figure stated before.</summary>
internal static class Restoration
{
    /// <summary>
    /// Returns the draft that takes the place of a figure's last revisions. What they said counts as our own mistake, as a typing error
    /// does, so that the figure stands on every day as it did before them.
    /// </summary>
    /// <param name="revisions">All revisions of the figure, as they are dated together.</param>
    /// <param name="restored">The revision that is to stand again; null where there was none, so that the figure is taken back.</param>
    /// <param name="undone">How many of the last revisions are undone.</param>
    /// <param name="reason">Why, in words.</param>
    public static FigureDraft Draft(IReadOnlyList<Figure> revisions, Figure? restored, int undone, string reason)
    {
        var last = revisions[^1];
        // The correction of the last one alone is known no later than that one.
        var isOfLast = undone == 1 && !(restored?.KnownOn > last.KnownOn);
        var why = $"{(isOfLast ? Figure.TypingError : Figure.TypingErrorSince(revisions[^undone].Revision))}: {reason}";
        return new(last.Key, (restored ?? last).Quantity, restored?.PublishedOn, last.Source)
        {
            Note = (restored ?? last).Note,
            Withdrawn = restored?.Withdrawn ?? true,
            Reason = why.Length <= Figure.MaxNoteLength ? why : why[..Figure.MaxNoteLength],
            ExpectedRevision = last.Revision,
        };
    }
}
