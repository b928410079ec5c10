namespace SU7Tracker.Domain;

/// <summary>In what a figure counts less than the least of those that it contradicts.</summary>
public enum SetAsideReason
{
    /// <summary>Its source has the worse grade.</summary>
    Grade,
    /// <summary>Its qualifier is the looser.</summary>
    Qualifier,
    /// <summary>It was published earlier.</summary>
    Publication,
    /// <summary>In nothing: they count the same.</summary>
    Tie,
    /// <summary>A law between series refutes it.</summary>
    Law,
}
