using System.Diagnostics;

namespace SU7Tracker.Data.Tests.Support;

/// <summary>A clock that can be set forward.</summary>
public sealed class LaterClock : TimeProvider
{
    private long _by;

    public void Forward(TimeSpan by) => Interlocked.Add(ref _by, (long)(by.TotalSeconds * Stopwatch.Frequency));

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _by);
}
