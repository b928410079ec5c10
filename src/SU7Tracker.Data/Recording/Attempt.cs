namespace SU7Tracker.Data;

/// <summary>
/// Tells who writes and whether it is to stay. What shares a transaction sees what was written in it before, and never stays.
/// </summary>
internal sealed record Attempt(Author Author, bool DryRun = false, TrackerDb? Shared = null)
{
    /// <summary>Whether to find the figures that are set aside or disputed.</summary>
    public bool FindDisputes { get; init; } = true;

    /// <summary>The first change of the transaction that this one undoes; null where it undoes none.</summary>
    public long? Undoes { get; init; }
}
