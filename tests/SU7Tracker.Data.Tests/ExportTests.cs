using SU7Tracker.Data.Tests.Support;
using SU7Tracker.Domain;

namespace SU7Tracker.Data.Tests;

public class ExportTests(Databases databases)
{
    private static readonly string[] Files =
    [
        "vehicles",
        "sources",
        "cities",
        "milestones",
        "claims",
        "laws",
        "waits",
        "rhythms",
        "figures",
    ];

    [Theory]
    [
        InlineData(On.Sqlite, On.Postgres),
        InlineData(On.Postgres, On.Sqlite),
        InlineData(On.Sqlite, On.Sqlite),
        InlineData(On.Postgres, On.Postgres)
    ]
    public async Task AnExportImportedIntoAnEmptyDatabaseIsTheSameRecord(On from, On to)
    {
        await using var tracker = await databases.TrackerAsync(from);
        await tracker.Get<SampleRecord>().LoadIfEmptyAsync();
        await tracker.WithSomeAsync();
        var draft = Some.Draft(2394, Some.Week(20), Some.Day(5, 20));
        await tracker.PublishAsync(draft with { Note = " spaced, \"quoted\"\nand broken 北京 " });
        await tracker.PublishAsync(draft with { Quantity = Quantity.About(2400), Reason = "why, \"so\"", ExpectedRevision = 1 });
        await tracker.PublishAsync(draft with { Reason = "undone", ExpectedRevision = 2 });
        await tracker.PublishAsync(draft with { Withdrawn = true, ExpectedRevision = 3 });
        await tracker.PublishAsync(Some.Draft(7, Some.Week(20), Some.Day(5, 19)));
        await tracker.PublishAsync(Some.Draft(8, Some.Week(20)) with { Reason = "typing error: it was eight" });
        await tracker.PublishAsync(Some.Draft(9, Some.Week(20)) with { Source = "filing", Note = "=1+1" });
        await tracker.Get<FactStore<LawSwitch>>().SaveAsync(new("su7", Law.BuiltDelivered, true, "exported cars\nare counted elsewhere", ""), Some.Author);

        await tracker.Get<FactStore<Rhythm>>().SaveAsync(new(Some.Production, Every.Week, 2, Some.Day(4, 8), "from the agency"), Some.Author);

        await using var other = await databases.TrackerAsync(to);
        var folder = await RoundTripAsync(tracker, other);
        Assert.Equal(Plain(await tracker.AllFiguresAsync()), Plain(await other.AllFiguresAsync()));
        Assert.Equal(await tracker.Get<FactStore<Vehicle>>().AllAsync(), await other.Get<FactStore<Vehicle>>().AllAsync());
        Assert.Equal(await tracker.Get<FactStore<City>>().AllAsync(), await other.Get<FactStore<City>>().AllAsync());
        Assert.Equal(await tracker.Get<FactStore<Source>>().AllAsync(), await other.Get<FactStore<Source>>().AllAsync());
        Assert.Equal(await tracker.Get<FactStore<Milestone>>().AllAsync(), await other.Get<FactStore<Milestone>>().AllAsync());
        Assert.Equal(await tracker.Get<FactStore<Claim>>().AllAsync(), await other.Get<FactStore<Claim>>().AllAsync());
        Assert.Equal(await tracker.Get<FactStore<LawSwitch>>().AllAsync(), await other.Get<FactStore<LawSwitch>>().AllAsync());
        Assert.Equal(await tracker.Get<FactStore<QuotedWait>>().AllAsync(), await other.Get<FactStore<QuotedWait>>().AllAsync());
        Assert.Equal(await tracker.Get<FactStore<Rhythm>>().AllAsync(), await other.Get<FactStore<Rhythm>>().AllAsync());

        var again = databases.Folder;
        await other.Get<Export>().WriteAsync(again);
        foreach (var file in Files)
        {
            Assert.Equal(await File.ReadAllTextAsync($"{folder}/{file}.csv"), await File.ReadAllTextAsync($"{again}/{file}.csv"));
            var outcome = await other.ImportAsync(await File.ReadAllBytesAsync($"{again}/{file}.csv"));
            Assert.All(outcome.Rows, r => Assert.Equal(Result.Unchanged, r.Result));
        }
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ColumnsBeyondTheFormatAreWrittenOnlyWhenNeeded(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        await tracker.Get<SampleRecord>().LoadIfEmptyAsync();
        var folder = databases.Folder;
        await tracker.Get<Export>().WriteAsync(folder);
        Assert.Equal(Some.FigureHeader.TrimEnd(), File.ReadLines(folder + "/figures.csv").First());
        await using var shipped = typeof(SampleRecord).Assembly.GetManifestResourceStream("Sample/figures.csv")!;
        using var reader = new StreamReader(shipped);
        Assert.Equal((await reader.ReadToEndAsync()).ReplaceLineEndings("\n"), await File.ReadAllTextAsync(folder + "/figures.csv"));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ARevisionThatIsOnRecordWithOtherContentIsRejected(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.PublishAsync(Some.Draft(1));
        var header = Some.FigureHeader.TrimEnd() + ",reason,withdrawn,revision\n";
        const string Row = "su7,production,built,in_period,,2024-04-08,2024-04-14,{0},{0},exact,,news,,,{1},{2}\n";
        string Of(int count, string withdrawn, string revision) =>
            string.Format(System.Globalization.CultureInfo.InvariantCulture, Row, count, withdrawn, revision);
        var outcome = await tracker.ImportAsync(
            header + Of(1, "", "1") + Of(2, "", "1") + Of(3, "", "4") + Of(4, "yes", "2") + Of(5, "", "0") + Of(5, "", "1\0"));
        Assert.Equal(
            [null, "RevisionTaken", null, "NotYesNo", "NotAWholeNumber", "NotAWholeNumber"],
            outcome.Rows.Select(r => r.Problem?.Code));
        Assert.True((await tracker.ImportAsync(header + Of(2, "true", "2"))).Committed);
    }

    private async Task<string> RoundTripAsync(Tracker from, Tracker to)
    {
        var folder = databases.Folder;
        await from.Get<Export>().WriteAsync(folder);
        foreach (var file in Files)
        {
            var outcome = await to.ImportAsync(await File.ReadAllBytesAsync($"{folder}/{file}.csv"));
            Assert.True(outcome.Committed, string.Join("; ", outcome.Rows.Where(r => r.Problem is not null)));
        }
        return folder;
    }

    private static IEnumerable<Figure> Plain(IEnumerable<Figure> figures) =>
        figures.Select(f => f with { RecordedAt = default, RecordedBy = "" });
}
