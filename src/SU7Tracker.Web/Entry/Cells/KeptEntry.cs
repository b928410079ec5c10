namespace SU7Tracker.Web.Entry.Cells;

/// <summary>What the browser kept of cells that were typed earlier.</summary>
/// <param name="Cells">The cells.</param>
/// <param name="Batch">What was said of all of them, as the page wrote it; null when nothing was.</param>
public sealed record KeptEntry(IReadOnlyList<TypedCell> Cells, string? Batch);
