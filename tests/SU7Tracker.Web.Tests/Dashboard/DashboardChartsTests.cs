using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Dashboard;

namespace SU7Tracker.Web.Tests.Dashboard;

public sealed class DashboardChartsTests
{
    private static readonly DashboardView View = new();

    private static ChartMark Mark(ChartData chart, string key) => chart.Marks.Single(m => m.Key == key);

    [Fact]
    public void AWeekKnownExactlyStandsOutFromOneThatIsEstimated()
    {
        var snapshot = Some.Snapshot(
            Some.In(Some.Built, Some.Day(4, 8), Some.Day(4, 14), Quantity.Exact(2_394)), Some.In(Some.Built, Some.Day(4, 15), Some.Day(4, 28), Quantity.Exact(5_000)));
        var bars = Mark(new DashboardCharts(snapshot, View).PerPeriod(), "count").Points;
        Assert.Equal([PointState.Known, PointState.Estimated, PointState.Estimated], bars.Select(p => p.State));
        Assert.Equal([2_394, 2_500, 2_500], bars.Select(p => (int)p.Value.Estimate.ToDecimal()));
        Assert.Equal("2024-W15", bars[0].Label);
    }

    [Fact]
    public void AnUnfinishedWeekIsPartialAndCountsItsOwnDaysOnly()
    {
        var snapshot = Some.Snapshot(
            Some.In(Some.Built, Some.Day(4, 8), Some.Day(4, 14), Quantity.Exact(2_394)), Some.In(Some.Built, Some.Day(4, 15), Some.Day(4, 17), Quantity.Exact(1_100)));
        var last = Mark(new DashboardCharts(snapshot, View).PerPeriod(), "count").Points[^1];
        Assert.Equal(PointState.Partial, last.State);
        Assert.Equal("1,100", last.Value.ToString());
    }

    [Fact]
    public void AWeekOfWhichNothingIsSaidIsUnknownAndNotZero()
    {
        var snapshot = Some.Snapshot(
            Some.In(Some.Built, Some.Day(4, 8), Some.Day(4, 14), Quantity.Exact(2_394)), Some.In(Some.Built, Some.Day(4, 22), Some.Day(4, 28), Quantity.Exact(2_500)));
        Assert.Equal(PointState.Unknown, Mark(new DashboardCharts(snapshot, View).PerPeriod(), "count").Points[1].State);
    }

    [Fact]
    public void AveragesBeginWhenTheirWeeksAreFull()
    {
        var weeks = Enumerable.Range(0, 5).Select(i => Some.In(Some.Built, Some.Day(4, 1).AddDays(7 * i), Some.Day(4, 7).AddDays(7 * i), Quantity.Exact(1_000 + (100 * i)))).ToArray();
        var averages = Mark(new DashboardCharts(Some.Snapshot(weeks), View).PerPeriod(), "average-4-weeks").Points;
        Assert.Equal(["2024-W17: 1,150", "2024-W18: 1,250"], averages.Select(p => $"{p.Label}: {p.Value}"));
    }

    [Fact]
    public void TheBacklogLiesBetweenOrdersAndDeliveries()
    {
        var snapshot = Some.Snapshot(Some.UpTo(Some.Locked, Some.Day(4, 30), Quantity.Exact(88_063)), Some.UpTo(Some.Delivered, Some.Day(4, 30), Quantity.Exact(7_118)));
        var backlog = Assert.Single(Mark(new DashboardCharts(snapshot, View).Totals(), "backlog").Points);
        Assert.Equal("80,945", backlog.Value.ToString());
        Assert.Equal((7_118, 88_063), ((int)backlog.Floor!.Value.ToDecimal(), (int)backlog.Top!.Value.ToDecimal()));
    }

    [Fact]
    public void MonthsOnOrderEndWhereTheMetricStands()
    {
        var last = Mark(new DashboardCharts(Some.Article, View).MonthsOnOrder(), "orders-to-run-rate").Points[^1];
        Assert.Equal(new Metrics(Some.Article, MonthBasis.FourWeeks).OrdersToRunRate.Value, last.Value);
        Assert.Equal("≥ 4.18", last.Value.ToString(2, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void ARangeOfDaysCutsTheChart()
    {
        var weeks = Enumerable.Range(0, 5).Select(i => Some.In(Some.Built, Some.Day(4, 1).AddDays(7 * i), Some.Day(4, 7).AddDays(7 * i), Quantity.Exact(1_000))).ToArray();
        var chart = new DashboardCharts(Some.Snapshot(weeks), View with { From = Some.Day(4, 8), To = Some.Day(4, 21) }).PerPeriod();
        Assert.Equal(["2024-W15", "2024-W16"], Mark(chart, "count").Points.Select(p => p.Label));
    }

    [Fact]
    public void MilestonesAreNumberedInOrderAndSaidAsPreciselyAsTheyAreKnown() =>
        Assert.Equal(["1 3 Apr 2024", "2 June 2024"], new DashboardCharts(Some.Article, View).Milestones().Select(m => $"{m.Number} {m.Day}"));

    [Fact]
    public void AVehicleOfWhichNothingIsKnownHasEmptyCharts() =>
        Assert.All(DashboardCharts.Names, name => Assert.True(new DashboardCharts(Some.Snapshot(), View).Find(name)!.IsEmpty));

    [Fact]
    public void TheAddressOfAChartNamesTheVersionAndOnlyWhatTheChartDependsOn()
    {
        var view = View with { AsOf = Some.Day(4, 18), Month = MonthBasis.AverageMonth, PerMonth = true, Table = true };
        var cumulative = DashboardCharts.UrlOf(Some.Article, view, DashboardCharts.Cumulative, "");
        Assert.Contains("asOf=2024-04-18", cumulative, StringComparison.Ordinal);
        Assert.Contains("v=7", cumulative, StringComparison.Ordinal);
        Assert.DoesNotContain("month", cumulative, StringComparison.Ordinal);
        Assert.Contains("month=average-month", DashboardCharts.UrlOf(Some.Article, view, DashboardCharts.OrdersToRunRate, ""), StringComparison.Ordinal);
    }
}
