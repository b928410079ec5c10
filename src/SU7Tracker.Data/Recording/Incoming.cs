namespace SU7Tracker.Data;

/// <summary>A figure that is to be recorded.</summary>
/// <param name="Line">Its place in what it came with.</param>
/// <param name="Draft">What is given.</param>
/// <param name="Given">The number of the revision that a file gives; null when it gives none.</param>
internal sealed record Incoming(int Line, FigureDraft Draft, int? Given = null);
