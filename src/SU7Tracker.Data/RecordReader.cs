using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace SU7Tracker.Data;

/// <summary>
/// Reads the record, each time in one snapshot: on a standby where one serves readers and has replayed every change that this instance
/// knows of, else on the primary.
/// </summary>
public sealed class RecordReader
{
    /// <summary>
    /// How long a standby is not asked again after it has failed, so that readers do not wait for it one after the other.
    /// </summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly IDbContextFactory<TrackerDb> _primary;
    private readonly IDbContextFactory<TrackerDb>? _standby;
    private readonly ChangeFeed _feed;
    private readonly TimeProvider _clock;
    private readonly ILogger<RecordReader> _logger;
    private long _failedAt;   // a time stamp of the clock; 0: the standby has been read since
    private long _onPrimary, _onStandby;

    /// <summary>Over a database, its standby and the feed of its changes.</summary>
    public RecordReader(
        IDbContextFactory<TrackerDb> primary,
        TrackerStorage storage,
        ChangeFeed feed,
        IServiceProvider services,
        TimeProvider clock,
        ILogger<RecordReader> logger)
    {
        (_primary, _feed, _clock, _logger) = (primary, feed, clock, logger);
        _standby = storage.StandbyConnectionString is { } standby ? Setup.StandbyContexts(standby, services) : null;
    }

    /// <summary>How many times the primary was read.</summary>
    public long OnPrimary => Interlocked.Read(ref _onPrimary);

    /// <summary>How many times a standby was read.</summary>
    public long OnStandby => Interlocked.Read(ref _onStandby);

    /// <summary>Reads something.</summary>
    internal Task<T> ReadAsync<T>(Func<TrackerDb, Task<T>> read, CancellationToken cancel = default) => ReadAsync(read, 0, cancel);

    /// <summary>Reads something.</summary>
    /// <param name="read">What reads it; where a standby fails, it is called again for the primary.</param>
    /// <param name="version">A version of the record that must be there, which another instance may have named.</param>
    /// <param name="cancel">Calls it off.</param>
    internal async Task<T> ReadAsync<T>(Func<TrackerDb, Task<T>> read, long version, CancellationToken cancel)
    {
        if (_standby is not null)
        {
            await _feed.EnsureFreshAsync(cancel);
            if (!IsPaused && await TryStandbyAsync(read, Math.Max(version, _feed.Known), cancel) is (true, var found))
            {
                Interlocked.Increment(ref _onStandby);
                return found!;
            }
        }
        Interlocked.Increment(ref _onPrimary);
        await using var db = await _primary.CreateDbContextAsync(cancel);
        await using var snapshot = await Snapshot.BeginAsync(db, cancel);
        return await read(db);
    }

    private bool IsPaused => Interlocked.Read(ref _failedAt) is not 0 and var failedAt && _clock.GetElapsedTime(failedAt) <= Pause;

    private async Task<(bool Done, T? Found)> TryStandbyAsync<T>(Func<TrackerDb, Task<T>> read, long least, CancellationToken cancel)
    {
        try
        {
            await using var db = await _standby!.CreateDbContextAsync(cancel);
            // Not by EF, which writes an error to the log for each attempt while there is no standby.
            await using var connection = new Opened(db.Database.GetDbConnection());
            await connection.OpenAsync(cancel);
            await using var snapshot = await Snapshot.BeginAsync(db, cancel);
            // In the same snapshot: what is replayed meanwhile is neither counted nor read.
            var replayed = await db.Changes.MaxAsync(c => (long?)c.Id, cancel) ?? 0;
            if (Interlocked.Exchange(ref _failedAt, 0) != 0)
            {
                _logger.StandbyAnswers();
            }
            return replayed < least ? default : (true, await read(db));
        }
        // Replaying may also end a transaction that is in its way.
        catch (Exception failure) when (failure is DbException || Faults.IsTransient(failure))
        {
            if (Interlocked.Exchange(ref _failedAt, _clock.GetTimestamp()) == 0)
            {
                _logger.StandbyNotRead(failure);
            }
            return default;
        }
    }

    // Gives the connection back before the context is used again.
    private sealed class Opened(DbConnection connection) : IAsyncDisposable
    {
        public Task OpenAsync(CancellationToken cancel) => connection.OpenAsync(cancel);

        public async ValueTask DisposeAsync() => await connection.CloseAsync();
    }
}
