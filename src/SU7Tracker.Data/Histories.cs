using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>
/// Keeps the histories of vehicles: each family is loaded once, shared by all readers, and dropped as soon as the record of a member
/// changes.
/// </summary>
public sealed class Histories : IDisposable
{
    private readonly RecordReader _reader;
    private readonly ChangeFeed _feed;
    private readonly ILogger<Histories> _logger;
    private readonly IDisposable _subscription;
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _trimming = new();
    private readonly PinnedHistories _pinned;
    private volatile Families? _families;
    private long _generation;   // of the list of vehicles
    private long _reads;

    /// <summary>Over a database and the feed of its changes.</summary>
    public Histories(RecordReader reader, ChangeFeed feed, ILogger<Histories> logger)
    {
        (_reader, _feed, _logger) = (reader, feed, logger);
        _pinned = new(reader);
        _subscription = feed.Subscribe(Drop);
    }

    /// <summary>
    /// How many stored figures are kept in memory over all families; the history that was read last is kept whatever its size.
    /// </summary>
    public long MostFigures { get; init; } = 500_000;

    /// <summary>How many families are held in memory.</summary>
    public int Kept => _entries.Count;

    /// <summary>How many stored figures are held in memory over all families.</summary>
    public long KeptFigures => _entries.Values.Sum(e => e.Figures);

    /// <summary>About how many bytes of memory they take.</summary>
    public long KeptBytes => KeptFigures * BytesPerFigure;

    // A figure with its share of the indexes over it; what is derived from them comes on top.
    private const long BytesPerFigure = 300;

    internal int KeptPinned => _pinned.Kept;

    /// <summary>Returns all that is on record for a vehicle; null when there is no such vehicle.</summary>
    public async ValueTask<VehicleHistory?> FindAsync(string slug, CancellationToken cancel = default)
    {
        // What is not a slug is not in the database either, and must not fill the memory.
        if (!Series.IsKey(slug))
        {
            return null;
        }
        await _feed.EnsureFreshAsync(cancel);
        if ((await FamiliesAsync(cancel)).Of(slug) is not { } members)
        {
            return null;
        }
        var entry = _entries.GetOrAdd(members[0], static (_, of) => new Entry(of.members, of.me), (members, me: this));
        entry.ReadAt = Interlocked.Increment(ref _reads);
        var loading = entry.Loading.Value;
        var family = loading.IsCompletedSuccessfully ? loading.Result : await loading.WaitAsync(cancel);
        return family?.Find(slug);
    }

    /// <summary>
    /// Returns all that was on record for a vehicle at one of its versions, however it has changed since; null when there is no such
    /// vehicle or version.
    /// </summary>
    public async ValueTask<VehicleHistory?> FindAsync(string slug, long version, CancellationToken cancel = default)
    {
        // A version, or a vehicle, that this instance does not know yet may have been named by another.
        var current = await FindAsync(slug, cancel);
        return current?.Version == version ? current
            : Series.IsKey(slug) ? await _pinned.FindAsync(slug, version, cancel)
            : null;
    }

    /// <summary>
    /// Returns all that was on record for a vehicle when the whole record stood at a version, so that several vehicles are seen as they
    /// were at one time; null when there was no such vehicle or is no such version.
    /// </summary>
    public async ValueTask<VehicleHistory?> FindAtAsync(string slug, long version, CancellationToken cancel = default)
    {
        if (await FindAsync(slug, cancel) is { } current && current.Version == version)
        {
            return current;
        }
        return Series.IsKey(slug)
            && await _reader.ReadAsync(db => FamilyReader.VersionAtAsync(db, slug, version, cancel), version, cancel) is { } own
            ? await FindAsync(slug, own, cancel) : null;
    }

    /// <summary>Returns whether a version is one of a vehicle's family, or, without a vehicle, of the whole record.</summary>
    public Task<bool> HasVersionAsync(string? slug, long version, CancellationToken cancel = default) =>
        _reader.ReadAsync(
            async db => slug is null
                ? await db.Changes.AnyAsync(c => c.Id == version, cancel)
                : await FamilyReader.MembersAsync(db, slug, version, cancel) is not null,
            version,
            cancel);

    /// <summary>
    /// Returns whether a version is what <see cref="FindAsync(string, CancellationToken)"/> would find, known without waiting; false
    /// where that would have to look.
    /// </summary>
    public bool IsCurrent(string slug, long version)
    {
        if (
            !_feed.IsFresh
            || _families is not { } families
            || families.Of(slug) is not { } members
            || !_entries.TryGetValue(members[0], out var entry)
            || entry.Loaded is not { } loaded
            || loaded.Version != version
            || loaded.Find(slug) is null)
        {
            return false;
        }
        entry.ReadAt = Interlocked.Increment(ref _reads);
        return true;
    }

    // The list of vehicles is kept until one of them changes.
    private async ValueTask<Families> FamiliesAsync(CancellationToken cancel)
    {
        if (_families is { } known)
        {
            return known;
        }
        var generation = Interlocked.Read(ref _generation);
        var read = await _reader.ReadAsync(db => Families.ReadAsync(db, cancel), cancel);
        lock (_trimming)
        {
            if (generation == Interlocked.Read(ref _generation))
            {
                _families = read;
            }
        }
        return read;
    }

    // A history whose loading has not ended when a change arrives may have begun before it: it is served to those who
    // asked before the change, and to nobody after.
    private void Drop(Change change)
    {
        if (change.What == FactTables.Vehicles.Name)
        {
            lock (_trimming)
            {
                Interlocked.Increment(ref _generation);
                _families = null;
            }
        }
        foreach (var (key, entry) in _entries)
        {
            if (entry.Names(change.Vehicle) && !(entry.Loaded?.Version >= change.Version))
            {
                _entries.TryRemove(new(key, entry));
            }
        }
    }

    private async Task<FamilyHistory?> LoadAsync(Entry entry)
    {
        // Loads for all callers, so that it does not end with one of them.
        await Task.Yield();
        try
        {
            var started = Stopwatch.GetTimestamp();
            var family = await _reader.ReadAsync(db => FamilyReader.ReadAsync(db, entry.Key));
            if (family is null)
            {
                _entries.TryRemove(new(entry.Key, entry));
                return null;
            }
            entry.Figures = family.Count;
            Trim(entry);
            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            _logger.HistoryLoaded(entry.Key, family.Version, entry.Figures, took);
            return family;
        }
        catch
        {
            _entries.TryRemove(new(entry.Key, entry));
            throw;
        }
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
                if (_entries.TryRemove(new(entry.Key, entry)))
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

    // A family that is loaded or being loaded.
    private sealed class Entry
    {
        private readonly IReadOnlyList<string> _members;

        public Entry(IReadOnlyList<string> members, Histories owner) => (_members, Loading) = (members, new(() => owner.LoadAsync(this)));

        public string Key => _members[0];
        public Lazy<Task<FamilyHistory?>> Loading { get; }
        public FamilyHistory? Loaded =>
            Loading is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } done ? done.Value.Result : null;
        public long ReadAt;
        public long Figures;

        public bool Names(string vehicle) => _members.Contains(vehicle) || Loaded?.Find(vehicle) is not null;
    }
}
