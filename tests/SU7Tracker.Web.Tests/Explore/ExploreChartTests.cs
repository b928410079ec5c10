using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Explore;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Explore;

public sealed class ExploreChartTests
{
    private static readonly Series Insured = new(Some.Slug, Measure.Registrations, Series.Insured);

    private static readonly Snapshot Year = Some.Snapshot(
        Some.In(Some.Delivered, Some.Day(4, 1), Some.Day(4, 30), Quantity.Exact(7_000)),
        Some.In(Some.Delivered, Some.Day(5, 1), Some.Day(5, 31), Quantity.Exact(8_631)),
        Some.In(Some.Delivered, Some.Day(6, 1), Some.Day(6, 30), Quantity.AtLeast(10_000)),
        Some.In(Some.Delivered, Some.Day(4, 1), Some.Day(6, 30), Quantity.Exact(27_000)),
        Some.In(Insured, Some.Day(4, 8), Some.Day(4, 14), Quantity.Exact(1_400)));

    private static ChartData Chart(string query = "", Snapshot? snapshot = null) =>
        ExploreChart.Of(snapshot ?? Year, ViewState.Read("/vehicles/su7/explore" + query));

    private static ChartMark Mark(ChartData chart, string key) => chart.Marks.Single(m => m.Key == key);

    [Fact]
    public void TheRichestSeriesLeadsAndItsIndicatorStandsBeside() => Assert.Equal(
        [("deliveries.delivered", MarkKind.Bars), ("registrations.insured", MarkKind.Line)],
        Chart("?per=month").Marks.Where(m => m.Name.Length > 0).Select(m => (m.Key, m.Kind)));

    [Fact]
    public void OneBandStandsForAKnownStretchAndItsBarsHaveNoWhiskers()
    {
        var chart = Chart("?per=week");
        var bands = Mark(chart, "deliveries.delivered-stretches");
        Assert.Contains(
            bands.Points,
            p => p.Period == new Period(Some.Day(4, 1), Some.Day(4, 30)) && p.Label!.Contains("7,000", StringComparison.Ordinal));
        Assert.All(Mark(chart, "deliveries.delivered").Points.Where(p => p.Look == ChartLook.Estimated), p => Assert.True(p.Bare));
    }

    [Theory]
    [InlineData("?per=month", new[] { 4, 5, 6 })]
    [InlineData("?per=month&from=2024-05-01&to=2024-05-20", new[] { 5 })]
    [InlineData("?per=month&range=2024", new[] { 4, 5, 6 })]
    [InlineData("?per=month&range=1999", new[] { 4, 5, 6 })]
    [InlineData("?per=month&from=2030-01-01", new[] { 4, 5, 6 })]
    [InlineData("?per=month&from=2024-06-01&to=2024-05-01", new[] { 4, 5, 6 })]
    public void TheAddressChoosesTheDays(string query, int[] months) =>
        Assert.Equal(months, Mark(Chart(query), "deliveries.delivered").Points.Select(p => p.Period.Start.Month));

    [Fact]
    public void AHiddenSeriesIsNotDrawn() =>
        Assert.DoesNotContain(
            Chart("?per=month&hidden=deliveries.delivered").Marks,
            m => m.Key.StartsWith("deliveries", StringComparison.Ordinal));

    [Fact]
    public void AChangeWithoutABaseIsMissingAndOthersCarryTheirSign()
    {
        var points = Mark(Chart("?per=month&show=change"), "deliveries.delivered").Points;
        Assert.Equal(ChartLook.Missing, points[0].Look);
        Assert.Equal("+23.3 %", points[1].Text);
        Assert.All(Mark(Chart("?per=month&show=year"), "deliveries.delivered").Points, p => Assert.Equal(ChartLook.Missing, p.Look));
    }

    [Fact]
    public void AChangeOnZeroIsMissing()
    {
        var snapshot = Some.Snapshot(
            Some.In(Some.Delivered, Some.Day(4, 1), Some.Day(4, 30), Quantity.Exact(0)),
            Some.In(Some.Delivered, Some.Day(5, 1), Some.Day(5, 31), Quantity.Exact(10)));
        Assert.All(
            Mark(Chart("?per=month&show=change", snapshot), "deliveries.delivered").Points,
            p => Assert.Equal(ChartLook.Missing, p.Look));
    }

    [Fact]
    public void AnAverageNeedsAllItsPeriods()
    {
        var average = Mark(Chart("?per=week&average=4"), "deliveries.delivered-average-4").Points;
        Assert.Equal(new(Some.Day(4, 22), Some.Day(4, 28)), average[0].Period);
        Assert.DoesNotContain(
            Chart("?per=month&average=13").Marks.Where(m => m.Key.Contains("average", StringComparison.Ordinal)),
            m => m.Points.Count > 0);
    }

    [Fact]
    public void PublishedFiguresStandAsTheyWerePublished() =>
        Assert.Equal(
            [27_000, 8_631, 7_000, 10_000],
            Mark(Chart("?per=figure"), "deliveries.delivered")
                .Points.OrderByDescending(p => p.Period.Days)
                .ThenByDescending(p => p.Period.Days == 31)
                .ThenBy(p => p.Period.Start)
                .Select(p => (int)p.Value.Low.ToDecimal()));

    [Fact]
    public void APointSaysWhoSaidSoAndWhatOpensIt()
    {
        var april = Mark(Chart("?per=month"), "deliveries.delivered").Points[0];
        Assert.Contains(april.Notes, n => n.Contains("The Press B", StringComparison.Ordinal));
        Assert.Equal("deliveries.delivered~2024-04-01~2024-04-30", april.Open);
    }

    [Fact]
    public void TheTitleIsTheAnswerWithItsChange()
    {
        Assert.Equal("2,077 SU7 a week delivered in Q2 2024", Chart("?per=month").Title);
        Assert.Equal("≥ 27,000 SU7 delivered up to 30 Jun 2024", Chart("?show=total").Title);
        using var reader = new Reader("zh-Hans");
        Assert.Contains("2,077", Chart("?per=month").Title, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutFiguresThereIsNothingToDraw() => Assert.True(Chart("", Some.Snapshot()).IsEmpty);

    [Fact]
    public void ASingleCumulativeFigureIsDrawnToDate() =>
        Assert.NotEmpty(Chart("?show=total&series=orders.locked", Some.Article).Marks.SelectMany(m => m.Points));

    [Theory]
    [InlineData("deliveries.delivered~2024-04-01~2024-04-30", true)]
    [InlineData("deliveries.delivered~~2024-04-30", true)]
    [InlineData("deliveries.delivered.beijing~2024-04-01~2024-04-30", true)]
    [InlineData("deliveries.delivered~2024-05-01~2024-04-30", false)]
    [InlineData("deliveries.Delivered~2024-04-01~2024-04-30", false)]
    [InlineData("2.delivered~2024-04-01~2024-04-30", false)]
    [InlineData("nothing", false)]
    [InlineData(null, false)]
    public void APointIsReadAsItIsWritten(string? text, bool known)
    {
        var key = PointKey.Read("su7", text);
        Assert.Equal(known ? text : null, key?.ToString());
    }

    [Fact]
    public void AWorkingNamesItsNeighbours()
    {
        var chosen = ExploreView.Of(
            Year,
            ViewState.Read("/vehicles/su7/explore?per=month&open=deliveries.delivered~2024-05-01~2024-05-31")
        )!;
        var working = PointWorking.Of(chosen)!;
        Assert.Equal((Some.Day(4, 1), Some.Day(6, 1)), (working.Previous!.Start!.Value, working.Next!.Start!.Value));
        Assert.NotNull(working.Published);
    }

    [Fact]
    public void ChangesAreRoundedOutwardAndSigned()
    {
        Assert.Equal("−12.3 to +4.6", ChangeText.Signed(Quantity.Between(Rational.Of(-1221, 100), Rational.Of(451, 100)), 1));
        Assert.Equal("+74", ChangeText.Signed(Quantity.Exact(74)));
        Assert.Equal("+10 or more", ChangeText.Signed(Quantity.AtLeast(10)));
    }
}
