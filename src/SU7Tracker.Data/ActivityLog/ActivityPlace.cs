using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>A place in the log: the last write and the last security event before it.</summary>
public readonly record struct ActivityPlace(long Write, long Event)
{
    /// <summary>Before the latest.</summary>
    public static ActivityPlace Start { get; } = new(long.MaxValue, long.MaxValue);
}
