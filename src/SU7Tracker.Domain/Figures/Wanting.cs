namespace SU7Tracker.Domain;

/// <summary>What is wanting of a figure that is expected.</summary>
public enum Wanting
{
    /// <summary>It is not on record, and neither is that of a later period.</summary>
    Late,
    /// <summary>It is not on record, but that of a later period is.</summary>
    Missing,
    /// <summary>What is on record of its period leaves room.</summary>
    Provisional,
}
