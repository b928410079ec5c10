using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>What a write has changed.</summary>
/// <param name="Figures">The figures; the first of many.</param>
/// <param name="Facts">The facts; the first of many.</param>
/// <param name="Total">How many there are.</param>
public sealed record WriteContent(IReadOnlyList<FigureDifference> Figures, IReadOnlyList<FactDifference> Facts, int Total);
