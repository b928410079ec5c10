using SU7Tracker.Data.Tests.Support;
using SU7Tracker.Domain;

namespace SU7Tracker.Data.Tests;

public class HistoriesTests(Databases databases)
{
    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AHistoryIsLoadedOnceForAllReaders(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        await tracker.Get<SampleRecord>().LoadIfEmptyAsync();
        var histories = tracker.Get<Histories>();
        var read = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => histories.FindAsync("su7").AsTask())));
        Assert.All(read, h => Assert.Same(read[0], h));
        Assert.Same(read[0], await histories.FindAsync("su7"));
        Assert.Null(await histories.FindAsync("nothing"));
        Assert.Null(await histories.FindAsync("No Slug"));
        Assert.Equal(1, histories.Kept);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AfterAWriteEveryReaderOfTheInstanceSeesIt(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var histories = tracker.Get<Histories>();
        var other = await histories.FindAsync("model-3");
        for (var count = 1; count <= 5; count++)
        {
            var before = await histories.FindAsync("su7");
            await tracker.PublishAsync(Some.Draft(count));
            var after = await histories.FindAsync("su7");
            Assert.True(after!.Version > before!.Version);
            Assert.Equal(count, Newest(after));
        }
        Assert.Same(other, await histories.FindAsync("model-3"));
        await tracker.Get<FactStore<Vehicle>>().SaveAsync(new("su7", "SU7 renamed", "Xiaomi", null), Some.Author);
        Assert.Equal("SU7 renamed", (await histories.FindAsync("su7"))!.Vehicle.Name);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task UnderConcurrentWritesNobodyIsServedWhatWasBeforeACommitItKnows(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var histories = tracker.Get<Histories>();
        var committed = 0L;
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var least = Interlocked.Read(ref committed);
                Assert.InRange(Newest(await histories.FindAsync("su7")), least, long.MaxValue);
            }
        })).ToList();
        for (var count = 1; count <= 60; count++)
        {
            await tracker.PublishAsync(Some.Draft(count));
            Interlocked.Exchange(ref committed, count);
        }
        done.Cancel();
        await Task.WhenAll(readers);
        Assert.Equal(60, Newest(await histories.FindAsync("su7")));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AnInstanceThatHearsNothingLooksForItself(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await using var deaf = tracker.Another();   // its listener is not started
        await deaf.Get<Histories>().FindAsync("su7");
        await tracker.PublishAsync(Some.Draft(7));
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        await Some.UntilAsync(async () => Newest(await deaf.Get<Histories>().FindAsync("su7")) == 7, "the new figure");
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"seen after {System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds} s");
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task TheMemoryIsBoundedAndKeepsWhatWasReadLast(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.ImportAsync(
            "slug,name,maker,launched_on,note\n" + string.Concat(Enumerable.Range(0, 10).Select(i => $"car{i},Car,,,\n")));
        for (var i = 0; i < 10; i++)
        {
            await tracker.ImportAsync(ImportTests.Many(100, "car" + i));
        }
        var histories = new Histories(tracker.Get<RecordReader>(), tracker.Get<ChangeFeed>(),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<Histories>.Instance) { MostFigures = 350 };
        using (histories)
        {
            var first = await histories.FindAsync("car0");
            for (var i = 1; i < 10; i++)
            {
                await histories.FindAsync("car" + i);
                Assert.Same(first, await histories.FindAsync("car0"));
            }
            Assert.Equal(3, histories.Kept);
            var second = await histories.FindAsync("car1");
            Assert.Equal(100, second!.Revisions.Values.Sum(s => s.Count));
            // More than fits at all is still kept while it is the last that was read.
            await tracker.ImportAsync(ImportTests.Many(400, "su7"));
            Assert.Same(await histories.FindAsync("su7"), await histories.FindAsync("su7"));
            Assert.Equal(1, histories.Kept);
        }
    }

    [Fact]
    public async Task WhenTheDatabaseIsAwayTheErrorIsNotKept()
    {
        await using var tracker = new Tracker(TrackerStorage.From("Host=127.0.0.1;Port=1;Timeout=2", databases.Folder));
        await Assert.ThrowsAnyAsync<Exception>(() => tracker.Get<Histories>().FindAsync("su7").AsTask());
        Assert.Equal(0, tracker.Get<Histories>().Kept);
    }

    private static long Newest(VehicleHistory? history) =>
        history!.Revisions.TryGetValue(Some.Production, out var figures) ? figures.Single()[^1].Quantity.Stated.Low!.Value : 0;
}
