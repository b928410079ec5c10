namespace SU7Tracker.Data;

/// <summary>Tells who writes and whether it is to stay. What shares a transaction sees what was written in it before, and never stays.</summary>
internal sealed record Attempt(Author Author, bool DryRun = false, TrackerDb? Shared = null);
