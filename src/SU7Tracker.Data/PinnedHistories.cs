using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Keeps the few histories of earlier versions that were read last. They never change, so that no write drops them.</summary>
internal sealed class PinnedHistories(RecordReader reader) : IDisposable
{
    private const int Most = 16;
    private const int MostAtOnce = 2;
    private readonly SemaphoreSlim _reading = new(MostAtOnce, MostAtOnce);
    private readonly LinkedList<FamilyHistory> _kept = [];   // guarded by itself; the one read last comes first

    // The most figures over all of them; the one that was read last is kept whatever its size.
    public long MostFigures { get; init; } = 200_000;

    public int Kept
    {
        get
        {
            lock (_kept)
            {
                return _kept.Count;
            }
        }
    }

    public async Task<VehicleHistory?> FindAsync(string slug, long version, CancellationToken cancel)
    {
        if (Known(slug, version) is { } known)
        {
            return known;
        }
        await _reading.WaitAsync(cancel);
        try
        {
            if (Known(slug, version) is { } meanwhile)
            {
                return meanwhile;
            }
            return await reader.ReadAsync(db => FamilyReader.ReadAsync(db, slug, version, cancel), version, cancel) is { } family
                ? Keep(family, slug) : null;
        }
        finally
        {
            _reading.Release();
        }
    }

    private VehicleHistory? Known(string slug, long version)
    {
        lock (_kept)
        {
            for (var at = _kept.First; at is not null; at = at.Next)
            {
                if (at.Value.Version == version && at.Value.Find(slug) is { } history)
                {
                    _kept.Remove(at);
                    _kept.AddFirst(at);
                    return history;
                }
            }
        }
        return null;
    }

    // The one that all readers share: the first that was read.
    private VehicleHistory? Keep(FamilyHistory family, string slug)
    {
        lock (_kept)
        {
            if (Known(slug, family.Version) is { } meanwhile)
            {
                return meanwhile;
            }
            _kept.AddFirst(family);
            while (_kept.Count > 1 && (_kept.Count > Most || _kept.Sum(k => k.Count) > MostFigures))
            {
                _kept.RemoveLast();
            }
            return family.Find(slug);
        }
    }

    public void Dispose() => _reading.Dispose();
}
