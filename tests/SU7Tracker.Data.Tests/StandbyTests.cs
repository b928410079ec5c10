using SU7Tracker.Data.Tests.Support;
using SU7Tracker.Domain;

namespace SU7Tracker.Data.Tests;

public sealed class StandbyTests(PrimaryAndStandby pair) : IClassFixture<PrimaryAndStandby>
{
    [Fact]
    public async Task AStandbyThatHasWhatIsKnownServesReaders()
    {
        await using var tracker = await pair.TrackerAsync();
        await tracker.PublishAsync(Some.Draft(7));
        await Some.UntilAsync(() => PrimaryAndStandby.IsReadByAsync(tracker), "the standby");
        var reader = tracker.Get<RecordReader>();
        var before = reader.OnPrimary;
        Assert.Equal(7, Newest(await tracker.Get<Histories>().FindAsync("su7")));
        Assert.Single(await tracker.Get<Figures>().PageAsync(new() { Vehicle = "su7" }));
        Assert.Equal(2, (await tracker.Get<FactStore<Vehicle>>().AllAsync()).Count);
        Assert.Equal(1, (await tracker.Get<SourceCounts>().AllAsync())["news"]);
        Assert.Equal(before, reader.OnPrimary);
    }

    [Fact]
    public async Task AStandbyThatIsBehindServesNobodyWhatWasBefore()
    {
        await using var tracker = await pair.TrackerAsync();
        await using var other = tracker.Another();
        await pair.PauseAsync();
        try
        {
            // What is written meanwhile is what every reader sees, and the folder of an export, too.
            await tracker.PublishAsync(Some.Draft(1));
            Assert.Equal(1, Newest(await tracker.Get<Histories>().FindAsync("su7")));
            Assert.False(await PrimaryAndStandby.IsReadByAsync(tracker));
            Assert.Single(await tracker.Get<Figures>().PageAsync(new() { Vehicle = "su7" }));
            var folder = Path.Combine(tracker.Storage.Folder, "export");
            await other.Get<Export>().WriteAsync(folder);
            Assert.Equal(2, (await File.ReadAllLinesAsync(Path.Combine(folder, "figures.csv"))).Length);
        }
        finally
        {
            await pair.GoOnAsync();
        }
        await Some.UntilAsync(() => PrimaryAndStandby.IsReadByAsync(tracker), "the standby");
    }

    [Fact]
    public async Task AVersionThatAnotherInstanceNamedIsFoundBeforeTheStandbyHasIt()
    {
        await using var tracker = await pair.TrackerAsync();
        await using var deaf = tracker.Another();   // it knows of no change since it has read
        await deaf.Get<Histories>().FindAsync("su7");
        await pair.PauseAsync();
        try
        {
            await tracker.PublishAsync(Some.Draft(3));
            var version = (await tracker.Get<Histories>().FindAsync("su7"))!.Version;
            Assert.True(await deaf.Get<Histories>().HasVersionAsync("su7", version));
            Assert.Equal(3, Newest(await deaf.Get<Histories>().FindAsync("su7", version)));
        }
        finally
        {
            await pair.GoOnAsync();
        }
    }

    [Fact]
    public async Task WhileReplayStopsAndGoesOnNobodyIsServedWhatWasBeforeACommitItKnows()
    {
        await using var tracker = await pair.TrackerAsync();
        await using var other = await tracker.Another().StartAsync();
        var (mine, theirs, reader) = (tracker.Get<Histories>(), other.Get<Histories>(), tracker.Get<RecordReader>());
        var (committed, heard) = (0L, 0L);
        using var subscription = other.Get<ChangeFeed>().Subscribe(_ => Interlocked.Increment(ref heard));
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var (least, told) = (Interlocked.Read(ref committed), Interlocked.Read(ref heard));
                Assert.InRange(Newest(await mine.FindAsync("su7")), least, long.MaxValue);
                Assert.InRange(Newest(await theirs.FindAsync("su7")), told, long.MaxValue);
                await Task.Delay(1);
            }
        })).ToList();
        for (var count = 1; count <= 30; count++)
        {
            if (count % 10 == 5)
            {
                await pair.PauseAsync();
            }
            else if (count % 10 == 8)
            {
                await pair.GoOnAsync();
            }
            await tracker.PublishAsync(Some.Draft(count));
            Interlocked.Exchange(ref committed, count);
        }
        await done.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal(30, Newest(await mine.FindAsync("su7")));
        Assert.True(reader.OnPrimary > 0);
        Assert.True(reader.OnStandby > 0);
    }

    [Fact]
    public async Task WithoutAStandbyThePrimaryServesAll()
    {
        var clock = new LaterClock();
        await using var tracker = await pair.TrackerAsync(clock);
        await Some.UntilAsync(() => PrimaryAndStandby.IsReadByAsync(tracker), "the standby");
        await pair.Standby.StopAsync(crash: true);
        try
        {
            await tracker.PublishAsync(Some.Draft(5));
            Assert.Equal(5, Newest(await tracker.Get<Histories>().FindAsync("su7")));
            Assert.False(await PrimaryAndStandby.IsReadByAsync(tracker));
        }
        finally
        {
            await pair.Standby.StartAgainAsync();
        }
        await Some.UntilAsync(
            () =>
            {
                clock.Forward(RecordReader.Pause);
                return PrimaryAndStandby.IsReadByAsync(tracker);
            },
            "the standby");
        Assert.Equal(5, Newest(await tracker.Get<Histories>().FindAsync("su7")));
    }

    [Fact]
    public async Task WhileThePrimaryIsAwayReadersAreServedForAsLongAsTheSettingSays()
    {
        var clock = new LaterClock();
        await using var tracker = await pair.TrackerAsync(clock);
        var histories = tracker.Get<Histories>();
        await tracker.PublishAsync(Some.Draft(9));
        await Some.UntilAsync(() => PrimaryAndStandby.IsReadByAsync(tracker), "the standby");
        await pair.Primary.StopAsync(crash: true);
        try
        {
            clock.Forward(TimeSpan.FromMinutes(1));
            Assert.Equal(9, Newest(await histories.FindAsync("su7")));
            Assert.NotNull(await histories.FindAsync("model-3"));   // loaded now
            Assert.Equal(2, (await tracker.Get<FactStore<Vehicle>>().AllAsync()).Count);
            await Assert.ThrowsAnyAsync<Exception>(() => tracker.PublishAsync(Some.Draft(10)));
            clock.Forward(TimeSpan.FromHours(1));
            var refused = await Assert.ThrowsAnyAsync<Exception>(() => histories.FindAsync("su7").AsTask());
            Assert.True(Faults.IsTransient(refused));
        }
        finally
        {
            await pair.Primary.StartAgainAsync();
        }
        await Some.UntilAsync(async () =>
        {
            try
            {
                return Newest(await histories.FindAsync("su7")) == 9;
            }
            catch (Exception away) when (Faults.IsTransient(away))
            {
                return false;
            }
        }, "the primary");
    }

    [Theory]
    [InlineData("Host=a,b;Database=tracker", "soon")]
    [InlineData("Host=a,b;Database=tracker", "5")]
    [InlineData("Host=a,b;Database=tracker", "00:00:00")]
    [InlineData("Host=a;Database=tracker", "00:00:05")]
    [InlineData("", "00:00:05")]
    public void AStandbyThatThereIsNotIsRefused(string connection, string age) =>
        Assert.Contains(
            "Reads:Standby",
            Assert.Throws<InvalidOperationException>(
                () => TrackerStorage.From(connection, Path.GetTempPath()).ReadFromStandby(age)).Message,
            StringComparison.Ordinal);

    private static long Newest(VehicleHistory? history) =>
        history!.Revisions.TryGetValue(Some.Production, out var figures) ? figures.Single()[^1].Quantity.Stated.Low!.Value : 0;
}
