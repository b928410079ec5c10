using SU7Tracker.Data.Tests.Support;
using SU7Tracker.Domain;

namespace SU7Tracker.Data.Tests;

/// <summary>Facts as people type, change and retire them.</summary>
public class FactRecordTests(Databases databases)
{
    private static Dictionary<string, string> Milestone(string date, string what) =>
        new() { ["vehicle"] = "su7", ["date"] = date, ["precision"] = "day", ["subject"] = "SU7", ["event"] = what, ["source"] = "news" };

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task EveryFieldThatIsWrongIsNamed(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var outcome = await tracker.Get<FactRecord>().SaveAsync(
            FileKind.Claims,
            null,
            new Dictionary<string, string> { ["id"] = "Not a key", ["stated_on"] = "yesterday", ["relation"] = "more", ["low"] = "many" },
            Some.Author);
        Assert.Equal(
            ["id", "vehicle", "statement", "stated_on", "metric", "relation", "low", "at", "source"],
            outcome.Problems.Select(p => p.Field));
        Assert.Empty(await tracker.Get<FactStore<Claim>>().AllAsync());
        Assert.Equal(
            "UnknownSource",
            (
                await tracker
                    .Get<FactRecord>()
                    .SaveAsync(
                        FileKind.Milestones,
                        null,
                        new Dictionary<string, string>(Milestone("2024-04-03", "x")) { ["source"] = "nobody" },
                        Some.Author))
                .Problems.Single()
                .Code);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task TheSecondOfTwoEditsIsShownWhatTheFirstHasMadeOfIt(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var record = tracker.Get<FactRecord>();
        var seen = (await record.FindAsync(FileKind.Sources, "news"))!;
        Task<FactOutcome> Save(FactEntry? upon, string title) =>
            record.SaveAsync(FileKind.Sources, upon, new Dictionary<string, string> { ["id"] = "news", ["title"] = title }, Some.Author);
        Assert.Equal("news", (await Save(seen, "First")).Key);
        var second = await Save(seen, "Second");
        Assert.Equal(("", "First", "Paper"), (second.Key, second.Theirs!.Cells["title"], second.Theirs.Cells["publisher"]));
        Assert.Equal("news", (await Save(second.Theirs, "Second")).Key);
        // Who adds does not overwrite what they have not seen.
        Assert.Equal("FactTaken", (await record.SaveAsync(
            FileKind.Cities, null, new Dictionary<string, string> { ["slug"] = "beijing", ["name"] = "Beijing" }, Some.Author)).Problems.Single().Code);
        Assert.Equal("KeyFixed", (await record.SaveAsync(
            FileKind.Sources, seen, new Dictionary<string, string> { ["id"] = "paper" }, Some.Author)).Problems.Single().Code);
        Assert.Equal(
            ["News", "First", "Second"],
            (await record.VersionsAsync(FileKind.Sources, "news")).Select(v => v.Cells["title"]));
        Assert.Equal("tester", (await record.VersionsAsync(FileKind.Sources, "news"))[^1].RecordedBy);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task WhatIsRetiredCountsNoMoreUnlessOthersNameIt(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var record = tracker.Get<FactRecord>();
        await tracker.PublishAsync(Some.Draft(7), Some.Draft(8, Some.Week(16)));
        var key = (await record.SaveAsync(FileKind.Milestones, null, Milestone("2024-04-03", "first deliveries"), Some.Author)).Key;
        var milestone = (await record.FindAsync(FileKind.Milestones, key))!;
        Assert.Single((await tracker.Get<Histories>().FindAsync("su7"))!.Milestones);
        Assert.Equal(key, (await record.RetireAsync(FileKind.Milestones, milestone, true, Some.Author)).Key);
        var without = (await tracker.Get<Histories>().FindAsync("su7"))!;
        Assert.Empty(without.Milestones);
        Assert.Empty(await tracker.Get<FactStore<Milestone>>().AllAsync());
        // A file that does not say so brings nothing back; an export says so.
        await tracker.ImportAsync("vehicle,date,precision,subject,event,source\nsu7,2024-04-03,day,SU7,first deliveries,news\n");
        var folder = databases.Folder;
        await tracker.Get<Export>().WriteAsync(folder);
        Assert.Contains(",retired\n", await File.ReadAllTextAsync(folder + "/milestones.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("retired", await File.ReadAllTextAsync(folder + "/vehicles.csv"), StringComparison.Ordinal);
        milestone = (await record.FindAsync(FileKind.Milestones, key))!;
        Assert.True(milestone.Retired);
        await record.RetireAsync(FileKind.Milestones, milestone, false, Some.Author);
        Assert.Single((await tracker.Get<Histories>().FindAsync("su7"))!.Milestones);
        Assert.Empty((await tracker.Get<Histories>().FindAsync("su7", without.Version))!.Milestones);
        Assert.Equal([false, true, false], (await record.VersionsAsync(FileKind.Milestones, key)).Select(v => v.Retired));

        var resting = await record.RestingAsync(FileKind.Sources, "news");
        Assert.Equal([new SeriesUse(Some.Production, 2)], resting.Figures);
        Assert.Equal([FileKind.Cities, FileKind.Milestones], resting.Facts.Select(f => f.Kind));
        await record.RetireAsync(FileKind.Sources, (await record.FindAsync(FileKind.Sources, "news"))!, true, Some.Author);
        var source = (await tracker.Get<Histories>().FindAsync("su7"))!.Sources["news"];
        Assert.Equal((true, "News"), (source.Retired, source.Title));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task WhatIsToldApartByAllThatItSaysKeepsItsHistoryWhenItIsChanged(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var record = tracker.Get<FactRecord>();
        var first = (await record.SaveAsync(FileKind.Milestones, null, Milestone("2024-04-03", "first deliveries"), Some.Author)).Key;
        var seen = (await record.FindAsync(FileKind.Milestones, first))!;
        var second = (await record.SaveAsync(FileKind.Milestones, seen, Milestone("2024-04-04", "first deliveries"), Some.Author)).Key;
        Assert.NotEqual(first, second);
        Assert.Equal(Some.Day(4, 4), Assert.Single(await tracker.Get<FactStore<Milestone>>().AllAsync()).Date);
        Assert.Equal(
            ["2024-04-03", "2024-04-03", "2024-04-04"],
            (await record.VersionsAsync(FileKind.Milestones, second)).Select(v => v.Cells["date"]));
        Assert.NotNull((await record.SaveAsync(FileKind.Milestones, seen, Milestone("2024-04-05", "x"), Some.Author)).Theirs);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task RhythmsAreFactsLikeTheOthers(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        const string Header = "vehicle,measure,basis,city,every,due_after_days,starts_on,note\n";
        var outcome = await tracker.ImportAsync(
            Header
                + "su7,production,built,,week,2,2024-04-08,\nsu7,orders,locked,,year,2,2024-04-08,\nsu7,orders,locked,,month,400,2024-04-08,\n"
        );
        Assert.Equal([null, "UnknownRhythm", "NumberOutOfRange"], outcome.Rows.Select(r => r.Problem?.Code));
        Assert.True((await tracker.ImportAsync(Header + "su7,production,built,,week,2,2024-04-08,\n")).Committed);
        Assert.Equal([new(Some.Production, Every.Week, 2, Some.Day(4, 8))], await tracker.Get<FactStore<Rhythm>>().AllAsync());
    }
}
