namespace SU7Tracker.Web.Entry.Cells;

/// <summary>A cell as it was typed and is kept in the browser until it is saved.</summary>
/// <param name="Id">Its row and column: <c>2024-W15|production.built</c>.</param>
/// <param name="Text">What was typed.</param>
/// <param name="Base">What was on record of it when typing began (<see cref="GridCell.Base"/>).</param>
/// <param name="Was">How that read.</param>
public sealed record TypedCell(string Id, string Text, string Base, string Was)
{
    /// <summary>Stands for a publication day that is left open.</summary>
    public const string NoDay = "none";

    /// <summary>The source in place of the batch's.</summary>
    public string? Source { get; init; }
    /// <summary>The publication day in place of the batch's, or <see cref="NoDay"/>.</summary>
    public string? Published { get; init; }
    /// <summary>The reason in place of the batch's.</summary>
    public string? Reason { get; init; }
    /// <summary>The words to it.</summary>
    public string? Words { get; init; }
    /// <summary>What else the source says.</summary>
    public string? Note { get; init; }
    /// <summary>The source whose figure is corrected or withdrawn, where several have spoken; of another statement <c>+</c>.</summary>
    public string? Target { get; init; }
    /// <summary>The unusual things about it that somebody has called right.</summary>
    public IReadOnlyList<string>? Acknowledged { get; init; }
}
