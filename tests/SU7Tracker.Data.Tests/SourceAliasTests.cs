using SU7Tracker.Data.Tests.Support;
using SU7Tracker.Domain;

namespace SU7Tracker.Data.Tests;

/// <summary>Two sources that are one.</summary>
public class SourceAliasTests(Databases databases)
{
    private static readonly DateOnly Later = new(2025, 1, 1);

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task FiguresOfTheSameDaysBecomeRevisionsByTheDayTheyBecameKnown(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var record = tracker.Get<FactRecord>();
        await tracker.PublishAsync(
            Some.Draft(2394, published: Some.Day(4, 18)),
            Some.Draft(2400, published: Some.Day(5, 1)) with { Source = "filing" },
            Some.Draft(7, Some.Week(16), Some.Day(5, 2)));
        await tracker.ImportAsync("vehicle,date,precision,subject,event,source\nsu7,2024-04-03,day,SU7,first deliveries,news\n");
        var apart = (await tracker.Get<Histories>().FindAsync("su7"))!;
        Assert.Equal(2, apart.AsOf(Later).Figures(Some.Production).Count(f => f.Key == Some.Week()));

        Assert.Empty((await record.MergeAsync((await record.FindAsync(FileKind.Sources, "news"))!, "filing", Some.Author)).Problems);
        var merged = (await tracker.Get<Histories>().FindAsync("su7"))!;
        Assert.Equal([2394, 2400], Counts(merged.Revisions[Some.Production][0]));
        Assert.Equal(["news", "filing"], merged.Revisions[Some.Production][0].Select(f => f.Origin));
        Assert.All(merged.Revisions[Some.Production].SelectMany(f => f), f => Assert.Equal("filing", f.Source));
        Assert.Equal([2394], Counts(merged.AsOf(Some.Day(4, 30)).Figures(Some.Production)));
        Assert.Equal([2400, 7], Counts(merged.AsOf(Later).Figures(Some.Production)));
        Assert.Equal("filing", Assert.Single(merged.Milestones).Source);
        Assert.Equal(["filing"], merged.Sources.Keys);
        Assert.Empty(merged.AsOf(Later).Contradictions);
        // Rows keep their source; of those that are one, the latest known stands.
        var page = await tracker.Get<Figures>().PageAsync(new() { Vehicle = "su7" });
        Assert.Equal([("filing", 2400L), ("news", 7L)], page.Select(f => (f.Figure.Source, f.Figure.Quantity.Stated.Low!.Value)));
        Assert.Equal(3, (await tracker.Get<Figures>().PageAsync(new() { Vehicle = "su7", History = true })).Count);
        // A further figure under either id is a revision.
        await tracker.PublishAsync(Some.Draft(2410, published: Some.Day(6, 1)) with { Reason = "restated" });
        Assert.Equal([2410, 7], Counts((await tracker.Get<Histories>().FindAsync("su7"))!.AsOf(Later).Figures(Some.Production)));

        // The record of a version before is as it was, and undoing brings both back.
        Assert.Equal(2, (await tracker.Get<Histories>().FindAsync("su7", apart.Version))!.Sources.Count);
        Assert.Empty((await record.MergeAsync((await record.FindAsync(FileKind.Sources, "news"))!, null, Some.Author)).Problems);
        var again = (await tracker.Get<Histories>().FindAsync("su7"))!;
        Assert.Equal([2400, 2410], Counts(again.AsOf(Later).Figures(Some.Production).Where(f => f.Key == Some.Week())).Order());
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AnotherNameIsOfASourceAndNotOfAnotherName(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        const string Header = "id,title,publisher,url,published_on,grade,alias_of\n";
        var outcome = await tracker.ImportAsync(
            Header + "a,A,,,,B,a\nb,B,,,,B,nobody\nc,C,,,,B,news\nd,D,,,,B,c\nnews,News,Paper,,2024-04-18,B,filing\n");
        Assert.Equal(
            ["AliasOfItself", "UnknownSource", "AliasOfAlias", "AliasOfAlias", "AliasHasAliases"],
            outcome.Rows.Select(r => r.Problem?.Code));
        Assert.True((await tracker.ImportAsync(Header + "c,C,,,,B,news\n")).Committed);
        // A file without the column leaves it as it is; an export has it.
        Assert.True((await tracker.ImportAsync("id,title,publisher,url,published_on,grade\nc,Cc,,,,B\n")).Committed);
        Assert.Equal("news", (await tracker.Get<FactStore<Source>>().AllAsync()).Single(s => s.Id == "c").AliasOf);
        var folder = databases.Folder;
        await tracker.Get<Export>().WriteAsync(folder);
        await using var other = await databases.TrackerAsync(on);
        Assert.True((await other.ImportAsync(await File.ReadAllBytesAsync(folder + "/sources.csv"))).Committed);
        Assert.Equal(await tracker.Get<FactStore<Source>>().AllAsync(), await other.Get<FactStore<Source>>().AllAsync());
    }

    private static IEnumerable<int> Counts(IEnumerable<Figure> figures) => figures.Select(f => (int)f.Quantity.Stated.Low!.Value);
}
