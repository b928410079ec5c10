using Bunit;
using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Compare;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Compare;

/// <summary>What a comparison draws and says, on two small records.</summary>
public sealed class CompareTests : BunitContext
{
    private static readonly Series Other = new("model-3", Measure.Deliveries, Series.Delivered);

    private static Snapshot SU7 { get; } =
        Some.Snapshot(
            Some.UpTo(Some.Delivered, Some.Day(4, 2), Quantity.Exact(0)),
            Some.In(Some.Delivered, Some.Day(4, 3), Some.Day(4, 30), Quantity.Exact(7_000)),
            Some.In(Some.Delivered, Some.Day(5, 1), Some.Day(5, 31), Quantity.Exact(9_000)),
            Some.In(Some.Delivered, Some.Day(6, 1), Some.Day(6, 30), Quantity.AtLeast(10_000)));

    private static Snapshot Model3 { get; } =
        new FamilyHistory(
            [new("model-3", "Model 3", "Tesla", new(2017, 7, 28)) { FirstDeliveryOn = new(2017, 7, 28) }],
            3,
            [
                Some.In(Other, new(2017, 7, 1), new(2017, 9, 30), Quantity.Exact(220)),
                Some.In(Other, new(2017, 10, 1), new(2017, 12, 31), Quantity.Exact(1_550)),
                Some.In(Other, new(2018, 1, 1), new(2018, 3, 31), Quantity.Exact(8_180)),
            ],
            [new("press", "", "", "", null, Grade.A)],
            [],
            [],
            [],
            [])
            .Find("model-3")!
            .AsOf(Some.Today);

    private static ViewState View(string query = "") => ViewState.Read("/compare?vehicles=su7,model-3" + query);

    private static CompareChoice Choice(string query = "") => CompareChoice.Of([SU7, Model3], View(query));

    [Fact]
    public void TheTitleIsTheAnswerWithItsBounds()
    {
        using var _ = new Reader("en");
        Assert.Equal(
            "16,000 SU7 were delivered in the first 59 days, against 0–220 Model 3 at the same age",
            CompareSentence.Title(Choice()).Replace("≤ 220", "0–220", StringComparison.Ordinal));
    }

    [Fact]
    public void TheTitleIsTheAnswerInChinese()
    {
        using var _ = new Reader("zh-Hans");
        Assert.StartsWith("首批交付后 59 天内交付 小米 SU7 16,000 辆，Model 3 为", CompareSentence.Title(Choice()));
    }

    [Fact]
    public void ThePageSaysWhereTheWeeksOfEachBegin()
    {
        using var _ = new Reader("en");
        var vehicles = Choice().Comparison.Vehicles;
        Assert.Equal("Day 1 of SU7: 3 Apr 2024, the milestone “SU7: first deliveries”.", CompareSentence.Start(Choice(), vehicles[0]));
        Assert.Contains("the first-delivery day on record", CompareSentence.Start(Choice(), vehicles[1]));
        Assert.Contains(
            "No counts of",
            CompareSentence.Start(
                Choice("&series=deliveries.delivered"),
                CompareChoice.Of([Some.Article], View("&series=production.built") with { Series = [] }).Comparison.Vehicles[0] with
                {
                    Curve = null,
                }));
    }

    [Fact]
    public void WeeksAreOnTheAxisAndOwnDatesInTheTooltip()
    {
        using var _ = new Reader("en");
        var chart = CompareChart.Of(Choice(), View());
        Assert.Contains("first delivery", chart.Across);
        var band = chart.Marks.Single(m => m.Name == "SU7");
        Assert.Equal(MarkKind.StepBand, band.Kind);
        var week2 = band.Points.Single(p => p.Across == (2, 2));
        Assert.Equal("Week 2 since the first delivery", week2.Title);
        Assert.Equal("up to 16 Apr 2024", week2.Notes[0]);
        var other = chart.Marks.Single(m => m.Name == "Model 3");
        Assert.Contains(other.Points.Single(p => p.Across == (2, 2)).Notes, n => n.StartsWith("SU7 ", StringComparison.Ordinal));
        Assert.True(other.Points[^1].Across!.Value.From > band.Points[^1].Across!.Value.From);
        Assert.DoesNotContain(other.Points[^1].Notes, n => n.StartsWith("SU7 ", StringComparison.Ordinal));
    }

    [Theory]
    [
        InlineData("&show=count", MarkKind.Stretches),
        InlineData("&show=pace", MarkKind.Stretches),
        InlineData("&show=run-rate", MarkKind.Stretches)
    ]
    [InlineData("&show=total", MarkKind.StepBand), InlineData("&show=nonsense", MarkKind.StepBand)]
    public void BoundsAreBandsHoweverTheCountIsShown(string query, MarkKind kind)
    {
        var chart = CompareChart.Of(Choice(query), View(query));
        Assert.All(chart.Marks.Where(m => m.Name.Length > 0), m => Assert.Equal(kind, m.Kind));
        // The SU7 does not have thirteen full weeks yet.
        Assert.Equal(kind == MarkKind.Stretches ? 1 : 2, chart.Marks.Count(m => m.Name.Length > 0));
        Assert.All(chart.Marks, m => Assert.NotEmpty(ChartJson.Write(chart)));
    }

    [Fact]
    public void AnIndexIsAHundredOnItsBaseDay()
    {
        var chart = CompareChart.Of(CompareChoice.Of([Model3], View("&show=indexed")), View("&show=indexed"));
        Assert.Contains(Assert.Single(chart.Marks, m => m.Name.Length > 0).Points, p => p.Value == Quantity.Exact(100));
    }

    [Fact]
    public void ByCalendarTheAxisIsTime()
    {
        var chart = CompareChart.Of(Choice("&align=calendar&show=count&per=quarter"), View("&align=calendar&show=count&per=quarter"));
        Assert.Null(chart.Across);
        Assert.Contains(
            chart.Marks.SelectMany(m => m.Points),
            p => p.Period == new Period(new(2017, 10, 1), new(2017, 12, 31)) && p.Value == Quantity.Exact(1_550));
    }

    [Fact]
    public void WithoutACommonCountNothingIsDrawnAndThePageSaysWhy()
    {
        using var _ = new Reader("en");
        var choice = CompareChoice.Of([Some.Article], View("&align=first-delivery"));
        Assert.Empty(CompareChoice.Of([Some.Snapshot()], View()).Comparison.Drawn);
        Assert.Contains("nothing can be drawn", CompareSentence.Title(CompareChoice.Of([Some.Snapshot()], View())));
        Assert.Equal((Measure.Production, Series.Built), (choice.Measure, choice.Basis));
    }

    [Fact]
    public void TheTimeToTheFirstCarsHasBounds()
    {
        using var _ = new Reader("en");
        var table = Render<TimesTable>(p =>
            p.Add(t => t.Comparison, Choice().Comparison).Add(t => t.Snapshot, SU7).Add(t => t.View, View()));
        var row = table.FindAll("tbody tr").Single(r => r.QuerySelector("th")!.TextContent == "10,000");
        Assert.Contains("1–31 May 2024", row.TextContent);
        Assert.Contains("4.1–8.5", row.TextContent);
        Assert.Contains("not by 31 Mar 2018", row.TextContent);
        Assert.Equal(4, table.FindAll("tbody tr").Count);
    }

    [Fact]
    public void NoMoreAreDrawnThanThereAreColours() =>
        Assert.Equal(
            CompareChoice.MostVehicles,
            CompareChoice
                .Slugs(ViewState.Read("/compare?vehicles=" + string.Join(',', Enumerable.Range(1, 20).Select(i => $"v{i}"))), "su7")
                .Count);

    [Theory]
    [InlineData(-20, 30, "−20 to 30"), InlineData(5, 30, "5–30")]
    public void BoundsThatMayBeNegativeAreWrittenInWords(int low, int high, string text)
    {
        using var _ = new Reader("en");
        Assert.Equal(text, CompareChart.Signed(Quantity.Between(low, high)));
    }
}
