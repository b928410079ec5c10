using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Demand;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Demand;

public sealed class DemandFactsTests
{
    private static readonly Series Open = new(Some.Slug, Measure.Orders, Series.Open);

    // 88,063 ordered by the end of April; deliveries pass them between the ends of September and November.
    private static readonly Snapshot Year = Some.Snapshot(
        Some.UpTo(Some.Locked, Some.Day(4, 30), Quantity.Exact(88_063)),
        Some.UpTo(Some.Locked, Some.Day(10, 27), Quantity.AtLeast(108_063)),
        Some.In(Some.Delivered, Some.Day(4, 1), Some.Day(4, 30), Quantity.Exact(7_118)),
        Some.UpTo(Some.Delivered, Some.Day(4, 30), Quantity.Exact(7_118)),
        Some.UpTo(Some.Delivered, Some.Day(9, 30), Quantity.Exact(67_157)),
        Some.UpTo(Some.Delivered, Some.Day(11, 30), Quantity.Exact(107_157)));

    private static DemandFacts Facts(Snapshot snapshot, DateOnly? day = null) => new(snapshot, MonthBasis.FourWeeks, day);

    [Fact]
    public void WithoutAChoiceItShowsTheDayOfWhichMostIsKnown()
    {
        var facts = Facts(Year);
        Assert.Equal(Some.Day(4, 30), facts.Chosen!.Day);
        Assert.Equal(Quantity.Exact(80_945), facts.Chosen.Backlog.Value);
        Assert.Equal(Some.Day(10, 27), facts.Beside!.Day);
    }

    [Fact]
    public void TheTitleSaysBacklogAndWait() =>
        Assert.Equal(
            "On 30 Apr 2024, 80,945 SU7 were ordered and not yet delivered: a wait of 22.0–30.6 weeks",
            DemandSentence.Title(Year.Vehicle, Facts(Year)));

    [Fact]
    public void TheWaitLiesBetweenTheDaysOnWhichDeliveriesReachTheOrders() =>
        Assert.Equal(new Period(Some.Day(10, 1), Some.Day(11, 30)), DemandChart.Reaches(Facts(Year).Chosen!));

    [Fact]
    public void AnyDayCanBeAsked()
    {
        var day = Facts(Year, Some.Day(6, 15)).Chosen!;
        Assert.Equal(Some.Day(6, 15), day.Day);
        Assert.NotNull(day.Backlog.Value);
    }

    [Fact]
    public void AFigureOfOpenOrdersThatOthersRefuteIsNamed()
    {
        var snapshot = Some.Snapshot(
            Some.UpTo(Some.Locked, Some.Day(4, 30), Quantity.Exact(88_063)),
            Some.UpTo(Some.Delivered, Some.Day(4, 30), Quantity.Exact(7_118)),
            Some.UpTo(Open, Some.Day(4, 30), Quantity.Exact(88_063), published: Some.Day(5, 6)));
        var facts = Facts(snapshot);
        Assert.NotNull(facts.Against(Assert.Single(facts.OpenOrders)));
        Assert.Contains(DemandChart.BacklogOf(snapshot, new ViewState()).Marks, m => m.Key == "aside");
    }

    [Fact]
    public void WithoutOrdersTheTitleSaysThatNothingIsKnown()
    {
        var facts = Facts(Some.Snapshot(Some.UpTo(Some.Delivered, Some.Day(4, 30), Quantity.Exact(7_118))));
        Assert.Null(facts.Chosen);
        Assert.StartsWith("How many SU7", DemandSentence.Title(Year.Vehicle, facts), StringComparison.Ordinal);
    }

    [Theory, InlineData(22, 30, false), InlineData(0, 87, true), InlineData(10, 31, true), InlineData(10, null, true)]
    public void BoundsAreTooWideToHelpWhenTheUpperIsThreeTimesTheLower(int low, int? high, bool tooWide) =>
        Assert.Equal(tooWide, DemandFacts.IsTooWide(high is { } top ? Quantity.Range(low, top) : Quantity.AtLeast(low)));

    [Fact]
    public void BoundsTooWideToHelpArePaleAndDoNotSetTheScale()
    {
        var chart = DemandChart.WaitOf(Year, new ViewState());
        var band = chart.Marks.Single(m => m.Kind == MarkKind.Band);
        Assert.Contains(band.Points, p => p.Pale);
        Assert.All(band.Points.Where(p => !p.Pale), p => Assert.True(p.Value.High!.Value.ToDecimal() <= chart.Ceiling));
    }

    [Fact]
    public void MonthsThatWereQuotedAreShownAsWeeks() => Assert.Equal(
        "17–31", DemandFacts.InWeeks(new(Some.Slug, "", Some.Day(4, 3), Quantity.Range(4, 7), WaitUnit.Months, null, "press")).ToString());
}
