using System.Globalization;
using SU7Tracker.Data.Tests.Support;
using SU7Tracker.Domain;

namespace SU7Tracker.Data.Tests;

public class UndoTests(Databases databases)
{
    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AWriteIsUndoneAsAWholeOnEveryDay(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.PublishAsync(Some.Draft(2394, published: Some.Day(4, 20)));
        await tracker.PublishAsync(
            Some.Draft(2400, published: Some.Day(4, 25)) with { Reason = "restated" }, Some.Draft(3000, Some.Week(16)));
        var batch = await LatestAsync(tracker);
        Assert.Equal((1, 1), (batch.Added, batch.Revised));

        var undone = await tracker.Get<Undo>().BatchAsync(batch.Batch!.Value, "wrong file", new("ada"));
        Assert.Equal((2, 0), (undone.Restored, undone.Problems.Count));
        Assert.Equal(["2024-04-20 2394"], await StandAsync(tracker, "2024-04-30"));
        Assert.Equal(["2024-04-20 2394"], await StandAsync(tracker, "2024-04-24"));
        var all = await tracker.AllFiguresAsync();
        Assert.Equal(5, all.Count);
        Assert.All(all.Skip(3), f => Assert.Equal("ada", f.RecordedBy));
        Assert.Contains(all, f => f.Reason == $"typing error: undoes write {batch.Batch}: wrong file");

        var log = (await tracker.Get<Activities>().PageAsync(new() { Writes = true })).Items;
        Assert.Equal(batch.Batch, log[0].Undoes);
        Assert.Equal(log[0].Batch, log[1].UndoneBy);
        Assert.Equal("UndoAlready", Assert.Single((await tracker.Get<Undo>().BatchAsync(batch.Batch.Value, "", new("ada"))).Problems).Code);
        // What was undone is undone in turn.
        Assert.Empty((await tracker.Get<Undo>().BatchAsync(log[0].Batch!.Value, "", new("ada"))).Problems);
        Assert.Equal(["2024-04-22 3000", "2024-04-25 2400"], await StandAsync(tracker, "2024-04-30"));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task WhatSomethingWasRecordedUponIsNotUndoneAndNamed(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.PublishAsync(Some.Draft(2394), Some.Draft(3000, Some.Week(16)));
        var batch = (await LatestAsync(tracker)).Batch!.Value;
        await tracker.PublishAsync(Some.Draft(2400) with { Reason = "restated" });
        var refused = await tracker.Get<Undo>().BatchAsync(batch, "", new("ada"));
        var problem = Assert.Single(refused.Problems);
        Assert.Contains("2024-04-08–2024-04-14, news", problem.Text(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(3, (await tracker.AllFiguresAsync()).Count);
        Assert.Equal("UndoNothing", Assert.Single((await tracker.Get<Undo>().BatchAsync(4711, "", new("ada"))).Problems).Code);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task SeveralRevisionsOfOneFigureAreUndoneTogether(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.ImportAsync(
            Some.FigureHeader
            + "su7,production,built,in_period,,2024-04-08,2024-04-14,2394,2394,exact,2024-04-20,news,\n"
            + "su7,production,built,in_period,,2024-04-08,2024-04-14,2400,2400,exact,2024-04-25,news,\n");
        var batch = (await LatestAsync(tracker)).Batch!.Value;
        Assert.Empty((await tracker.Get<Undo>().BatchAsync(batch, "", new("ada"))).Problems);
        Assert.Empty(await StandAsync(tracker, "2024-04-22"));
        Assert.Empty(await StandAsync(tracker, "2024-05-01"));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task OfThreeUndoneRevisionsNoneStandsOnAnyDay(On on)
    {
        const string Row = "su7,production,built,in_period,,2024-04-08,2024-04-14,";
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.PublishAsync(Some.Draft(2394, published: Some.Day(4, 20)));
        await tracker.ImportAsync(
            Some.FigureHeader + Row + "2400,2400,exact,2024-04-25,news,\n" + Row + "2500,2500,exact,2024-05-10,news,\n"
            + Row + "2600,2600,exact,2024-05-20,news,\n");
        var batch = (await LatestAsync(tracker)).Batch!.Value;
        Assert.Equal(["2024-05-10 2500"], await StandAsync(tracker, "2024-05-15"));
        Assert.Empty((await tracker.Get<Undo>().BatchAsync(batch, "", new("ada"))).Problems);
        foreach (var day in new[] { "2024-04-20", "2024-04-30", "2024-05-15", "2024-06-01" })
        {
            Assert.Equal(["2024-04-20 2394"], await StandAsync(tracker, day));
        }
        Assert.Empty(await StandAsync(tracker, "2024-04-19"));
        Assert.Equal($"typing error since revision 2: undoes write {batch}", (await tracker.AllFiguresAsync())[^1].Reason);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task FactsAreRestoredAndNewOnesTakenAwayUnlessTheyAreUsed(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var sources = tracker.Get<FactStore<Source>>();
        await tracker.ImportAsync(
            "id,title,publisher,url,published_on,grade\nnews,News of today,Paper,,2024-04-18,A\nblog,Blog,Somebody,,,D\n");
        var batch = (await LatestAsync(tracker)).Batch!.Value;
        await tracker.PublishAsync(Some.Draft(2394) with { Source = "blog" });
        var used = await tracker.Get<Undo>().BatchAsync(batch, "", new("ada"));
        Assert.Equal(["blog", "figures"], Assert.Single(used.Problems).Arguments);
        Assert.Equal("News of today", (await sources.AllAsync()).Single(s => s.Id == "news").Title);

        await tracker.ImportAsync("id,title,publisher,url,published_on,grade\nnews,News again,Paper,,2024-04-18,B\nextra,Extra,,,,C\n");
        var next = await LatestAsync(tracker);
        var version = await tracker.Get<ChangeFeed>().VersionAsync();
        Assert.Equal("UndoFollowed", (await tracker.Get<Undo>().BatchAsync(batch, "", new("ada"))).Problems[0].Code);
        Assert.Equal(2, (await tracker.Get<Undo>().BatchAsync(next.Batch!.Value, "", new("ada"))).Restored);
        Assert.Equal(["blog", "filing", "news"], (await sources.AllAsync()).Select(s => s.Id).Order());
        Assert.Equal("News of today", (await sources.AllAsync()).Single(s => s.Id == "news").Title);
        Assert.Contains("extra", (await sources.AllAsync(version)).Select(s => s.Id));
        var content = await tracker.Get<Activities>().ContentAsync((await LatestAsync(tracker)).Batch!.Value);
        Assert.Equal(2, content.Total);
        Assert.Contains(("title", "News again", "News of today"), content.Facts.Single(f => f.Key == "news").Columns);
        Assert.True(content.Facts.Single(f => f.Key == "extra").IsGone);
        // And brought back.
        Assert.Equal(2, (await tracker.Get<Undo>().BatchAsync((await LatestAsync(tracker)).Batch!.Value, "", new("ada"))).Restored);
        Assert.Equal("Extra", (await sources.AllAsync()).Single(s => s.Id == "extra").Title);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ARevisionIsRestoredAsANewOneAndAWithdrawnFigureBroughtBack(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.PublishAsync(Some.Draft(2394, published: Some.Day(4, 20)));
        await tracker.PublishAsync(Some.Draft(2400, published: Some.Day(4, 25)) with { Reason = "restated" });
        await tracker.PublishAsync(Some.Draft(2400) with { Withdrawn = true, Reason = "not theirs" });
        Assert.Empty(await StandAsync(tracker, "2024-05-01"));
        var undo = tracker.Get<Undo>();
        Assert.Equal("RestoreReason", (await undo.RestoreAsync(Some.Week(), "news", 2, 3, " ", new("ada")))?.Code);
        Assert.Equal("RestoreNone", (await undo.RestoreAsync(Some.Week(), "news", 9, 3, "theirs", new("ada")))?.Code);
        Assert.Equal("Conflict", (await undo.RestoreAsync(Some.Week(), "news", 1, 2, "theirs", new("ada")))?.Code);
        Assert.Null(await undo.RestoreAsync(Some.Week(), "news", 2, 3, "it is theirs", new("ada")));
        Assert.Equal(["2024-04-25 2400"], await StandAsync(tracker, "2024-05-01"));
        var last = (await tracker.AllFiguresAsync())[^1];
        Assert.Equal((4, "typing error: it is theirs"), (last.Revision, last.Reason));
    }

    private static async Task<Activity> LatestAsync(Tracker tracker) =>
        (await tracker.Get<Activities>().PageAsync(new() { Writes = true, Limit = 1 })).Items[0];

    private static async Task<IEnumerable<string>> StandAsync(Tracker tracker, string asOf)
    {
        var history = (await tracker.Get<Histories>().FindAsync("su7"))!;
        return history.AsOf(DateOnly.ParseExact(asOf, "O", CultureInfo.InvariantCulture)).Figures(Some.Production)
            .Select(f => $"{f.KnownOn:O} {f.Quantity.Stated.Low}").Order();
    }
}
