using Microsoft.Extensions.Caching.Memory;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Api;

/// <summary>
/// Caches responses by their pinned addresses, which name the version, the day and the view, so that no entry is ever stale. Entries that
/// nobody asks for are evicted first.
/// </summary>
internal sealed class ResponseCache : IDisposable
{
    private const long MaxBytes = 64 << 20;
    private readonly MemoryCache _entries = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    private readonly IDisposable _subscription;

    /// <summary>Over the feed of changes: a name that is shown with figures may change while they do not.</summary>
    public ResponseCache(ChangeFeed feed) => _subscription = feed.Subscribe(change =>
    {
        if (change.What == Activities.PeopleChanged)
        {
            _entries.Clear();
        }
    });

    /// <summary>The response of an address; null when it is not cached.</summary>
    public CachedResponse? Find(string address) => _entries.TryGetValue(address, out CachedResponse? found) ? found : null;

    /// <summary>Adds the response of an address.</summary>
    public CachedResponse Add(string address, CachedResponse response)
    {
        using var entry = _entries.CreateEntry(address);
        entry.Value = response;
        entry.Size = (response.Body.Length * 5L / 4) + (4 * address.Length) + 300;   // with the compressed body
        return response;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _subscription.Dispose();
        _entries.Dispose();
    }
}
