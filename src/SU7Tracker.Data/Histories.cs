using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>The histories of vehicles: each loaded once, shared by all readers, and dropped as soon as its record changes.</summary>
public sealed class Histories : IDisposable
{
    private readonly IDbContextFactory<TrackerDb> _contexts;
    private readonly ChangeFeed _feed;
    private readonly ILogger<Histories> _logger;
    private readonly IDisposable _subscription;
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _trimming = new();
    private readonly PinnedHistories _pinned;
    private long _reads;

    /// <summary>Over a database and the feed of its changes.</summary>
    public Histories(IDbContextFactory<TrackerDb> contexts, ChangeFeed feed, ILogger<Histories> logger)
    {
        (_contexts, _feed, _logger) = (contexts, feed, logger);
        _pinned = new(contexts);
        _subscription = feed.Subscribe(Drop);
    }

    /// <summary>How many stored figures are kept in memory over all vehicles; the history that was read last is kept whatever its size.</summary>
    public long MostFigures { get; init; } = 500_000;

    internal int Kept => _entries.Count;
    internal int KeptPinned => _pinned.Kept;

    /// <summary>All that is on record for a vehicle; null when there is no such vehicle.</summary>
    public async ValueTask<VehicleHistory?> FindAsync(string slug, CancellationToken cancel = default)
    {
        // What is not a slug is not in the database either, and must not fill the memory.
        if (!Series.IsKey(slug))
        {
            return null;
        }
        await _feed.EnsureFreshAsync(cancel);
        var entry = _entries.GetOrAdd(slug, static (s, me) => new Entry(s, me), this);
        entry.ReadAt = Interlocked.Increment(ref _reads);
        var loading = entry.Loading.Value;
        return loading.IsCompletedSuccessfully ? loading.Result : await loading.WaitAsync(cancel);
    }

    /// <summary>All that was on record for a vehicle at one of its versions, however it has changed since; null when there is no such vehicle or version.</summary>
    public async ValueTask<VehicleHistory?> FindAsync(string slug, long version, CancellationToken cancel = default)
    {
        // A version that this instance has not heard of may have been named by another.
        return await FindAsync(slug, cancel) is not { } current ? null
            : current.Version == version ? current
            : await _pinned.FindAsync(slug, version, cancel);
    }

    /// <summary>Whether a version is one of a vehicle's, or, without a vehicle, of the whole record.</summary>
    public async Task<bool> HasVersionAsync(string? slug, long version, CancellationToken cancel = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancel);
        return await db.Changes.AnyAsync(c => c.Id == version && (slug == null || c.Vehicle == slug), cancel);
    }

    /// <summary>Whether a version is what <see cref="FindAsync(string, CancellationToken)"/> would find, known without waiting; false where that would have to look.</summary>
    public bool IsCurrent(string slug, long version)
    {
        if (!_feed.IsFresh || !_entries.TryGetValue(slug, out var entry) || entry.Loading is not { IsValueCreated: true, Value.IsCompletedSuccessfully: true } loaded
            || loaded.Value.Result?.Version != version)
        {
            return false;
        }
        entry.ReadAt = Interlocked.Increment(ref _reads);
        return true;
    }

    // A history whose loading has not ended when a change is heard may have begun before it: it is served to those who
    // asked before the change, and to nobody after.
    private void Drop(Change change)
    {
        if (_entries.TryGetValue(change.Vehicle, out var entry) && !(entry.Loading is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } done
            && done.Value.Result?.Version >= change.Version))
        {
            _entries.TryRemove(new(change.Vehicle, entry));
        }
    }

    private async Task<VehicleHistory?> LoadAsync(Entry entry)
    {
        // Loads for all who wait, so that no single one's leaving ends it.
        await Task.Yield();
        try
        {
            var started = Stopwatch.GetTimestamp();
            var history = await ReadAsync(entry.Slug);
            if (history is null)
            {
                _entries.TryRemove(new(entry.Slug, entry));
                return null;
            }
            entry.Figures = history.Revisions.Values.Sum(series => series.Sum(figure => (long)figure.Count));
            Trim(entry);
            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            _logger.HistoryLoaded(entry.Slug, history.Version, entry.Figures, took);
            return history;
        }
        catch
        {
            _entries.TryRemove(new(entry.Slug, entry));
            throw;
        }
    }

    private async Task<VehicleHistory?> ReadAsync(string slug)
    {
        await using var db = await _contexts.CreateDbContextAsync();
        // One snapshot for all the reads: a version that says less than the figures is harmless, one that says more is not.
        await using var snapshot = await Snapshot.BeginAsync(db, CancellationToken.None);
        if (await db.Vehicles.AsNoTracking().SingleOrDefaultAsync(v => v.Slug == slug) is not { } vehicle)
        {
            return null;
        }
        var version = await db.Changes.Where(c => c.Vehicle == slug).MaxAsync(c => (long?)c.Id) ?? 0;
        var figures = await FigureReader.ReadAsync(db, slug, null);
        var milestones = await db.Milestones.AsNoTracking().Where(m => m.Vehicle == slug).OrderBy(m => m.Date).ToListAsync();
        var claims = await db.Claims.AsNoTracking().Where(c => c.Vehicle == slug).ToListAsync();
        var named = figures.Select(f => f.Source).Concat(milestones.Select(m => m.Source)).Concat(claims.Select(c => c.Source)).Distinct();
        var sources = new List<SourceRow>();
        foreach (var ids in named.Chunk(1000))
        {
            sources.AddRange(await db.Sources.AsNoTracking().Where(s => ids.Contains(s.Id)).ToListAsync());
        }
        return new FamilyHistory(
            [vehicle.Value], version, figures, sources.Select(s => s.Value), milestones.Select(m => m.Value), claims.Select(c => c.Value), [], []).Find(slug);
    }

    private void Trim(Entry latest)
    {
        lock (_trimming)
        {
            var kept = _entries.Values.Sum(e => e.Figures);
            foreach (var entry in _entries.Values.OrderBy(e => e.ReadAt).Where(e => e != latest && e.Figures > 0).ToList())
            {
                if (kept <= MostFigures)
                {
                    return;
                }
                if (_entries.TryRemove(new(entry.Slug, entry)))
                {
                    kept -= entry.Figures;
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _subscription.Dispose();
        _pinned.Dispose();
    }

    private sealed class Entry
    {
        public Entry(string slug, Histories owner) => (Slug, Loading) = (slug, new(() => owner.LoadAsync(this)));

        public string Slug { get; }
        public Lazy<Task<VehicleHistory?>> Loading { get; }
        public long ReadAt;
        public long Figures;
    }
}
