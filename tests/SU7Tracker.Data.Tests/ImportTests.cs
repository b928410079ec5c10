using System.Globalization;
using System.Text;
using SU7Tracker.Data.Tests.Support;
using SU7Tracker.Domain;

namespace SU7Tracker.Data.Tests;

public sealed class ImportTests(Databases databases) : IDisposable
{
    private const string Good = "su7,production,built,in_period,,2024-04-08,2024-04-14,2394,2394,exact,2024-04-18,news,\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("su7-import").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task RowsOfOneFigureAreRevisionsByTheDayTheyBecameKnown(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var outcome = await tracker.ImportAsync(Some.FigureHeader
            + "su7,production,built,in_period,,2024-04-08,2024-04-14,3,3,exact,2024-05-03,news,\n"
            + "su7,production,built,in_period,,2024-04-08,2024-04-14,1,1,exact,,news,\n"
            + "su7,production,built,in_period,,2024-04-08,2024-04-14,2,2,exact,2024-04-18,news,\n"
            + "su7,production,built,in_period,,2024-04-08,2024-04-14,2,2,exact,2024-04-18,news,again\n"
            + "su7,production,built,in_period,,2024-04-08,2024-04-14,4,4,exact,2024-05-03,filing,\n");
        Assert.True(outcome.Committed);
        Assert.Equal([Result.Revision, Result.New, Result.Revision, Result.Unchanged, Result.New], outcome.Rows.Select(r => r.Result));
        Assert.Equal([2, 3, 4, 5, 6], outcome.Rows.Select(r => r.Line));
        Assert.Equal([3, 1, 2, 2, 1], outcome.Rows.Select(r => r.Revision));
        Assert.Equal((2, 2, 1, 0), (outcome.New, outcome.Revised, outcome.Unchanged, outcome.Rejected));
        var all = await tracker.AllFiguresAsync();
        Assert.Equal([1L, 2, 3], all.Where(f => f.Source == "news").OrderBy(f => f.Revision).Select(f => f.Quantity.Stated.Low!.Value));
        Assert.Equal(4, Assert.Single(all, f => f.Source == "filing").Quantity.Stated.Low);
        // An empty publication day is that of the source, so this is what row 3 said; it names the revision that stands.
        var again = await tracker.ImportAsync(
            Some.FigureHeader + "su7,production,built,in_period,,2024-04-08,2024-04-14,1,1,exact,2024-04-18,news,\n");
        Assert.Equal((Result.Unchanged, 3), (again.Rows[0].Result, again.Rows[0].Revision));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task TheOrderOfColumnsAByteOrderMarkBlankLinesAndWindowsLineEndsDoNotMatter(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var csv = "note,source,published_on,qualifier,high,low,period_end,period_start,city,reading,basis,measure,vehicle\r\n\r\n"
            + "\"a, \"\"quoted\"\"\r\nnote 北京\",news,,exact,5,5,2024-04-14,2024-04-08,beijing,in_period,delivered,deliveries,su7\r\n\r\n"
            + ",news,,at_most,5,,2024-04-14,,,cumulative,delivered,deliveries,su7";
        var outcome = await tracker.ImportAsync([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(csv)]);
        Assert.True(outcome.Committed, string.Join("; ", outcome.Rows));
        Assert.Equal([3, 6], outcome.Rows.Select(r => r.Line));
        var all = await tracker.AllFiguresAsync();
        Assert.Equal("a, \"quoted\"\r\nnote 北京", all[0].Note);
        Assert.Equal(("beijing", Quantity.AtMost(5)), (all[0].Series.City, all[1].Quantity));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task EveryMistakeIsNamedWithItsLineAndColumnAndNothingIsImported(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        (string Row, string Field, string Code)[] wrong =
        [
            ("x,production,built,in_period,,2024-04-08,2024-04-14,1,1,exact,,news,", "vehicle", "UnknownVehicle"),
            (",production,built,in_period,,2024-04-08,2024-04-14,1,1,exact,,news,", "vehicle", "Missing"),
            ("SU 7,production,built,in_period,,2024-04-08,2024-04-14,1,1,exact,,news,", "vehicle", "NotAKey"),
            ("su7,sales,built,in_period,,2024-04-08,2024-04-14,1,1,exact,,news,", "measure", "UnknownMeasure"),
            ("su7,,built,in_period,,2024-04-08,2024-04-14,1,1,exact,,news,", "measure", "Missing"),
            ("su7,production,Built,in_period,,2024-04-08,2024-04-14,1,1,exact,,news,", "basis", "NotAKey"),
            ("su7,production,built,weekly,,2024-04-08,2024-04-14,1,1,exact,,news,", "reading", "UnknownReading"),
            ("su7,production,built,in_period,rome,2024-04-08,2024-04-14,1,1,exact,,news,", "city", "UnknownCity"),
            ("su7,production,built,in_period,,08.04.2024,2024-04-14,1,1,exact,,news,", "period_start", "NotADate"),
            ("su7,production,built,in_period,,2024-4-8,2024-04-14,1,1,exact,,news,", "period_start", "NotADate"),
            ("su7,production,built,in_period,,2024-02-30,2024-04-14,1,1,exact,,news,", "period_start", "NotADate"),
            ("su7,production,built,in_period,,1899-12-31,2024-04-14,1,1,exact,,news,", "period_start", "DayOutOfRange"),
            ("su7,production,built,in_period,,2024-04-08,2200-01-01,1,1,exact,,news,", "period_end", "DayOutOfRange"),
            ("su7,production,built,in_period,,2024-04-15,2024-04-14,1,1,exact,,news,", "period_end", "PeriodCrossed"),
            ("su7,production,built,in_period,,,2024-04-14,1,1,exact,,news,", "period_start", "StartNeeded"),
            ("su7,production,built,in_period,,2024-04-08,,1,1,exact,,news,", "period_end", "Missing"),
            ("su7,production,built,cumulative,,2024-04-08,2024-04-14,1,1,exact,,news,", "period_start", "StartNotAllowed"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1,2,exact,,news,", "high", "LowHighEqual"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1,,about,,news,", "high", "Missing"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1,2,at_least,,news,", "high", "LowOnly"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1,2,at_most,,news,", "low", "HighOnly"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1,,range,,news,", "high", "BothEnds"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,3,2,range,,news,", "low", "EndsCrossed"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1,1,maybe,,news,", "qualifier", "UnknownQualifier"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1.5,1.5,exact,,news,", "low", "NotAWholeNumber"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,\"2,394\",2394,exact,,news,", "low", "NotAWholeNumber"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1e3,1e3,exact,,news,", "low", "NotAWholeNumber"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,5\0,5\0,exact,,news,", "low", "NotAWholeNumber"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,-1,-1,exact,,news,", "low", "Negative"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1000000000000001,1000000000000001,exact,,news,", "low", "TooLarge"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,99999999999999999999,1,exact,,news,", "low", "TooLarge"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1,1,exact,yesterday,news,", "published_on", "NotADate"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1,1,exact,,,", "source", "NoSource"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1,1,exact,,nobody,", "source", "UnknownSource"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1,1,exact,,news," + new string('n', 1001), "note", "TooLong"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1,1,exact,,news,a\0b", "note", "ControlCharacters"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1,1,exact,,news,a\u0007b", "note", "ControlCharacters"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1,1,exact,,news", "row", "CellCount"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1,1,exact,,news,,", "row", "CellCount"),
            ("su7,production,built,in_period,,2024-04-08,2024-04-14,1,1,exact,,news,a\"b", "row", "BadQuotes"),
        ];
        var outcome = await tracker.ImportAsync(Some.FigureHeader + Good + string.Join('\n', wrong.Select(w => w.Row)) + '\n' + Good);
        Assert.False(outcome.Committed);
        var rejected = outcome.Rows.Where(r => r.Result == Result.Rejected).ToList();
        Assert.Equal(
            wrong.Select((w, i) => (Line: i + 3, w.Field, w.Code)),
            rejected.Select(r => (r.Line, r.Problem!.Field, r.Problem.Code)));
        Assert.All(rejected, r => Assert.NotEmpty(r.Problem!.Text(CultureInfo.InvariantCulture)));
        Assert.Equal((Result.New, Result.Unchanged), (outcome.Rows[0].Result, outcome.Rows[^1].Result));
        Assert.Equal((1, 0, 1, wrong.Length), (outcome.New, outcome.Revised, outcome.Unchanged, outcome.Rejected));
        Assert.Empty(await tracker.AllFiguresAsync());
    }

    [Theory]
    [InlineData("", "row", "EmptyFile")]
    [InlineData("\n\n", "row", "EmptyFile")]
    [InlineData("a,b,c\n1,2,3\n", "row", "HeaderUnknown")]
    [InlineData("slug,name\nsu7,SU7\n", "row", "HeaderUnknown")]
    [InlineData("slug,name,maker,launched_on\nsu7,SU7,Xiaomi,\n", "note", "ColumnMissing")]
    [InlineData("slug,name,maker,launched_on,note,colour\nsu7,SU7,Xiaomi,,,red\n", "colour", "ColumnUnknown")]
    [InlineData("slug,name,maker,launched_on,note,name\nsu7,SU7,Xiaomi,,,SU7\n", "name", "ColumnTwice")]
    [InlineData("slug;name;maker;launched_on;note\nsu7;SU7;Xiaomi;;\n", "row", "HeaderUnknown")]
    public async Task AHeaderThatDoesNotFitIsExplained(string csv, string field, string code)
    {
        await using var tracker = await databases.TrackerAsync(On.Sqlite);
        var row = Assert.Single((await tracker.ImportAsync(csv)).Rows);
        Assert.Equal((1, Result.Rejected, field, code), (row.Line, row.Result, row.Problem!.Field, row.Problem.Code));
        Assert.Empty(await tracker.Get<FactStore<Vehicle>>().AllAsync());
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task BrokenUtf8IsNamedWithItsLine(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        byte[] csv =
        [
            .. Encoding.UTF8.GetBytes(Some.FigureHeader + Good + Good.TrimEnd()),
            0xB1,
            0xB1,
            (byte)'\n',
            .. Encoding.UTF8.GetBytes(Good),
        ];
        var row = Assert.Single((await tracker.ImportAsync(csv)).Rows, r => r.Result == Result.Rejected);
        Assert.Equal((3, "note", "NotUtf8"), (row.Line, row.Problem!.Field, row.Problem.Code));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ARowWithoutEndAndAnUnclosedQuoteAreNamedWithTheirLine(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var endless = await tracker.ImportAsync(
            Some.FigureHeader + Good + Good.TrimEnd() + '"' + new string('x', 3 << 20) + "\",\n" + Good);
        var row = Assert.Single(endless.Rows, r => r.Result == Result.Rejected);
        Assert.Equal((3, "RowTooLong"), (row.Line, row.Problem!.Code));
        var unclosed = await tracker.ImportAsync(Some.FigureHeader + Good + Good.TrimEnd() + "\"not closed\n" + Good);
        row = Assert.Single(unclosed.Rows, r => r.Result == Result.Rejected);
        Assert.Equal((3, "BadQuotes"), (row.Line, row.Problem!.Code));
        Assert.Empty(await tracker.AllFiguresAsync());
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task OfVeryManyMistakesAllAreCountedAndTheFirstExplained(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var outcome = await tracker.ImportAsync(
            Some.FigureHeader
                + string.Concat(
                    Enumerable.Repeat(
                        "x,production,built,in_period,,2024-04-08,2024-04-14,1,1,exact,,news,\n",
                        ImportOutcome.MostExplained + 500)));
        Assert.Equal((ImportOutcome.MostExplained + 500, ImportOutcome.MostExplained + 500), (outcome.Rejected, outcome.Rows.Count));
        Assert.Equal(
            ("UnknownVehicle", "NotListed"),
            (outcome.Rows[ImportOutcome.MostExplained - 1].Problem!.Code, outcome.Rows[ImportOutcome.MostExplained].Problem!.Code));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task TheOtherFilesAreCheckedAlike(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        const string Sources = "id,title,publisher,url,published_on,grade\n";
        const string Claims = "id,vehicle,statement,speaker,stated_on,metric,relation,low,high,at,source\n";
        const string Milestones = "vehicle,date,precision,subject,event,source\n";
        (string Csv, string Field, string Code)[] wrong =
        [
            (Sources + "a,A,,javascript:alert(1),,A\n", "url", "NotAnAddress"),
            (Sources + "a,A,,https://www.mi.com@evil.example/su7,,A\n", "url", "AddressWithUser"),
            (Sources + "a,A,,,,E\n", "grade", "UnknownGrade"),
            (Sources + "a,,,,,A\n", "title", "Missing"),
            (Sources + "a," + new string('t', 501) + ",,,,A\n", "title", "TooLong"),
            (Claims + "c,su7,s,,2024-04-18,m,nearly,,x,2024-04-18,news\n", "high", "NotANumber"),
            (Claims + "c,su7,s,,2024-04-18,m,nearly,,,2024-04-18,news\n", "high", "Missing"),
            (Claims + "c,su7,s,,2024-04-18,m,between,3,,2024-04-18,news\n", "high", "Missing"),
            (Claims + "c,su7,s,,2024-04-18,m,between,5,3,2024-04-18,news\n", "low", "EndsCrossed"),
            (Claims + "c,su7,s,,2024-04-18,m,said,5,,2024-04-18,news\n", "relation", "UnknownRelation"),
            (Claims + "c,su8,s,,2024-04-18,m,at_least,5,,2024-04-18,news\n", "vehicle", "UnknownVehicle"),
            (Milestones + "su7,2024-04-18,hour,s,e,news\n", "precision", "UnknownPrecision"),
            (Milestones + "su7,2024-04-18,day,s,e,\n", "source", "NoSource"),
            ("slug,name,name_zh,country,deliveries_from,source\nwuhan,Wuhan,武汉,CN,,nobody\n", "source", "UnknownSource"),
            ("slug,name,maker,launched_on,note\nsu7,,Xiaomi,,\n", "name", "Missing"),
        ];
        foreach (var (csv, field, code) in wrong)
        {
            var outcome = await tracker.ImportAsync(csv);
            var row = Assert.Single(outcome.Rows);
            Assert.Equal((2, field, code, false), (row.Line, row.Problem?.Field, row.Problem?.Code, outcome.Committed));
        }
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AChangedRowOfTheOtherFilesOverwritesAndASourceTouchesItsVehicles(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.PublishAsync(Some.Draft(1));
        var heard = new List<Change>();
        await tracker.Get<ChangeFeed>().VersionAsync();
        using var subscription = tracker.Get<ChangeFeed>().Subscribe(heard.Add);
        const string Csv =
            "id,title,publisher,url,published_on,grade\nnews,News,Paper,,2024-04-18,C\nfiling,Filing,Agency,https://example.com/f,,A\nthird,Third,,,,D\nthird,Third,,,,C\n";
        var dry = await tracker.ImportAsync(Csv, dryRun: true);
        var outcome = await tracker.ImportAsync(Csv);
        Assert.Equal([Result.Revision, Result.Unchanged, Result.New, Result.Revision], outcome.Rows.Select(r => r.Result));
        Assert.Equal(outcome.Rows, dry.Rows);
        Assert.Equal((false, true), (dry.Committed, outcome.Committed));
        Assert.Equal(["", "su7"], heard.Select(c => c.Vehicle));
        Assert.Equal(Grade.C, (await tracker.Get<Histories>().FindAsync("su7"))!.Sources["news"].Grade);
        Assert.Equal(Grade.C, (await tracker.Get<FactStore<Source>>().AllAsync()).Single(s => s.Id == "third").Grade);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ADryRunOfAFileTellsTheSameAndLeavesNothing(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var csv = Some.FigureHeader + Good + "su7,production,built,in_period,,2024-04-08,2024-04-14,2400,2400,exact,2024-05-01,news,\n";
        var version = await tracker.Get<ChangeFeed>().VersionAsync();
        var dry = await tracker.ImportAsync(csv, dryRun: true);
        Assert.Empty(await tracker.AllFiguresAsync());
        Assert.Equal(version, await tracker.Get<ChangeFeed>().VersionAsync());
        var real = await tracker.ImportAsync(csv);
        Assert.Equal(real.Rows, dry.Rows);
        Assert.Equal([Result.New, Result.Revision], real.Rows.Select(r => r.Result));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task InADryRunOfSeveralFilesEachFindsWhatThoseBeforeItWouldHaveRecorded(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        // Named in an order in which none finds what it refers to.
        string[] files =
        [
            .. Import
                .Order.Reverse()
                .Where(kind => kind is not (FileKind.Laws or FileKind.Rhythms))
                .Select(kind => Path.Combine(_folder, kind.ToString().ToLowerInvariant() + ".csv")),
            Path.Combine(_folder, "more.csv"),
        ];
        foreach (var file in files[..^1])
        {
            await using var csv = typeof(SampleRecord).Assembly.GetManifestResourceStream("Sample/" + Path.GetFileName(file))!;
            await using var copy = File.Create(file);
            await csv.CopyToAsync(copy);
        }
        await File.WriteAllTextAsync(
            files[^1],
            Some.FigureHeader + "su7,production,built,in_period,,2024-04-01,2024-04-30,7060,7060,exact,2024-07-01,gasgoo_20240506,again\n");
        var dry = await OutcomesAsync(dryRun: true);
        Assert.Empty(await tracker.Get<FactStore<Vehicle>>().AllAsync());
        Assert.Equal(0, await tracker.Get<ChangeFeed>().VersionAsync());
        var real = await OutcomesAsync(dryRun: false);
        Assert.Equal(
            real.Select(o => (o.Path, o.Outcome.New, o.Outcome.Revised, o.Outcome.Unchanged)),
            dry.Select(o => (o.Path, o.Outcome.New, o.Outcome.Revised, o.Outcome.Unchanged)));
        Assert.All(real, o => Assert.True(o.Outcome.Committed));
        Assert.All(await OutcomesAsync(dryRun: true), o => Assert.Equal((0, 0, 0), (o.Outcome.New, o.Outcome.Revised, o.Outcome.Rejected)));

        async Task<List<(string Path, ImportOutcome Outcome)>> OutcomesAsync(bool dryRun)
        {
            var outcomes = new List<(string, ImportOutcome)>();
            await foreach (var outcome in tracker.Get<Import>().RunAsync(files, dryRun, Some.Author))
            {
                outcomes.Add(outcome);
            }
            return outcomes;
        }
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AfterARejectedFileNoneIsImportedButADryRunReadsAll(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var (vehicles, figures) = (Path.Combine(_folder, "v.csv"), Path.Combine(_folder, "f.csv"));
        await File.WriteAllTextAsync(vehicles, "slug,name,maker,launched_on,note\nyu7,YU7,Xiaomi,,\nYU 8,YU8,Xiaomi,,\n");
        await File.WriteAllTextAsync(
            figures,
            Some.FigureHeader + Good.Replace("su7", "yu7", StringComparison.Ordinal) + Good.Replace("su7", "yu8", StringComparison.Ordinal)
        );
        Assert.Equal([(1, 1), (1, 1)], await CountsAsync(dryRun: true));
        Assert.Equal([(1, 1)], await CountsAsync(dryRun: false));
        Assert.Empty(await tracker.AllFiguresAsync());

        async Task<List<(int New, int Rejected)>> CountsAsync(bool dryRun)
        {
            var counts = new List<(int, int)>();
            await foreach (var (_, outcome) in tracker.Get<Import>().RunAsync([figures, vehicles], dryRun, Some.Author))
            {
                counts.Add((outcome.New, outcome.Rejected));
            }
            return counts;
        }
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AHundredThousandRowsAreImportedOnceAndThenUnchanged(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var csv = Many(100_000);
        var outcome = await tracker.ImportAsync(csv);
        Assert.True(outcome.Committed);
        Assert.Equal((100_000, 0, 0), (outcome.New, outcome.Revised, outcome.Unchanged));
        var again = await tracker.ImportAsync(csv);
        Assert.Equal((0, 0, 100_000), (again.New, again.Revised, again.Unchanged));
        await using var db = await tracker.DbAsync();
        Assert.Equal(100_000, db.Figures.Count());
        Assert.Equal(100_001, outcome.Rows[^1].Line);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AnImportThatIsCutShortLeavesNothingAndKeepsNobodyOut(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        using var cancel = new CancellationTokenSource();
        await using var stream = new Stopping(Encoding.UTF8.GetBytes(Many(20_000)), 1_000_000, cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            tracker.Get<Import>().RunAsync(stream, false, Some.Author, cancel.Token));
        Assert.Empty(await tracker.AllFiguresAsync());
        Assert.True((await tracker.ImportAsync(Some.FigureHeader + Good)).Committed);
        Assert.Single(await tracker.AllFiguresAsync());
    }

    [Fact]
    public async Task APostgresThatBreaksBeforeTheCommitHasRecordedNothing()
    {
        await using var tracker = await (await databases.TrackerAsync(On.Postgres)).WithSomeAsync();
        await WithUncommittedAsync(
            tracker,
            async batch =>
            {
                await databases.Postgres.ExecuteAsync(
                    "select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' and datname = '"
                        + new Npgsql.NpgsqlConnectionStringBuilder(tracker.Storage.ConnectionString).Database
                        + "'");
                await Assert.ThrowsAnyAsync<Exception>(() => batch.CommitAsync(CancellationToken.None));
            });
        Assert.Empty(await tracker.AllFiguresAsync());
        Assert.True((await tracker.ImportAsync(Some.FigureHeader + Good)).Committed);
    }

    [Fact]
    public async Task WhatAKilledProcessHadNotCommittedIsNotInTheFile()
    {
        await using var tracker = await (await databases.TrackerAsync(On.Sqlite)).WithSomeAsync();
        var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(tracker.Storage.ConnectionString).DataSource;
        var copy = Path.Combine(databases.Folder, "left.db");
        await WithUncommittedAsync(tracker, _ =>
        {
            // What the disk holds at this moment is what a killed process leaves.
            File.Copy(file, copy);
            File.Copy(file + "-wal", copy + "-wal");
            return Task.CompletedTask;
        });
        await using var next = new Tracker(TrackerStorage.From("Data Source=" + copy, null));
        await next.Get<Database>().MigrateAsync();
        Assert.Empty(await next.AllFiguresAsync());
        Assert.Equal(2, (await next.Get<FactStore<Vehicle>>().AllAsync()).Count);
        Assert.True((await next.ImportAsync(Some.FigureHeader + Good)).Committed);
    }

    private static async Task WithUncommittedAsync(Tracker tracker, Func<FigureBatch, Task> act)
    {
        await using var db = await tracker.DbAsync();
        await using var batch = FigureBatch.On(db);
        await batch.OpenAsync(CancellationToken.None);
        await batch.AddAsync(new(1, Some.Draft(2394)), null, CancellationToken.None);
        await batch.BeginAsync(CancellationToken.None);
        await batch.DecideAsync(Some.Author.Id, CancellationToken.None);
        var first = await Recorder.TouchAsync(
            db,
            [new("su7", 1, 0)],
            "figures",
            new(Some.Author),
            DateTimeOffset.UtcNow,
            CancellationToken.None);
        await batch.InsertAsync(first, Some.Author, DateTimeOffset.UtcNow, CancellationToken.None);
        await act(batch);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task SeveralImportsAtATimeTakeTurns(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await using var other = tracker.Another();
        var csv = Many(3000);
        var outcomes = await Task.WhenAll(new[] { tracker, other, tracker, other }.Select(t => Task.Run(() => t.ImportAsync(csv))));
        Assert.All(outcomes, o => Assert.True(o.Committed));
        Assert.Equal([0, 0, 0, 3000], outcomes.Select(o => o.New).Order());
        Assert.Equal(3000, (await tracker.AllFiguresAsync()).Count);
    }

    internal static string Many(int rows, string vehicle = "su7", int seed = 0)
    {
        var csv = new StringBuilder(Some.FigureHeader);
        for (var i = 0; i < rows; i++)
        {
            var start = new DateOnly(1950, 1, 1).AddDays(i % 50_000);
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{vehicle},deliveries,basis{i / 50_000},in_period,{(i % 2 == 0 ? "" : "beijing")},{start:O},{start.AddDays(6):O},{i + seed},{i + seed},exact,,news,row {i}\n"
            );
        }
        return csv.ToString();
    }

    private sealed class Stopping(byte[] bytes, int at, CancellationTokenSource cancel) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position > at)
            {
                cancel.Cancel();
            }
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
