namespace SU7Tracker.Web;

/// <summary>Reads days off a clock.</summary>
internal static class TimeProviderExtensions
{
    /// <summary>The day it is, in UTC.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
