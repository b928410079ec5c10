using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>A part of the log, the latest first.</summary>
/// <param name="Items">What was done.</param>
/// <param name="Next">Where the next page begins; null when this is the last.</param>
public sealed record ActivityPage(IReadOnlyList<Activity> Items, ActivityPlace? Next);
