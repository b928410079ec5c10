namespace SU7Tracker.Domain;

/// <summary>A figure that is not on record, and what would remain of some bounds if it came out as estimated.</summary>
/// <param name="Key">What it would count.</param>
/// <param name="Count">The count that is tried: the best estimate, or the middle of the bounds where there is none.</param>
/// <param name="Remaining">The bounds that would remain.</param>
public sealed record Candidate(FigureKey Key, Quantity Count, Quantity Remaining);
