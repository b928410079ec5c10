using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Entry.Cells;

/// <summary>How a typed cell is understood.</summary>
/// <param name="Typed">The cell as it was typed.</param>
/// <param name="Name">Its row and column for a reader.</param>
/// <param name="State">How far it is from being saved.</param>
/// <param name="Words">How it reads, or what is wrong and what would be right.</param>
public sealed record CellReading(TypedCell Typed, string Name, CellState State, string Words)
{
    /// <summary>What must be said of it first.</summary>
    public Need Need { get; init; }
    /// <summary>What is on record of it; null where the cell names none.</summary>
    public GridCell? Cell { get; init; }
    /// <summary>What it would record; null while it cannot be read.</summary>
    public FigureDraft? Draft { get; init; }
    /// <summary>What was probably meant by a separator that can be read in two ways; null where there is no doubt.</summary>
    public string? Suggestion { get; init; }
    /// <summary>What is unusual about it and not yet called right.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];

    /// <summary>Whether it changes a figure that is on record.</summary>
    public bool IsChange => Draft is { ExpectedRevision: > 0 };

    /// <summary>The figure that it would become; null while it cannot be read.</summary>
    public Figure? Figure => Draft is not { } draft ? null : new(draft.Key, draft.Quantity, draft.PublishedOn, draft.Source)
    {
        Note = draft.Note, Reason = draft.Reason, Withdrawn = draft.Withdrawn, Revision = (draft.ExpectedRevision ?? 0) + 1,
    };
}
