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
