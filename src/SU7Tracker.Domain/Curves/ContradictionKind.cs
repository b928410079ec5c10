namespace SU7Tracker.Domain;

/// <summary>What kind of a contradiction it is.</summary>
public enum ContradictionKind
{
    /// <summary>Figures that count for more refute the figure.</summary>
    SetAside,
    /// <summary>Figures that count as much cannot be true beside it; none of them is used.</summary>
    Disputed,
    /// <summary>The figure misses what the others allow by at most 0.1 %.</summary>
    Rounding,
    /// <summary>A law cannot hold between two series.</summary>
    Law,
}
