using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>A figure as a write has left it, beside what it said before.</summary>
/// <param name="Before">The revision before; null when it was the first.</param>
/// <param name="After">The revision that was recorded.</param>
public sealed record FigureDifference(Figure? Before, Figure After);
