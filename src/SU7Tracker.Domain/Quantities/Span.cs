namespace SU7Tracker.Domain;

/// <summary>The days that a number covers.</summary>
/// <param name="From">The first; null for all days up to the last.</param>
/// <param name="To">The last.</param>
public readonly record struct Span(DateOnly? From, DateOnly To)
{
    /// <summary>All days up to one.</summary>
    public static Span UpTo(DateOnly day) => new(null, day);
    /// <summary>The days of a period.</summary>
    public static implicit operator Span(Period period) => new(period.Start, period.End);
}
