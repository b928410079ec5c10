namespace SU7Tracker.Domain;

/// <summary>A dated event.</summary>
public sealed record Milestone(string Vehicle, DateOnly Date, DatePrecision Precision, string Subject, string Event, string Source)
{
    /// <summary>What it is about, in Chinese; may be empty.</summary>
    public string SubjectZh { get; init; } = "";
    /// <summary>What happened, in Chinese; may be empty.</summary>
    public string EventZh { get; init; } = "";
}
