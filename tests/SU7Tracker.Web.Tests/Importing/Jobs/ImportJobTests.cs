using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Importing;
using SU7Tracker.Web.Importing.Sheets;
using SU7Tracker.Web.Tests.Faults;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Importing;

/// <summary>Imports from their bytes to the record, on both databases.</summary>
public sealed class ImportJobTests(Databases databases) : IClassFixture<Databases>
{
    private const string Owner = "ann";
    private const string Foreign = "Week,Insured\n2024-W15,2.394\n2024-W16,七万多\n2024-W17,many\n2024-W18,5\n";
    private static readonly Author Ann = new("ann@example.org");
    private static readonly Source Said = new("list", "Weekly list", "CnEVPost", "https://list.example/", null, Grade.A);

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ABrokenForeignFileIsMendedInPlaceAndSaved(On on)
    {
        await using var site = await OpenAsync(on);
        var job = await ReadAsync(
            site,
            "周次,上险量,累计锁单,发布\n2024第15周,2.394,,16/04/2024\n2024第16周,,七万多,23/04/2024\n2024第18周,约1300,,07/05/2024\n2024第26周,3200,,31/06/2024\n"
        );
        Assert.Equal(ImportPhase.Ready, job.Phase);
        Assert.Equal(2, job.Questions.Count);
        Assert.Equal(4, job.Run![ImportResult.Rejected]);

        // What is said next does not wait for the sheet to be checked.
        job.Map(job.Mapping with { Vehicle = "su7" });
        job.Map(job.Mapping with { Source = "list" });
        job.Map(job.Mapping with
        {
            Orders = job.Mapping.Orders.SetItem(3, DateOrder.DayFirst), Points = job.Mapping.Points.SetItem(1, PointUse.Groups),
        });
        await job.WhenIdleAsync();
        Assert.Equal((2, 2), (job.Run[ImportResult.New], job.Run[ImportResult.Rejected]));
        job.Save(leaveOutRejected: false);
        await job.WhenIdleAsync();
        Assert.Equal(ImportPhase.Ready, job.Phase);
        Assert.Empty(await FiguresAsync(site));

        var wrong = job.Run.Items.First(i => i.Trouble?.Code == "NotACount");
        Assert.Equal((3, 2, "七万多"), (job.Sheet!.Rows[wrong.Row].Line, wrong.ShownColumn, job.Typed(wrong)));
        job.Mend(wrong.Row, wrong.ShownColumn, ">70000");
        await job.WhenIdleAsync();
        Assert.Equal((3, 1), (job.Run[ImportResult.New], job.Run[ImportResult.Rejected]));
        job.Save(leaveOutRejected: true);
        await job.WhenIdleAsync();
        Assert.Equal((ImportPhase.Saved, 3, 1), (job.Phase, job.Outcome!.New, job.LeftOut));
        Assert.Equal(
            ["2024-04-14 2,394 2024-04-16", "2024-04-21 ≥ 70,000 2024-04-23", "2024-05-05 ≈ 1,300 2024-05-07"],
            (await FiguresAsync(site)).Select(f => $"{f.Key.End:O} {f.Quantity} {f.PublishedOn:O}").Order(StringComparer.Ordinal));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AFileOfTheImportFormatIsMendedAndRepeatedWithoutAnyChange(On on)
    {
        await using var site = await OpenAsync(on);
        var broken = Contract(
            "2024-04-08,2024-04-14,2394,2394,exact",
            "2024-04-15,2024-04-21,many,many,exact",
            "2024-04-22,2024-04-28,5,5,exact");
        var job = await ReadAsync(site, broken);
        Assert.Equal(FileKind.Figures, job.Kind);
        var wrong = Assert.Single(job.Run!.Items, i => i.Result == ImportResult.Rejected);
        Assert.Equal("low", job.Sheet!.Header[wrong.ShownColumn]);
        job.Mend(wrong.Row, 7, "3000");
        job.Mend(wrong.Row, 8, "3000");
        await job.WhenIdleAsync();
        Assert.Equal(3, job.Run[ImportResult.New]);
        job.Leave(job.Run.Items[2]);
        await job.WhenIdleAsync();
        job.Save(leaveOutRejected: false);
        await job.WhenIdleAsync();
        Assert.Equal((ImportPhase.Saved, 2), (job.Phase, (await FiguresAsync(site)).Count));

        var again = await ReadAsync(site, Contract("2024-04-08,2024-04-14,2394,2394,exact", "2024-04-15,2024-04-21,3100,3100,exact"));
        Assert.Equal((1, 1), (again.Run![ImportResult.Unchanged], again.Run[ImportResult.Revision]));
        Assert.Equal(Quantity.Exact(3_000), again.Run.Standing(again.Run.Items[1])!.Quantity);
        // What was published changes for a reason alone.
        Assert.Equal((1, 1), (again.Run.Changes, again.Run.Unexplained));
        again.Save(leaveOutRejected: false);
        await again.WhenIdleAsync();
        Assert.Equal(ImportPhase.Ready, again.Phase);
        again.Explain("restated", "");
        await again.WhenIdleAsync();
        Assert.Equal(1, again.Run.Unexplained);
        again.Explain("restated", "in the yearly report");
        await again.WhenIdleAsync();
        Assert.Equal((1, 0, 1), (again.Run.Changes, again.Run.Unexplained, again.Run[ImportResult.Revision]));
        again.Save(leaveOutRejected: false);
        await again.WhenIdleAsync();
        Assert.Equal(ImportPhase.Saved, again.Phase);
        var changed = (await FiguresAsync(site)).Single(f => f.Quantity == Quantity.Exact(3_100));
        Assert.Equal("restated by the source: in the yearly report", changed.Reason);
    }

    [Fact]
    public async Task AHundredThousandRowsAreCheckedApartFromThePageAndCanBeCalledOff()
    {
        await using var site = await OpenAsync(On.Sqlite);
        var text = new StringBuilder("Date,Insured\n");
        for (var i = 0; i < 100_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Period.Earliest.AddDays(i):O},{i}\n");
        }
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var job = (await DeskOf(site).AddAsync("many.csv", Owner, bytes))!;
        var heard = 0.0;
        job.Changed += () => heard = Math.Max(heard, job.Done);
        job.Open(bytes, sheet => MappingGuess.Of(sheet) with { Vehicle = "su7", Source = "list" });
        await job.WhenIdleAsync();
        Assert.Equal((ImportPhase.Ready, 100_000), (job.Phase, job.Run!.Items.Count));
        Assert.InRange(heard, 0.5, 1);
        job.Check();
        job.Cancel();
        await job.WhenIdleAsync();
        Assert.Equal(ImportPhase.Cancelled, job.Phase);
        Assert.Empty(await FiguresAsync(site));
    }

    [Fact]
    public async Task AnImportBelongsToItsOwnerAndOnlyAFewAreKept()
    {
        await using var site = await OpenAsync(On.Sqlite);
        var desk = DeskOf(site);
        var mine = await ReadAsync(site, "Week,Insured\n2024-W15,5\n");
        Assert.Null(await desk.FindAsync(mine.Id, "bob"));
        Assert.Empty(await desk.OfAsync("bob"));
        Assert.Same(mine, await desk.FindAsync(mine.Id, Owner));
        for (var i = 1; i < ImportDesk.MostOfAnOwner; i++)
        {
            await ReadAsync(site, "Week,Insured\n2024-W15,5\n");
        }
        Assert.Null(await desk.AddAsync("", Owner, []));
        await desk.RemoveAsync(mine);
        Assert.NotNull(await desk.AddAsync("", Owner, []));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AnotherInstanceGoesOnWithAnOpenImport(On on)
    {
        await using var site = await OpenAsync(on);
        var job = await ReadAsync(site, Foreign);
        job.Map(job.Mapping with { Vehicle = "su7", Source = "list", Points = job.Mapping.Points.SetItem(1, PointUse.Groups) });
        job.Mend(1, 1, ">70000");
        job.Mend(2, 1, "1,400");
        job.Explain("restated", "in the yearly report");
        job.NewSource = new() { Title = "The next list" };
        await job.WhenIdleAsync();
        job.Leave(job.Run!.Items[3]);
        await job.WhenIdleAsync();
        await job.WhenKeptAsync();

        // As after a restart: what it has in memory is of no use to the other.
        await using var other = Beside(site);
        var kept = Assert.Single(await DeskOf(other).OfAsync(Owner));
        Assert.Equal((job.Id, "sheet.csv", ImportPhase.Kept), (kept.Id, kept.Name, kept.Phase));
        Assert.Null(await DeskOf(other).FindAsync(job.Id, "bob"));
        Assert.Same(kept, await DeskOf(other).FindAsync(job.Id, Owner));
        await kept.WhenIdleAsync();
        Assert.Equal(ImportPhase.Ready, kept.Phase);
        Assert.Equal(job.Mapping.Columns, kept.Mapping.Columns);
        Assert.Equal(job.Questions.Select(q => (q.Column, q.Chosen)), kept.Questions.Select(q => (q.Column, q.Chosen)));
        Assert.NotEmpty(kept.Questions);
        Assert.Equal(job.Sheet!.Rows.Select(r => string.Join('|', r.Cells)), kept.Sheet!.Rows.Select(r => string.Join('|', r.Cells)));
        Assert.Equal(job.Run.Items.Select(i => (i.Row, i.Result)), kept.Run!.Items.Select(i => (i.Row, i.Result)));
        Assert.Equal((3, 1), (kept.Run[ImportResult.New], kept.Run[ImportResult.LeftOut]));
        Assert.Equal(("restated", "in the yearly report"), kept.Reason);
        Assert.Equal("The next list", kept.NewSource!.Title);

        // Called off while it saves, it is as it was.
        kept.Save(leaveOutRejected: true);
        kept.Cancel();
        await kept.WhenIdleAsync();
        if (kept.Phase != ImportPhase.Saved)
        {
            Assert.Empty(await FiguresAsync(other));
            Assert.NotNull(await DeskOf(site).FindAsync(job.Id, Owner));
            kept.Save(leaveOutRejected: true);
            await kept.WhenIdleAsync();
        }
        Assert.Equal((ImportPhase.Saved, 3), (kept.Phase, (await FiguresAsync(other)).Count));
        await kept.WhenKeptAsync();
        Assert.Null(await DeskOf(site).FindAsync(job.Id, Owner));
        // Who saved it still reads what became of it.
        Assert.Same(kept, await DeskOf(other).FindAsync(job.Id, Owner));
        Assert.Empty(await site.Services.GetRequiredService<OpenImports>().AllAsync());
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task WhatIsSaidAtTwoInstancesHoldsAtBoth(On on)
    {
        await using var site = await OpenAsync(on);
        await using var other = Beside(site);
        var mine = await ReadAsync(site, Foreign);
        await mine.WhenKeptAsync();
        var theirs = (await DeskOf(other).FindAsync(mine.Id, Owner))!;
        await theirs.WhenIdleAsync();
        // Neither knows of the other's word when it writes its own.
        mine.Mend(0, 1, "111");
        theirs.Mend(2, 1, "333");
        await Task.WhenAll(mine.WhenKeptAsync(), theirs.WhenKeptAsync());
        foreach (var (desk, job) in new[] { (DeskOf(site), mine), (DeskOf(other), theirs) })
        {
            Assert.Same(job, await desk.FindAsync(mine.Id, Owner));
            await job.WhenIdleAsync();
            Assert.Equal(("111", "333"), (job.Sheet!.Rows[0].Cells[1], job.Sheet.Rows[2].Cells[1]));
        }
        await DeskOf(other).RemoveAsync(theirs);
        Assert.Empty(await DeskOf(site).OfAsync(Owner));
    }

    [Fact]
    public async Task WhatCannotBeReadOrIsForgottenIsNotKept()
    {
        await using var site = await OpenAsync(On.Sqlite);
        var kept = site.Services.GetRequiredService<OpenImports>();
        var unreadable = await ReadAsync(site, "\n");
        await unreadable.WhenKeptAsync();
        Assert.Equal(ImportPhase.Failed, unreadable.Phase);
        Assert.Empty(await kept.AllAsync());
        Assert.Same(unreadable, Assert.Single(await DeskOf(site).OfAsync(Owner)));

        await ReadAsync(site, Foreign);
        Assert.Equal(0, await kept.TrimAsync(ImportDesk.Age));
        Assert.Single(await kept.AllAsync());
        Assert.Equal(1, await kept.TrimAsync(TimeSpan.FromSeconds(-1)));
        Assert.Same(unreadable, Assert.Single(await DeskOf(site).OfAsync(Owner)));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AFileOfTensOfMegabytesIsKept(On on)
    {
        await using var site = await OpenAsync(on);
        var bytes = new byte[48 << 20];
        Random.Shared.NextBytes(bytes);
        var kept = site.Services.GetRequiredService<OpenImports>();
        var import = await kept.AddAsync(Owner, "large.xlsx", bytes);
        var read = await kept.ContentAsync(import.Id);
        Assert.True(bytes.AsSpan().SequenceEqual(read));
    }

    [Fact]
    public void WhatAnotherVersionKeptIsReadAnew()
    {
        var days = ImmutableDictionary<int, DayUse>.Empty.Add(2, DayUse.Exchanged);
        var state = new ImportState { Mapping = new() { Days = days } };
        Assert.Equal(DayUse.Exchanged, ImportState.Read(state.Write())!.Mapping.Days[2]);
        Assert.Null(ImportState.Read(""));
        Assert.Null(ImportState.Read("{\"Mapping\":{\"Columns\":[{\"Field\":\"Unheard\"}]}}"));
        Assert.Null(ImportState.Read("{\"Mended\":null}"));
    }

    private async Task<Site> OpenAsync(On on)
    {
        var site = Site.With(("ConnectionStrings:Tracker", databases.Connection(on) ?? ""));
        site.StartServer();
        Assert.Null(await site.Services.GetRequiredService<FactStore<Vehicle>>().SaveAsync(new("su7", "SU7", "Xiaomi", null), Ann));
        Assert.Null(await site.Services.GetRequiredService<FactStore<Source>>().SaveAsync(Said, Ann));
        return site;
    }

    // Another instance of the program on the same database.
    private static Site Beside(Site site)
    {
        var storage = site.Services.GetRequiredService<TrackerStorage>();
        var other = Site.With(("ConnectionStrings:Tracker", storage.ConnectionString));
        other.StartServer();
        return other;
    }

    private static ImportDesk DeskOf(Site site) => site.Services.GetRequiredService<ImportDesk>();

    private static async Task<ImportJob> ReadAsync(Site site, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var job = (await DeskOf(site).AddAsync("sheet.csv", Owner, bytes))!;
        job.Open(bytes, MappingGuess.Of);
        await job.WhenIdleAsync();
        return job;
    }

    private static async Task<IReadOnlyList<Figure>> FiguresAsync(Site site) =>
        [.. (await site.Services.GetRequiredService<Figures>().PageAsync(new() { Limit = 1000 })).Select(e => e.Figure)];

    private static string Contract(params string[] rows) =>
        "vehicle,measure,basis,reading,city,period_start,period_end,low,high,qualifier,published_on,source,note\n"
        + string.Concat(rows.Select(r => $"su7,production,built,in_period,,{r},,list,\n"));
}
