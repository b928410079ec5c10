namespace SU7Tracker.Domain;

/// <summary>What is compared of a count.</summary>
public enum ComparedValue
{
    /// <summary>Units counted in a period.</summary>
    Count,
    /// <summary>The same in units a week.</summary>
    Pace,
    /// <summary>All units counted up to the end of a period.</summary>
    ToDate,
    /// <summary>The pace held for a month.</summary>
    RunRate,
    /// <summary>Units counted to date as a share of those on a base day, which is 100.</summary>
    Indexed,
}
