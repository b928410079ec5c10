namespace SU7Tracker.Domain;

/// <summary>How a figure counts.</summary>
public enum Reading
{
    /// <summary>What happened in a period.</summary>
    InPeriod,
    /// <summary>All that happened up to the end of a day.</summary>
    Cumulative,
}
