namespace SU7Tracker.Domain;

/// <summary>How often a series is expected to be published.</summary>
public enum Every
{
    /// <summary>A calendar week, Monday to Sunday.</summary>
    Week,
    /// <summary>A calendar month.</summary>
    Month,
}
