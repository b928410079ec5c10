using SU7Tracker.Data;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Hosting.Limits;

namespace SU7Tracker.Web.Hosting;

/// <summary>Passes changes on to any number of listeners from memory, with one subscription to the feed.</summary>
internal sealed class ChangeBroadcast : IDisposable
{
    private const int MostKept = 4096, MostCatchingUp = 4;
    private readonly ChangeFeed _feed;
    private readonly IDisposable _subscription;
    private readonly Timer _timer;
    private readonly SemaphoreSlim _catchingUp = new(MostCatchingUp);
    private readonly Lock _keeping = new();
    private readonly Queue<Change> _kept = new();
    private TaskCompletionSource _bell = NewBell();
    private long _forgotten;   // the version of the latest change that is kept no longer

    public ChangeBroadcast(ChangeFeed feed, IConfiguration configuration)
    {
        _feed = feed;
        Open = new(configuration.GetValue("Limits:StreamsPerCaller", 50), configuration.GetValue("Limits:Streams", 2000));
        _subscription = feed.Subscribe(Keep);
        _timer = new(_ => Ring(), null, Accounts.Freshness, Accounts.Freshness);
    }

    /// <summary>The streams that are open.</summary>
    public Occupancy Open { get; }

    /// <summary>
    /// The changes after a version that are in memory, and a task that completes at the next one or after two seconds at most; null when
    /// memory does not reach back so far.
    /// </summary>
    public (IReadOnlyList<Change> Changes, Task More)? After(long version)
    {
        lock (_keeping)
        {
            return version < _forgotten ? null : ([.. _kept.Where(c => c.Version > version)], _bell.Task);
        }
    }

    /// <summary>The changes after a version up to another, from the database; a few listeners at a time read so.</summary>
    public async Task<IReadOnlyList<Change>> ReadAsync(long version, long latest, CancellationToken cancel)
    {
        var read = new List<Change>();
        await _catchingUp.WaitAsync(cancel);
        try
        {
            await foreach (var change in _feed.Since(version, cancel))
            {
                read.Add(change);
                if (change.Version >= latest || read.Count == MostKept)
                {
                    break;
                }
            }
            return read;
        }
        finally
        {
            _catchingUp.Release();
        }
    }

    private void Keep(Change change)
    {
        lock (_keeping)
        {
            _kept.Enqueue(change);
            if (_kept.Count > MostKept)
            {
                _forgotten = _kept.Dequeue().Version;
            }
        }
        Ring();
    }

    private void Ring()
    {
        TaskCompletionSource bell;
        lock (_keeping)
        {
            (bell, _bell) = (_bell, NewBell());
        }
        bell.SetResult();
    }

    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose()
    {
        _timer.Dispose();
        _subscription.Dispose();
        _catchingUp.Dispose();
    }
}
