using SU7Tracker.Data.Tests.Support;
using SU7Tracker.Domain;

namespace SU7Tracker.Data.Tests;

public class SampleRecordTests(Databases databases)
{
    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ThePublicRecordIsLoadedOnceIntoAnEmptyDatabase(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        Assert.True(await tracker.Get<SampleRecord>().LoadIfEmptyAsync());
        Assert.False(await tracker.Get<SampleRecord>().LoadIfEmptyAsync());
        var figures = await tracker.AllFiguresAsync();
        Assert.Equal(345, figures.Count);
        Assert.All(figures, f => Assert.Equal("sample", f.RecordedBy));
        var su7 = await tracker.Get<Histories>().FindAsync("su7");
        Assert.Contains(su7!.Revisions[new("su7", Measure.Production, Series.Built)], f => f[^1].Quantity == Quantity.Exact(2394));
        Assert.All(figures.Where(f => f.Series.Vehicle == "su7"), f => Assert.Contains(f.Source, su7.Sources));
        Assert.Equal(12, (await tracker.Get<FactStore<Vehicle>>().AllAsync()).Count);
        Assert.Equal(225, (await tracker.Get<FactStore<Source>>().AllAsync()).Count);
        Assert.Equal(26, (await tracker.Get<FactStore<QuotedWait>>().AllAsync()).Count);
        Assert.Equal(("小米 SU7", "xiaomi-ev"), (su7.Vehicle.NameZh, su7.Vehicle.Parent));
        Assert.NotEmpty(su7.Waits);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task InstancesThatStartTogetherLoadItOnce(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        await using var other = tracker.Another();
        await using var third = tracker.Another();
        var loaded = await Task.WhenAll(
            new[] { tracker, other, third }.Select(t => Task.Run(() => t.Get<SampleRecord>().LoadIfEmptyAsync())));
        Assert.Single(loaded, l => l);
        Assert.Equal(345, (await tracker.AllFiguresAsync()).Count);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ImportedAgainEverythingIsUnchanged(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        await tracker.Get<SampleRecord>().LoadIfEmptyAsync();
        var version = await tracker.Get<ChangeFeed>().VersionAsync();
        foreach (var name in new[] { "vehicles", "cities", "sources", "milestones", "claims", "waits", "figures" })
        {
            await using var csv = typeof(SampleRecord).Assembly.GetManifestResourceStream($"Sample/{name}.csv")!;
            var outcome = await tracker.Get<Import>().RunAsync(csv, dryRun: false, Some.Author);
            Assert.True(outcome.Committed);
            Assert.All(outcome.Rows, r => Assert.Equal(Result.Unchanged, r.Result));
            Assert.Equal(name, outcome.Kind.ToString(), ignoreCase: true);
        }
        Assert.Equal(version, await tracker.Get<ChangeFeed>().VersionAsync());
        Assert.Equal(345, (await tracker.AllFiguresAsync()).Count);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ARecordThatAPersonHasBegunIsLeftAlone(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        await tracker.Get<FactStore<Vehicle>>().SaveAsync(new("own", "Own", "Me", null), Some.Author);
        Assert.False(await tracker.Get<SampleRecord>().LoadIfEmptyAsync());
        Assert.Equal("own", Assert.Single(await tracker.Get<FactStore<Vehicle>>().AllAsync()).Slug);
    }
}
