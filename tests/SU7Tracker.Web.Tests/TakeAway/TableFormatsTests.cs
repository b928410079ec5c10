using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Overview;
using SU7Tracker.Web.Record;
using SU7Tracker.Web.TakeAway;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.TakeAway;

/// <summary>Tables as they leave the program.</summary>
public sealed class TableFormatsTests : IDisposable
{
    private readonly Reader _reader = new("en");

    private static readonly Snapshot Snapshot = Some.Snapshot(
        Some.In(Some.Delivered, Some.Day(5, 1), Some.Day(5, 31), Quantity.Exact(8_646), published: Some.Day(6, 2)) with
        {
            Note = "=HYPERLINK(\"x\"), \"quoted\"",
        },
        Some.In(Some.Delivered, Some.Day(6, 1), Some.Day(6, 30), Quantity.AtLeast(10_000), published: Some.Day(7, 1)));

    private static TableContext Context(Snapshot? snapshot = null) =>
        new(snapshot ?? Snapshot, ViewState.Read("/vehicles/su7/record"), _ => new((Snapshot?)null), () => new([]))
        {
            Names = "SU7",
            LinkOf = () => new("https://tracker.example/vehicles/su7/record?asOf=2024-12-31&version=7"),
            Now = new(2025, 1, 2, 3, 4, 5, TimeSpan.Zero),
        };

    public void Dispose() => _reader.Dispose();

    [Fact]
    public void ACsvHasBothBoundsAndSaysOnEveryRowWhatItIs()
    {
        var rows = Encoding
            .UTF8.GetString(TableFormats.Csv(RecordTables.OfFigures(Context()), Context()))
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("\uFEFFmeasure,basis,city,reading,period_start,period_end,low,high,qualifier,known_on", rows[0]);
        Assert.Contains("deliveries,delivered,,in_period,2024-06-01,2024-06-30,10000,,at_least,2024-07-01", rows[1]);
        Assert.All(
            rows.Skip(1),
            row => Assert.EndsWith("https://tracker.example/vehicles/su7/record?asOf=2024-12-31&version=7,2025-01-02T03:04:05Z", row)
        );
    }

    [Fact]
    public void ACellThatWouldBeAFormulaIsText() =>
        Assert.Contains(
            "\"'=HYPERLINK(\"\"x\"\"), \"\"quoted\"\"\"",
            Encoding.UTF8.GetString(TableFormats.Csv(RecordTables.OfFigures(Context()), Context())));

    [Fact]
    public void AWorkbookIsOneThatSpreadsheetsOpen()
    {
        using var zip = new ZipArchive(new MemoryStream(TableFormats.Xlsx(RecordTables.OfFigures(Context()), Context())));
        Assert.Contains(zip.Entries, e => e.FullName == "[Content_Types].xml");
        using var workbook = zip.GetEntry("xl/workbook.xml")!.Open();
        var sheets = XDocument.Load(workbook).Descendants().Where(e => e.Name.LocalName == "sheet").Select(e => e.Attribute("name")!.Value);
        Assert.Equal(["Data", "About", "Sources"], sheets);
        var texts = zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal)).Select(e =>
        {
            using var entry = e.Open();
            return XDocument.Load(entry).ToString();
        }).ToList();
        Assert.Contains(texts, t => t.Contains("8646", StringComparison.Ordinal));
        // Days are dates, not texts: 45413 is 1 May 2024.
        Assert.Contains(texts, t => t.Contains("45413", StringComparison.Ordinal));
        Assert.Contains(
            texts,
            t =>
                t.Contains("Pinned link", StringComparison.Ordinal)
                && t.Contains("version=7", StringComparison.Ordinal)
                && t.Contains("Month basis", StringComparison.Ordinal));
        Assert.Contains(texts, t => t.Contains("What the press says", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, t => t.Contains("<x:f>", StringComparison.Ordinal) || t.Contains("<f>", StringComparison.Ordinal));
    }

    [Fact]
    public void AnEmptyTableIsAFileAsWell()
    {
        var none = Some.Snapshot();
        var table = RecordTables.OfFigures(Context(none));
        Assert.Empty(table.Rows);
        Assert.NotEmpty(TableFormats.Xlsx(table, Context(none)));
        Assert.Single(Encoding.UTF8.GetString(TableFormats.Csv(table, Context(none))).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void JsonNamesTheSourcesOfAChartAndWhatEachPointRestsOn()
    {
        var view = ViewState.Read("/vehicles/su7?per=month");
        var table = ChartNumbers.Of(OverviewChart.Of(Snapshot, view), Snapshot);
        using var json = JsonDocument.Parse(TableFormats.Json(table, Context()));
        var root = json.RootElement;
        Assert.Equal("2024-12-31", root.GetProperty("asOf").GetString());
        Assert.Equal("press", root.GetProperty("sources")[0].GetProperty("id").GetString());
        var may = root.GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("periodStart").GetString() == "2024-05-01");
        Assert.Equal(
            (8_646, 8_646, "exact", "press"),
            (
                may.GetProperty("low").GetInt32(),
                may.GetProperty("high").GetInt32(),
                may.GetProperty("qualifier").GetString(),
                may.GetProperty("sources").GetString()));
    }

    [Fact]
    public void NumbersHaveNoMoreDigitsThanTheyMean()
    {
        Assert.Equal(333.33m, TableData.Below(Rational.Of(1_000, 3)));
        Assert.Equal(333.34m, TableData.Above(Rational.Of(1_000, 3)));
        Assert.Equal(8_646m, TableData.Below(8_646));
        Assert.Null(TableData.Above(null));
    }

    [Fact]
    public void EveryChartHasAPinnedLinkAndFilesOfItsNumbers()
    {
        var view = ViewState.Read("/vehicles/su7?per=month&lang=en");
        Assert.Equal("/vehicles/su7?asOf=2024-12-31&lang=en&version=7&per=month", TableEndpoints.Pinned(Snapshot, view));
        var compared = view with { Stamp = "3.12.7" };
        Assert.Equal("/vehicles/su7?asOf=2024-12-31&lang=en&version=12&per=month", TableEndpoints.Pinned(Snapshot, compared));
        Assert.Equal(
            "/vehicles/su7/charts/overview.xlsx?lang=en&per=month&taken=%2Fvehicles%2Fsu7",
            TableEndpoints.UrlOfChart(Snapshot, view, "overview", "xlsx"));
    }
}
