using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Plans;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Plans;

public sealed class TargetsViewTests
{
    private static readonly Snapshot Year = Some.Snapshot(
        Some.UpTo(Some.Delivered, Some.Day(3, 31), Quantity.Exact(60)),
        Some.UpTo(Some.Delivered, Some.Day(9, 30), Quantity.Exact(67_157)),
        Some.UpTo(Some.Delivered, Some.Day(12, 31), Quantity.Exact(136_854), published: Some.Day(12, 31)),
        Some.In(Some.Target, Some.Day(1, 1), Some.Day(12, 31), Quantity.Exact(120_000), published: Some.Day(5, 27)),
        Some.In(Some.Target, Some.Day(1, 1), Some.Day(12, 31), Quantity.Exact(130_000), published: Some.Day(11, 18)),
        Some.In(Some.Target, Some.Day(10, 1), Some.Day(10, 31), Quantity.Exact(20_000), published: Some.Day(10, 31)));

    private static TargetsView View(Snapshot snapshot, string query = "") => new(snapshot, ViewState.Read("/vehicles/su7/targets" + query));

    [Fact]
    public void TheTitleSaysWhatBecameOfIt() => Assert.Equal("The target of 2024 was met", TargetText.Title(View(Year), Year.Vehicle));

    [Fact]
    public void ATargetWithinALongerOneHasNoChartButARow()
    {
        var view = View(Year);
        Assert.Equal(2, view.All.Count);
        Assert.Single(view.Shown);
    }

    [Fact]
    public void ThePaceIsAskedFromTheEndOfTheThirdQuarterOrTheDayChosen()
    {
        Assert.Equal(Some.Day(9, 30), View(Year).DayOf(View(Year).Shown[0]));
        Assert.Equal(Some.Day(6, 30), View(Year, "?day=2026-06-30").DayOf(View(Year).Shown[0]));
        Assert.StartsWith(
            "After 30 Sep 2024: 4,020–4,026 a week were needed",
            TargetText.Pace(View(Year), View(Year).Shown[0]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void TheStepsOfTheTargetAreTheDaysOfItsAnnouncements()
    {
        var steps = TargetChart.Count(Year, ViewState.Read("/"), 0).Marks.Single(m => m.Kind == MarkKind.Steps).Points;
        Assert.Equal([Some.Day(5, 27), Some.Day(11, 18), Some.Day(12, 31)], steps.Select(p => p.Period.End));
    }

    [Fact]
    public void ThePaceNeededDoesNotSetTheScaleAtTheEnd()
    {
        var chart = TargetChart.Pace(Year, ViewState.Read("/"), 0);
        Assert.InRange(chart.Ceiling!.Value, 5_000, 20_000);
    }

    [Fact]
    public void WithoutTargetsThePageSaysSo()
    {
        var view = View(Some.Article);
        Assert.Equal("No target is on record for SU7", TargetText.Title(view, Some.Article.Vehicle));
        Assert.True(TargetChart.Count(Some.Article, ViewState.Read("/"), 0).IsEmpty);
    }
}
