using SU7Tracker.Domain;
using SU7Tracker.Web.Dashboard;

namespace SU7Tracker.Web.Tests.Dashboard;

public sealed class DashboardViewTests
{
    private static DashboardView Read(params (string Key, string Value)[] values) =>
        DashboardView.Read(key => values.Where(v => v.Key == key).Select(v => v.Value).FirstOrDefault());

    [Fact]
    public void AViewIsTheSameAfterAWalkThroughTheAddress()
    {
        var view = new DashboardView
        {
            AsOf = Some.Day(4, 18), Month = MonthBasis.CalendarMonth, Measure = Measure.Registrations, Basis = "insured", PerMonth = true,
            From = Some.Day(1, 1), To = Some.Day(12, 31), Table = true,
        };
        Assert.Equal(view, DashboardView.Read(key => view.Query[key] as string));
    }

    [Fact]
    public void WhatIsAsItIsWithoutMoreIsNotInTheAddress() => Assert.All(new DashboardView().Query.Values, Assert.Null);

    [Theory]
    [InlineData("asOf", "18.4.2024"), InlineData("asOf", "0002-04-18"), InlineData("month", "lunar"), InlineData("measure", "17"), InlineData("basis", "<b>"), InlineData("view", "x")]
    public void WhatCannotBeReadIsAsIfItWereNotThere(string key, string value) => Assert.Equal(new(), Read((key, value)));

    [Fact]
    public void WithoutABasisTheUsualOneIsShownOrElseTheFirstOnRecord()
    {
        var retail = new Series(Some.Slug, Measure.Deliveries, "retail");
        var view = new DashboardView { Measure = Measure.Deliveries };
        Assert.Equal(retail, view.SeriesOf(Some.Snapshot(Some.UpTo(retail, Some.Day(5, 1), Quantity.Exact(1)))));
        Assert.Equal(Some.Delivered, view.SeriesOf(Some.Snapshot(Some.UpTo(retail, Some.Day(5, 1), Quantity.Exact(1)), Some.UpTo(Some.Delivered, Some.Day(5, 1), Quantity.Exact(1)))));
    }

    [Fact]
    public void WithoutAMeasureTheFirstIsShownThatTheRecordSpeaksOfForAWeek()
    {
        var snapshot = Some.Snapshot(
            Some.UpTo(Some.Built, Some.Day(11, 20), Quantity.Exact(500_000)), Some.In(Some.Delivered, Some.Day(5, 1), Some.Day(5, 31), Quantity.Exact(8_646)));
        Assert.Equal(Some.Delivered, new DashboardView().SeriesOf(snapshot));
        Assert.Equal(Some.Built, new DashboardView { Measure = Measure.Production }.SeriesOf(snapshot));
    }
}
