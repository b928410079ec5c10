namespace SU7Tracker.Domain;

/// <summary>How exactly a date is known.</summary>
public enum DatePrecision
{
    /// <summary>To the day.</summary>
    Day,
    /// <summary>To the month; the date is its first day.</summary>
    Month,
    /// <summary>To the year; the date is its first day.</summary>
    Year,
}
