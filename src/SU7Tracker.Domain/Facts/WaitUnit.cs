namespace SU7Tracker.Domain;

/// <summary>The unit of a quoted wait.</summary>
public enum WaitUnit
{
    /// <summary>Seven days.</summary>
    Weeks,
    /// <summary>A month of 30.436875 days.</summary>
    Months,
}
