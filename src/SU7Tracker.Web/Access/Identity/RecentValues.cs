using System.Collections.Concurrent;

namespace SU7Tracker.Web.Access;

/// <summary>Keeps what was read for a key for a short time, so that all who ask meanwhile share one query.</summary>
internal sealed class RecentValues<T>(Func<string, Task<T>> read, TimeSpan lifetime, TimeProvider clock)
{
    private const int MostKept = 10_000;
    private readonly ConcurrentDictionary<string, (long ReadAt, Task<T> Value)> _kept = new(StringComparer.Ordinal);

    public Task<T> ReadAsync(string key)
    {
        if (
            _kept.TryGetValue(key, out var kept)
            && clock.GetElapsedTime(kept.ReadAt) < lifetime
            && !kept.Value.IsFaulted
            && !kept.Value.IsCanceled)
        {
            return kept.Value;
        }
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }
        var startedAt = clock.GetTimestamp();
        var value = read(key);
        _kept[key] = (startedAt, value);
        return value;
    }
}
