using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>What became of a row.</summary>
public enum Result
{
    /// <summary>It is the first of its key, and of its source.</summary>
    New,
    /// <summary>It follows what was on record.</summary>
    Revision,
    /// <summary>It is on record already.</summary>
    Unchanged,
    /// <summary>It cannot be recorded, and with it nothing of what came along.</summary>
    Rejected,
}

/// <summary>What became of a row of a file.</summary>
/// <param name="Line">The line of the file where the row begins; the header is line 1.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Problem">Why it was rejected, and in which column.</param>
/// <param name="Revision">Of a figure the revision that it becomes; of an unchanged one the revision that stands. 0 where there is
/// none.</param>
/// <param name="Disputed">Whether the figure would be set aside or disputed; null where that was not worked out.</param>
public sealed record RowResult(int Line, Result Result, Problem? Problem = null, int Revision = 0, bool? Disputed = null);

/// <summary>The files of the import format.</summary>
public enum FileKind
{
    /// <summary>What is followed.</summary>
    Vehicles,
    /// <summary>Where cars are handed over.</summary>
    Cities,
    /// <summary>Who published.</summary>
    Sources,
    /// <summary>Dated events.</summary>
    Milestones,
    /// <summary>What was said.</summary>
    Claims,
    /// <summary>Which laws are switched off.</summary>
    Laws,
    /// <summary>How long buyers were told to wait.</summary>
    Waits,
    /// <summary>When figures are expected.</summary>
    Rhythms,
    /// <summary>What was counted.</summary>
    Figures,
}

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

/// <summary>Which figures are asked for; what is null or empty does not narrow them.</summary>
public sealed record FigureQuery
{
    /// <summary>The most figures on a page.</summary>
    public const int MaxLimit = 1000;

    /// <summary>The slug of a vehicle.</summary>
    public string? Vehicle { get; init; }
    /// <summary>What was counted.</summary>
    public Measure? Measure { get; init; }
    /// <summary>What exactly was counted.</summary>
    public string? Basis { get; init; }
    /// <summary>The slug of a city; the empty slug asks for figures of all cities together.</summary>
    public string? City { get; init; }
    /// <summary>Figures that cover this day or a later one.</summary>
    public DateOnly? From { get; init; }
    /// <summary>Figures that cover this day or an earlier one.</summary>
    public DateOnly? To { get; init; }
    /// <summary>Only what was known on this day.</summary>
    public DateOnly? AsOf { get; init; }
    /// <summary>Only what had been recorded up to this version, of the vehicle or of the whole record.</summary>
    public long? Version { get; init; }
    /// <summary>All revisions instead of the one that stands.</summary>
    public bool History { get; init; }
    /// <summary>The id of the last figure of the page before.</summary>
    public long After { get; init; }
    /// <summary>How many, 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = 100;
}

/// <summary>A figure and the id that the next page comes after.</summary>
public sealed record FigureEntry(long Id, Figure Figure);
