using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace SU7Tracker.Data;

/// <summary>That the record of a vehicle has changed.</summary>
/// <param name="Version">Grows from change to change over the whole record.</param>
/// <param name="Vehicle">The slug of the vehicle; empty for what belongs to none, such as a city.</param>
public sealed record Change(long Version, string Vehicle)
{
    /// <summary>The name of the kind of what has changed: <c>figures</c>, <c>vehicles</c> …</summary>
    public string What { get; init; } = "";
    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; init; }
}

/// <summary>
/// Tells what has changed, by whichever instance. The table of changes is the truth: a notification only says that it is worth a look,
/// so that a lost one costs time and nothing else.
/// </summary>
public sealed class ChangeFeed(IDbContextFactory<TrackerDb> contexts, TimeProvider clock, ILogger<ChangeFeed> logger) : IDisposable
{
    /// <summary>How often the table is looked at when nothing was heard.</summary>
    internal static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    /// <summary>After this long without a look, what is in memory is not trusted.</summary>
    internal static readonly TimeSpan Trust = TimeSpan.FromSeconds(4);

    private const int Batch = 1000;
    private readonly SemaphoreSlim _looking = new(1, 1);
    private ImmutableList<Action<Change>> _subscribers = [];
    private long _seen = -1;      // guarded by _looking
    private long _lookedAt;       // a time stamp of the clock; 0: never
    private readonly Lock _sharing = new();
    private Task? _shared;        // the look that all share who only want to know what was there lately

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
        var bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = Subscribe(_ => bell.Writer.TryWrite(true));
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
                await bell.Reader.ReadAsync(cancel);
            }
        }
    }

    /// <summary>The version of the whole record: of its latest change, 0 when there is none.</summary>
    public async Task<long> VersionAsync(CancellationToken cancel = default)
    {
        await EnsureFreshAsync(cancel);
        return Interlocked.Read(ref _seen);
    }

    internal bool IsFresh => Interlocked.Read(ref _lookedAt) is not 0 and var lookedAt && clock.GetElapsedTime(lookedAt) <= Trust;

    // Looks at the table when nobody has for a while: the listener may be without a connection, or not running as in a command.
    // While the database is away one look fails for all who wait for it; looks of their own, one after the other, would outlast it.
    internal async ValueTask EnsureFreshAsync(CancellationToken cancel)
    {
        if (!IsFresh)
        {
            Task look;
            lock (_sharing)
            {
                look = _shared is { IsCompleted: false } going ? going : _shared = CatchUpAsync(CancellationToken.None);
            }
            await look.WaitAsync(cancel);
        }
    }

    internal async Task CatchUpAsync(CancellationToken cancel)
    {
        await _looking.WaitAsync(cancel);
        try
        {
            var startedAt = clock.GetTimestamp();
            await using var db = await contexts.CreateDbContextAsync(cancel);
            if (_seen < 0)
            {
                Interlocked.Exchange(ref _seen, await db.Changes.MaxAsync(c => (long?)c.Id, cancel) ?? 0);
            }
            IReadOnlyList<Change> batch;
            do
            {
                batch = await AfterAsync(db, _seen, cancel);
                foreach (var change in batch)
                {
                    Raise(change);
                    Interlocked.Exchange(ref _seen, change.Version);
                }
            }
            while (batch.Count == Batch);
            Interlocked.Exchange(ref _lookedAt, startedAt);
        }
        finally
        {
            _looking.Release();
        }
    }

    // After a commit of our own: when this returns, no reader of this instance is served what was before.
    internal async Task CommittedAsync()
    {
        try
        {
            await CatchUpAsync(CancellationToken.None);
        }
        catch (Exception away) when (Faults.IsTransient(away))
        {
            // What is committed stays committed, and must not be answered as a failure.
            Interlocked.Exchange(ref _lookedAt, 0);
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
#pragma warning disable CA1031 // One subscriber's failure must not keep the others from hearing.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                logger.SubscriberFailed(failure, change.Version, change.Vehicle);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _looking.Dispose();

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
