using System.Text.Json;
using SU7Tracker.Data.Tests.Support;
using SU7Tracker.Domain;

namespace SU7Tracker.Data.Tests;

public class PinnedHistoriesTests(Databases databases)
{
    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AVersionIsReadAsItStoodWhateverHasChangedSince(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var versions = new List<(long Version, string Said)>();
        async Task RememberAsync()
        {
            var history = await tracker.Get<Histories>().FindAsync("su7");
            versions.Add((history!.Version, Said(history)));
        }

        await RememberAsync();
        await tracker.PublishAsync(Some.Draft(1), Some.Draft(5, Some.Week(16)));
        await RememberAsync();
        await tracker.PublishAsync(Some.Draft(2));
        await RememberAsync();
        await tracker.ImportAsync(
            "id,title,publisher,url,published_on,grade\nnews,News,Paper,,2024-04-18,D\nfiling,Other words,Agency,https://example.com/f,,C\n"
        );
        await RememberAsync();
        await tracker.ImportAsync("vehicle,date,precision,subject,event,source\nsu7,2024-03-28,day,SU7,Launched,filing\n");
        await tracker.ImportAsync(
            "id,vehicle,statement,speaker,stated_on,metric,relation,low,high,at,source\nc1,su7,Many,Someone,2024-04-18,cumulative-orders,at_least,40000,,2024-04-18,filing\n"
        );
        await RememberAsync();
        await tracker.ImportAsync(
            "id,vehicle,statement,speaker,stated_on,metric,relation,low,high,at,source\nc1,su7,More,Someone,2024-04-18,cumulative-orders,at_least,50000.5,,2024-04-18,news\n"
        );
        await tracker.ImportAsync("vehicle,date,precision,subject,event,source\nsu7,2024-03-28,month,SU7,Launched,news\n");
        await tracker.Get<FactStore<Vehicle>>().SaveAsync(new("su7", "SU7 renamed", "Xiaomi", null, "later"), Some.Author);
        await tracker.PublishAsync(Some.Draft(9), Some.Draft(5, Some.Week(16)) with { Withdrawn = true });
        await RememberAsync();

        // Neither the instance that wrote nor one that has seen nothing of it says otherwise.
        await using var other = tracker.Another();
        foreach (var instance in new[] { tracker, other })
        {
            foreach (var (version, said) in versions)
            {
                var pinned = await instance.Get<Histories>().FindAsync("su7", version);
                Assert.Equal(version, pinned!.Version);
                Assert.Equal(said, Said(pinned));
            }
        }
        Assert.Equal(versions.Count, versions.Select(v => v.Said).Distinct().Count());
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task OnlyTheVersionsOfTheVehicleCanBeNamed(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.PublishAsync(Some.Draft(1));
        var histories = tracker.Get<Histories>();
        var (mine, other) = ((await histories.FindAsync("su7"))!.Version, (await histories.FindAsync("model-3"))!.Version);
        await tracker.PublishAsync(Some.Draft(2));
        Assert.NotNull(await histories.FindAsync("su7", mine));
        foreach (var version in new[] { 0, -1, other, mine + 100, long.MaxValue })
        {
            Assert.Null(await histories.FindAsync("su7", version));
        }
        Assert.Null(await histories.FindAsync("nothing", mine));
        Assert.Null(await histories.FindAsync("No Slug", mine));
        // A version of the whole record is one of every vehicle that was there.
        Assert.Equal(mine, (await histories.FindAtAsync("su7", mine))!.Version);
        Assert.Equal(other, (await histories.FindAtAsync("model-3", mine))!.Version);
        Assert.Null(await histories.FindAtAsync("model-3", mine + 100));
        Assert.Null(await histories.FindAtAsync("No Slug", mine));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task FewAreKeptAndTheSameIsReadOnce(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var histories = tracker.Get<Histories>();
        var versions = new List<long>();
        for (var count = 1; count <= 20; count++)
        {
            await tracker.PublishAsync(Some.Draft(count));
            versions.Add((await histories.FindAsync("su7"))!.Version);
        }
        var read = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => Task.Run(() => histories.FindAsync("su7", versions[0]).AsTask())));
        Assert.All(read, h => Assert.Same(read[0], h));
        foreach (var version in versions)
        {
            Assert.Equal(version, (await histories.FindAsync("su7", version))!.Version);
        }
        Assert.Equal(16, histories.KeptPinned);
        Assert.NotSame(read[0], await histories.FindAsync("su7", versions[0]));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task WhatWasWrittenOfAFactStays(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await using var db = await tracker.DbAsync();
        string[] replacing = on == On.Sqlite ? ["insert or replace into facts select * from facts"] : [];
        foreach (var sql in replacing.Concat(["update facts set content = ''", "delete from facts"]))
        {
            Assert.Contains(
                "append-only",
                (
                    await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
                        Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, sql))
                ).Message,
                StringComparison.Ordinal);
        }
    }

    private static string Said(VehicleHistory history) => JsonSerializer.Serialize(new object[]
    {
        history.Vehicle, history.Version, history.Sources.Values.OrderBy(s => s.Id), history.Milestones, history.Claims,
        history.Revisions.Values.SelectMany(s => s).SelectMany(r => r).Select(f => f.ToString()),
    });
}
