namespace SU7Tracker.Domain;

/// <summary>What became of a figure from one day to another.</summary>
/// <param name="Then">The revision that stood on the first day; null when none did.</param>
/// <param name="Now">The revision that stands on the second day; null when it was taken back.</param>
public sealed record FigureChange(Figure? Then, Figure? Now)
{
    /// <summary>The one that stands, or that stood last.</summary>
    public Figure Figure => Now ?? Then!;
    /// <summary>Whether the figure was not on record before.</summary>
    public bool IsNew => Then is null;
    /// <summary>Whether it was taken back.</summary>
    public bool IsWithdrawn => Now is null;
    /// <summary>Whether it says another number than before.</summary>
    public bool IsRevised => Then is not null && Now is not null;

    /// <summary>By how much it was revised, in units; null where it was not, or one of the two has no upper bound.</summary>
    public Quantity? Size => Then?.Quantity is { High: not null } then && Now?.Quantity is { High: not null } now ? now - then : null;
}
