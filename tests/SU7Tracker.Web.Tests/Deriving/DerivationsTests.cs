using SU7Tracker.Web.Deriving;

namespace SU7Tracker.Web.Tests.Deriving;

public sealed class DerivationsTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private readonly Derivations _derivations = new(mostAtOnce: 1, mostQueued: 3);
    private readonly ManualResetEventSlim _gate = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _gate.Set();
        _derivations.Dispose();
        _gate.Dispose();
    }

    [Fact]
    public async Task WhoeverAsksForTheSameSharesOneDerivation()
    {
        var count = 0;
        var all = Enumerable.Range(0, 20).Select(_ => _derivations.RunAsync("record", "su7", cancel =>
        {
            _gate.Wait(cancel);
            return Interlocked.Increment(ref count);
        }, Cancel)).ToList();
        _gate.Set();
        Assert.All(await Task.WhenAll(all).WaitAsync(Soon, Cancel), one => Assert.Equal(1, one));
    }

    [Fact]
    public async Task WhatNobodyWaitsForIsCalledOff()
    {
        using var impatient = new CancellationTokenSource();
        var (started, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        var waiting = _derivations.RunAsync("record", "su7", cancel =>
        {
            started.SetResult();
            cancel.WaitHandle.WaitOne();
            ended.SetResult();
            cancel.ThrowIfCancellationRequested();
            return 0;
        }, impatient.Token);
        await started.Task.WaitAsync(Soon, Cancel);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await ended.Task.WaitAsync(Soon, Cancel);
        Assert.Equal(7, await _derivations.RunAsync("record", "su7", _ => 7, Cancel).WaitAsync(Soon, Cancel));
    }

    [Fact]
    public async Task ItGoesOnAsLongAsSomebodyWaits()
    {
        using var impatient = new CancellationTokenSource();
        var one = _derivations.RunAsync("record", "su7", Wait, impatient.Token);
        var other = _derivations.RunAsync("record", "su7", Wait, Cancel);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        _gate.Set();
        Assert.Equal(1, await other.WaitAsync(Soon, Cancel));
    }

    [Fact]
    public async Task MoreThanFitAreRefused()
    {
        var some = Enumerable.Range(0, 3).Select(i => _derivations.RunAsync("record", i, Wait, Cancel)).ToList();
        await Assert.ThrowsAsync<BusyException>(() => _derivations.RunAsync("record", "one more", Wait, Cancel));
        _gate.Set();
        Assert.All(await Task.WhenAll(some).WaitAsync(Soon, Cancel), one => Assert.Equal(1, one));
        Assert.Equal(1, await _derivations.RunAsync("record", "one more", Wait, Cancel).WaitAsync(Soon, Cancel));
    }

    [Fact]
    public async Task ACostlyRecordDoesNotKeepOthersWaiting()
    {
        using var derivations = new Derivations(mostAtOnce: 4, mostQueued: 100);
        var costly = Enumerable.Range(0, 20).Select(i => derivations.RunAsync("costly", i, Wait, Cancel)).ToList();
        Assert.Equal(7, await derivations.RunAsync("su7", "su7", _ => 7, Cancel).WaitAsync(Soon, Cancel));
        _gate.Set();
        Assert.All(await Task.WhenAll(costly).WaitAsync(Soon, Cancel), one => Assert.Equal(1, one));
    }

    [Fact]
    public async Task AFailureIsToldToAllAndNotRemembered()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            _derivations.RunAsync<int>("record", "su7", _ => throw new InvalidDataException(), Cancel));
        Assert.Equal(1, await _derivations.RunAsync("record", "su7", _ => 1, Cancel).WaitAsync(Soon, Cancel));
    }

    private int Wait(CancellationToken cancel)
    {
        _gate.Wait(cancel);
        return 1;
    }
}
