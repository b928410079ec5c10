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
        var desk = site.Services.GetRequiredService<ImportDesk>();
        var job = desk.Add("many.csv", Owner, Ann)!;
        var heard = 0.0;
        job.Changed += () => heard = Math.Max(heard, job.Done);
        job.Open(Encoding.UTF8.GetBytes(text.ToString()), sheet => MappingGuess.Of(sheet) with { Vehicle = "su7", Source = "list" });
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
        var desk = site.Services.GetRequiredService<ImportDesk>();
        var mine = await ReadAsync(site, "Week,Insured\n2024-W15,5\n");
        Assert.Null(desk.Find(mine.Id, "bob"));
        Assert.Same(mine, desk.Find(mine.Id, Owner));
        for (var i = 1; i < ImportDesk.MostOfAnOwner; i++)
        {
            await ReadAsync(site, "Week,Insured\n2024-W15,5\n");
        }
        Assert.Null(desk.Add("", Owner, Ann));
        desk.Remove(mine);
        Assert.NotNull(desk.Add("", Owner, Ann));
    }

    private async Task<Site> OpenAsync(On on)
    {
        var site = Site.With(("ConnectionStrings:Tracker", databases.Connection(on) ?? ""));
        site.StartServer();
        Assert.Null(await site.Services.GetRequiredService<FactStore<Vehicle>>().SaveAsync(new("su7", "SU7", "Xiaomi", null), Ann));
        Assert.Null(await site.Services.GetRequiredService<FactStore<Source>>().SaveAsync(Said, Ann));
        return site;
    }

    private static async Task<ImportJob> ReadAsync(Site site, string text)
    {
        var job = site.Services.GetRequiredService<ImportDesk>().Add("sheet.csv", Owner, Ann)!;
        job.Open(Encoding.UTF8.GetBytes(text), MappingGuess.Of);
        await job.WhenIdleAsync();
        return job;
    }

    private static async Task<IReadOnlyList<Figure>> FiguresAsync(Site site) =>
        [.. (await site.Services.GetRequiredService<Figures>().PageAsync(new() { Limit = 1000 })).Select(e => e.Figure)];

    private static string Contract(params string[] rows) =>
        "vehicle,measure,basis,reading,city,period_start,period_end,low,high,qualifier,published_on,source,note\n"
        + string.Concat(rows.Select(r => $"su7,production,built,in_period,,{r},,list,\n"));
}
