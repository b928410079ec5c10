using System.Collections.Immutable;
using System.Diagnostics;
using System.Threading.Channels;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Layout;

/// <summary>
/// Notifies open pages of changes, a few pages at a time and apart from writes, which wait for none. Of the changes that come meanwhile
/// pages are notified once for each vehicle.
/// </summary>
public sealed class OpenPages(ChangeFeed feed, ILogger<OpenPages> logger) : BackgroundService
{
    private static readonly TimeSpan LongestRendering = TimeSpan.FromSeconds(2);
    private static readonly int AtOnce = Math.Max(1, Environment.ProcessorCount / 2);
    private readonly Channel<Change> _changes = Channel.CreateUnbounded<Change>(new() { SingleReader = true });
    private ImmutableHashSet<Page> _pages = [];
    private IDisposable? _subscription;

    private sealed class Page(Func<Change, Task> handler, ExecutionContext? context)
    {
        public Func<Change, Task> Handler => handler;
        public ExecutionContext? Context => context;
    }

    /// <summary>How many pages follow the record.</summary>
    public int Count => Volatile.Read(ref _pages).Count;

    /// <summary>
    /// Calls back for every vehicle that has changed, until the result is disposed; the handler runs in the language of the page, not in
    /// that of the thread that heard of the change.
    /// </summary>
    public IDisposable Follow(Func<Change, Task> handler)
    {
        var page = new Page(handler, ExecutionContext.Capture());
        ImmutableInterlocked.Update(ref _pages, pages => pages.Add(page));
        return new Subscription(this, page);
    }

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Before anything runs in the background, so that no change after the start is missed.
        _subscription = feed.Subscribe(change => _changes.Writer.TryWrite(change));
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _subscription?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken };
        var latest = new Dictionary<string, Change>(StringComparer.Ordinal);
        while (await _changes.Reader.WaitToReadAsync(stoppingToken))
        {
            latest.Clear();
            var started = Stopwatch.GetTimestamp();
            while (_changes.Reader.TryRead(out var change))
            {
                latest[change.Vehicle] = change;
            }
            await Parallel.ForEachAsync(Volatile.Read(ref _pages), options, async (page, _) =>
            {
                foreach (var change in latest.Values)
                {
                    await TellAsync(page, change);
                }
            });
            // While changes keep coming, half of the time is left to writes and requests; what comes meanwhile becomes one notification.
            await Task.Delay(Stopwatch.GetElapsedTime(started), stoppingToken);
        }
    }

    private async Task TellAsync(Page page, Change change)
    {
        try
        {
            var told = Task.CompletedTask;
            if (page.Context is null)
            {
                told = page.Handler(change);
            }
            else
            {
                ExecutionContext.Run(page.Context, _ => told = page.Handler(change), null);
            }
            await told.WaitAsync(LongestRendering);
        }
#pragma warning disable CA1031 // The failure of one page must not affect the others.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.PageNotTold(failure, change.Vehicle);
        }
    }

    private sealed class Subscription(OpenPages pages, Page page) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref pages._pages, all => all.Remove(page));
    }
}
