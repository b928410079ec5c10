using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace SU7Tracker.Data;

/// <summary>
/// Notifies subscribers of the changes that any instance records. Changes are read from their table; a notification of the database only
/// causes it to be read, so that a lost one delays subscribers and loses no change.
/// </summary>
public sealed class ChangeFeed(
    IDbContextFactory<TrackerDb> contexts,
    TrackerStorage storage,
    TimeProvider clock,
    ILogger<ChangeFeed> logger) : IDisposable
{
    /// <summary>How often the table is read without a notification.</summary>
    internal static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    /// <summary>After this long without reading the table, what is in memory may be stale.</summary>
    internal static readonly TimeSpan Trust = TimeSpan.FromSeconds(4);

    // How long a reader waits for the primary who can be served without it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private const int Batch = 1000;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private ImmutableList<Action<Change>> _subscribers = [];
    private long _seen = -1;      // guarded by _reading
    private long _known;         // of a change that subscribers may not have been told yet
    private long _readAt;       // a time stamp of the clock; 0: never
    private readonly Lock _sharing = new();
    private Task? _shared;        // the reading that all share who only want to know what was there lately

    /// <summary>
    /// Calls back for every change from now on, in order, until the result is disposed. A handler is quick and does not wait.
    /// </summary>
    public IDisposable Subscribe(Action<Change> handler)
    {
        ImmutableInterlocked.Update(ref _subscribers, s => s.Add(handler));
        return new Subscription(this, handler);
    }

    /// <summary>The changes after a version, in order, without end.</summary>
    public async IAsyncEnumerable<Change> Since(long version, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = Subscribe(_ => signal.Writer.TryWrite(true));
        while (true)
        {
            IReadOnlyList<Change> batch;
            await using (var db = await contexts.CreateDbContextAsync(cancel))
            {
                batch = await AfterAsync(db, version, cancel);
            }
            foreach (var change in batch)
            {
                version = change.Version;
                yield return change;
            }
            if (batch.Count < Batch)
            {
                await signal.Reader.ReadAsync(cancel);
            }
        }
    }

    /// <summary>The version of the whole record: of its latest change, 0 when there is none.</summary>
    public async Task<long> VersionAsync(CancellationToken cancel = default)
    {
        await EnsureFreshAsync(cancel);
        return Interlocked.Read(ref _seen);
    }

    /// <summary>
    /// The latest version that this instance has read of. A history that is loaded after a change was told holds the change, if it holds
    /// this version.
    /// </summary>
    internal long Known => Interlocked.Read(ref _known);

    internal bool IsFresh => IsYoungerThan(Trust);

    /// <summary>
    /// Whether readers may be served what this instance knows, although it cannot ask the primary whether there is more.
    /// </summary>
    internal bool IsServable => storage.StandbyAge is { } age && IsYoungerThan(age);

    private bool IsYoungerThan(TimeSpan age) =>
        Interlocked.Read(ref _readAt) is not 0 and var readAt && clock.GetElapsedTime(readAt) <= age;

    // Reads the table when it was not read for a while: the listener may be without a connection, or not running as in a command.
    // While the database is away one reading fails for all who wait for it; readings of their own, one after the other, would outlast it.
    internal async ValueTask EnsureFreshAsync(CancellationToken cancel)
    {
        if (!IsFresh)
        {
            Task reading;
            lock (_sharing)
            {
                reading = _shared is { IsCompleted: false } going ? going : _shared = CatchUpAsync(CancellationToken.None);
            }
            try
            {
                await reading.WaitAsync(IsServable ? Patience : Timeout.InfiniteTimeSpan, cancel);
            }
            catch (Exception away) when (Faults.IsTransient(away) && IsServable)
            {
                // Readers are served what was known lately.
            }
        }
    }

    internal async Task CatchUpAsync(CancellationToken cancel)
    {
        await _reading.WaitAsync(cancel);
        try
        {
            var startedAt = clock.GetTimestamp();
            await using var db = await contexts.CreateDbContextAsync(cancel);
            if (_seen < 0)
            {
                Interlocked.Exchange(ref _seen, await db.Changes.MaxAsync(c => (long?)c.Id, cancel) ?? 0);
                Interlocked.Exchange(ref _known, _seen);
            }
            IReadOnlyList<Change> batch;
            do
            {
                batch = await AfterAsync(db, _seen, cancel);
                if (batch.Count > 0)
                {
                    Interlocked.Exchange(ref _known, batch[^1].Version);
                }
                foreach (var change in batch)
                {
                    Raise(change);
                    Interlocked.Exchange(ref _seen, change.Version);
                }
            }
            while (batch.Count == Batch);
            Interlocked.Exchange(ref _readAt, startedAt);
        }
        finally
        {
            _reading.Release();
        }
    }

    // Called after a commit of this instance: once it returns, no reader of this instance is served an earlier record.
    internal async Task CommittedAsync()
    {
        try
        {
            await CatchUpAsync(CancellationToken.None);
        }
        catch (Exception away) when (Faults.IsTransient(away))
        {
            // The write is committed: its caller must not be told that it failed.
            Interlocked.Exchange(ref _readAt, 0);
            logger.CatchUpPostponed(away);
        }
    }

    private static async Task<IReadOnlyList<Change>> AfterAsync(TrackerDb db, long version, CancellationToken cancel) =>
        await db
            .Changes.Where(c => c.Id > version)
            .OrderBy(c => c.Id)
            .Take(Batch)
            .Select(c => new Change(c.Id, c.Vehicle) { What = c.What, RecordedAt = c.RecordedAt })
            .ToListAsync(cancel);

    private void Raise(Change change)
    {
        foreach (var subscriber in Volatile.Read(ref _subscribers))
        {
            try
            {
                subscriber(change);
            }
#pragma warning disable CA1031 // The failure of one subscriber must not affect the others.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                logger.SubscriberFailed(failure, change.Version, change.Vehicle);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private sealed class Subscription(ChangeFeed feed, Action<Change> handler) : IDisposable
    {
        private Action<Change>? _handler = handler;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _handler, null) is { } mine)
            {
                ImmutableInterlocked.Update(ref feed._subscribers, s => s.Remove(mine));
            }
        }
    }
}
