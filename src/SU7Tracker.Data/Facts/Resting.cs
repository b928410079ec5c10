using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>What rests on a fact.</summary>
/// <param name="Figures">The figures, by series.</param>
/// <param name="Facts">The other facts.</param>
public sealed record Resting(IReadOnlyList<SeriesUse> Figures, IReadOnlyList<FactUse> Facts)
{
    /// <summary>How many figures.</summary>
    public long Count => Figures.Sum(f => f.Figures);
    /// <summary>Whether nothing does.</summary>
    public bool IsNothing => Figures.Count == 0 && Facts.Count == 0;
}
