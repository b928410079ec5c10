using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SU7Tracker.Data.Tests.Support;

namespace SU7Tracker.Data.Tests;

public class ChangeFeedTests(Databases databases)
{
    [Fact]
    public async Task ANotificationIsHeardByAnotherInstanceWithinASecond()
    {
        await using var tracker = await (await databases.TrackerAsync(On.Postgres)).WithSomeAsync();
        await using var other = await tracker.Another().StartAsync();
        await ListensAsync(other);
        var heard = new TaskCompletionSource<Change>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = other.Get<ChangeFeed>().Subscribe(c => heard.TrySetResult(c));
        // Right after a look, so that the next one by the clock is two seconds away.
        await other.Get<ChangeFeed>().CatchUpAsync(CancellationToken.None);
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        await tracker.PublishAsync(Some.Draft(1));
        Assert.Equal("su7", (await heard.Task.WaitAsync(TimeSpan.FromSeconds(30))).Vehicle);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"heard {System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds} ms after the write began");
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task EveryChangeIsHeardOnceAndInOrderByEveryInstance(On on)
    {
        await using var tracker = await (await (await databases.TrackerAsync(on)).WithSomeAsync()).StartAsync();
        await using var other = await tracker.Another().StartAsync();
        var (mine, theirs) = (new ConcurrentQueue<Change>(), new ConcurrentQueue<Change>());
        await tracker.Get<ChangeFeed>().VersionAsync();
        await other.Get<ChangeFeed>().VersionAsync();
        using var one = tracker.Get<ChangeFeed>().Subscribe(mine.Enqueue);
        using var two = other.Get<ChangeFeed>().Subscribe(theirs.Enqueue);
        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => Task.Run(() => (i % 2 == 0 ? tracker : other).PublishAsync(Some.Draft(i)))));
        await Some.UntilAsync(() => mine.Count == 20 && theirs.Count == 20, "20 changes at both");
        Assert.Equal(mine, theirs);
        Assert.Equal(mine.Select(c => c.Version).Order(), mine.Select(c => c.Version));
        Assert.Equal(20, mine.Distinct().Count());
    }

    [Fact]
    public async Task AListenerThatWasCutOffComesBackAndHearsWhatItMissed()
    {
        await using var tracker = await (await databases.TrackerAsync(On.Postgres)).WithSomeAsync();
        await using var other = await tracker.Another().StartAsync();
        await other.Get<ChangeFeed>().VersionAsync();
        var heard = new ConcurrentQueue<Change>();
        using var subscription = other.Get<ChangeFeed>().Subscribe(heard.Enqueue);
        for (var round = 1; round <= 3; round++)
        {
            await ListensAsync(other);
            await using (var db = await tracker.DbAsync())
            {
                Assert.Equal(
                    1,
                    await db
                        .Database.SqlQueryRaw<int>(
                            $"select count(pg_terminate_backend(pid))::int as \"Value\" from pg_stat_activity where datname = current_database() and application_name = '{ChangeListener.ApplicationName}'"
                        )
                        .SingleAsync());
            }
            await tracker.PublishAsync(Some.Draft(round));
            await Some.UntilAsync(() => heard.Count == round, $"change {round}");
        }
        await ListensAsync(other);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ChangesAreReadFromAVersionOnAndFollowed(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var version = await tracker.Get<ChangeFeed>().VersionAsync();
        await tracker.PublishAsync(Some.Draft(1));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var changes = tracker.Get<ChangeFeed>().Since(version, patience.Token).GetAsyncEnumerator(patience.Token);
        Assert.True(await changes.MoveNextAsync());
        Assert.Equal("su7", changes.Current.Vehicle);
        var next = changes.MoveNextAsync();
        await tracker.PublishAsync(Some.Draft(2));
        Assert.True(await next);
        Assert.True(changes.Current.Version > version + 1);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ASubscriberThatFailsKeepsNobodyFromHearing(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.Get<ChangeFeed>().VersionAsync();
        var heard = new List<Change>();
        using var bad = tracker.Get<ChangeFeed>().Subscribe(_ => throw new InvalidOperationException("on purpose"));
        using var good = tracker.Get<ChangeFeed>().Subscribe(heard.Add);
        var gone = tracker.Get<ChangeFeed>().Subscribe(_ => heard.Clear());
        gone.Dispose();
        Assert.True((await tracker.PublishAsync(Some.Draft(1))).Committed);
        Assert.Single(heard);
    }

    private static Task ListensAsync(Tracker tracker) =>
        Some.UntilAsync(
            async () =>
            {
                await using var db = await tracker.DbAsync();
                return await db
                        .Database.SqlQueryRaw<int>(
                            $"select count(*)::int as \"Value\" from pg_stat_activity where datname = current_database() and application_name = '{ChangeListener.ApplicationName}' and query ilike 'listen%'"
                        )
                        .SingleAsync() == 1;
            },
            "the listener");
}
