using System.Globalization;
using System.Text.Json;
using Bunit;
using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Dashboard;

namespace SU7Tracker.Web.Tests.Dashboard;

public sealed class FigureTableTests : BunitContext
{
    private IRenderedComponent<FigureTable> Table(ChartData chart, int page = 1) =>
        Render<FigureTable>(p => p.Add(t => t.Chart, chart).Add(t => t.Page, page).Add(t => t.Link, number => $"?page=weekly.{number}"));

    [Fact]
    public void TheTableHoldsTheNumbersOfTheChartsJson()
    {
        var weeks = Enumerable.Range(0, 8).Select(i => Some.In(Some.Built, Some.Day(4, 1).AddDays(7 * i), Some.Day(4, 7).AddDays(7 * i), Quantity.Exact(1_000 + (111 * i)))).ToArray();
        var chart = new DashboardCharts(Some.Snapshot(weeks), new()).PerPeriod();
        using var json = JsonDocument.Parse(chart.ToJson());
        var drawn = json.RootElement.GetProperty("marks").EnumerateArray()
            .SelectMany(mark => mark.GetProperty("points").EnumerateArray())
            .Select(point => point.GetProperty("value").GetDecimal().ToString("N0", CultureInfo.InvariantCulture));
        var shown = Table(chart).FindAll("tbody td.number").Select(cell => cell.TextContent).Where(text => text.Length > 0);
        Assert.Equal(drawn.Order(), shown.Order());
    }

    [Fact]
    public void BoundsAndTheirEstimateAreSaid()
    {
        var snapshot = Some.Snapshot(Some.In(Some.Built, Some.Day(4, 8), Some.Day(4, 21), Quantity.Exact(5_000)));
        var row = Table(new DashboardCharts(snapshot, new()).PerPeriod()).Find("tbody tr");
        Assert.Equal("≤ 5,000 (est. 2,500)", row.QuerySelector("td.number")!.TextContent);
        Assert.Contains("estimated", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void ALongTableIsPagedAndTheLatestComesFirst()
    {
        var first = new DateOnly(2000, 1, 3);
        var points = Enumerable.Range(0, 10_000)
            .Select(i => new ChartPoint(Week.Of(first.AddDays(7 * i)).Period, Quantity.Exact(i), Label: Week.Of(first.AddDays(7 * i)).ToString())).ToList();
        var table = Table(new("Weeks", "", "units", [new("count", "Built", MarkKind.Bars, 1, points)]), page: 100);
        Assert.Equal(FigureTable.PageSize, table.FindAll("tbody tr").Count);
        Assert.Contains("2000-W01", table.Find("tbody tr:last-child").TextContent, StringComparison.Ordinal);
        Assert.Equal("?page=weekly.99", table.Find("[rel=prev]").GetAttribute("href"));
    }

    [Fact]
    public void CsvHoldsBothBoundsAndEveryDigit()
    {
        var csv = ChartEndpoints.Csv(new DashboardCharts(Some.Article, new()).MonthsOnOrder());
        Assert.Contains("orders-to-run-rate,2024-04-14,2024-04-14,,4.17710944026733500417710944,,4.17710944026733500417710944,at_least,known", csv, StringComparison.Ordinal);
    }
}
