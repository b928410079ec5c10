using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.RateLimiting;

namespace SU7Tracker.Web.Deriving;

/// <summary>
/// Runs derivations once however many ask for the same, on threads of their own, a few at a time, and of these only some from the same
/// record, so that a costly one does not keep others waiting. One is called off when nobody waits for it any more; more than fit are
/// refused.
/// </summary>
public sealed class Derivations : IDisposable
{
    private readonly ConcurrentDictionary<object, Flight> _flights = new();
    private readonly SemaphoreSlim _running;
    private readonly PartitionedRateLimiter<object> _ofRecord;
    private int _queued;

    /// <summary>At least four at once, each with its share of the processors.</summary>
    public Derivations() : this(Math.Max(4, Environment.ProcessorCount), mostQueued: 256)
    {
    }

    internal Derivations(int mostAtOnce, int mostQueued)
    {
        _running = new(mostAtOnce, mostAtOnce);
        _ofRecord = PartitionedRateLimiter.Create<object, object>(record => RateLimitPartition.GetConcurrencyLimiter(
            record, _ => new() { PermitLimit = Math.Max(1, mostAtOnce / 4), QueueLimit = mostQueued }));
        MostQueued = mostQueued;
    }

    /// <summary>How many derivations may run or wait for their turn.</summary>
    public int MostQueued { get; }

    /// <summary>How many derivations run or wait for their turn.</summary>
    public int Queued => Volatile.Read(ref _queued);

    /// <summary>Is told how long each derivation took, without its waiting.</summary>
    public event Action<TimeSpan>? Derived;

    /// <summary>The result of a derivation, shared with whoever asks for the same key meanwhile.</summary>
    /// <param name="record">What it is derived from.</param>
    /// <param name="key">What is derived; equal keys stand for equal results.</param>
    /// <param name="derive">Derives it; the token is cancelled when nobody waits any more.</param>
    /// <param name="cancel">Ends the waiting of this caller.</param>
    /// <exception cref="BusyException">Too many derivations run or wait already.</exception>
    public async Task<T> RunAsync<T>(object record, object key, Func<CancellationToken, T> derive, CancellationToken cancel)
    {
        while (true)
        {
            var flight = _flights.GetOrAdd(key, static k => new(k));
            if (!flight.TryJoin())
            {
                // Called off in this moment; the next one is new.
                _flights.TryRemove(new(key, flight));
                continue;
            }
            try
            {
                return (T)(await flight.Start(() => RunAsync(record, flight, derive)).WaitAsync(cancel))!;
            }
            finally
            {
                flight.Leave();
            }
        }
    }

    private async Task<object?> RunAsync<T>(object record, Flight flight, Func<CancellationToken, T> derive)
    {
        try
        {
            if (Interlocked.Increment(ref _queued) > MostQueued)
            {
                throw new BusyException();
            }
            using var lease = await _ofRecord.AcquireAsync(record, cancellationToken: flight.Token);
            await _running.WaitAsync(flight.Token);
            var started = Stopwatch.GetTimestamp();
            try
            {
                return await Task.Factory.StartNew(
                    () => (object?)derive(flight.Token),
                    flight.Token,
                    TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
                    TaskScheduler.Default);
            }
            finally
            {
                _running.Release();
                Derived?.Invoke(Stopwatch.GetElapsedTime(started));
            }
        }
        finally
        {
            Interlocked.Decrement(ref _queued);
            _flights.TryRemove(new(flight.Key, flight));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _running.Dispose();
        _ofRecord.Dispose();
    }

    // One derivation and how many wait for it. Its source has no timer, so that there is nothing to release.
#pragma warning disable CA1001
    private sealed class Flight(object key)
#pragma warning restore CA1001
    {
        private readonly CancellationTokenSource _nobody = new();
        private readonly Lock _joining = new();
        private Task<object?>? _task;
        private int _waiting;

        public object Key { get; } = key;
        public CancellationToken Token => _nobody.Token;

        public bool TryJoin()
        {
            lock (_joining)
            {
                _waiting += _nobody.IsCancellationRequested ? 0 : 1;
                return !_nobody.IsCancellationRequested;
            }
        }

        public Task<object?> Start(Func<Task<object?>> run)
        {
            lock (_joining)
            {
                return _task ??= run();
            }
        }

        public void Leave()
        {
            lock (_joining)
            {
                if (--_waiting == 0 && _task is not { IsCompleted: true })
                {
                    _nobody.Cancel();
                }
            }
        }
    }
}
