using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public class TimelineTests
{
    private static readonly Period W1 = Some.Week.Period, W2 = Some.Week.Next.Period;

    [Fact]
    public void EveryWeekIsThereEvenWhenNothingWasPublishedOfIt()
    {
        var points = TimelinePoint
            .Weeks(Some.Curve(Some.In(W1, Quantity.Exact(70)), Some.In(Week.Of(Some.Day.AddDays(21)).Period, Quantity.Exact(90))))
            .ToList();
        Assert.Equal(["2024-W15", "2024-W16", "2024-W17", "2024-W18"], points.Select(p => p.Label));
        Assert.Equal(["70", "≥ 0", "≥ 0", "90"], points.Select(p => p.Count.ToString()));
        Assert.Equal([false, true, true, false], points.Select(p => p.Estimated));
        Assert.All(points, p => Assert.False(p.Partial));
    }

    [Fact]
    public void TheUnfinishedWeekIsPartialAndItsDaysSoFarAreKnown()
    {
        var points = TimelinePoint
            .Weeks(Some.Curve(Some.In(W1, Quantity.Exact(70)), Some.In(new(W2.Start, W2.Start.AddDays(2)), Quantity.Exact(30))))
            .ToList();
        Assert.Equal((true, false), (points[1].Partial, points[1].Estimated));
        Assert.Equal(("≥ 30", Quantity.Exact(30)), (points[1].Count.ToString(), points[1].CoveredCount));
        Assert.Equal(new Period(W2.Start, W2.Start.AddDays(2)), points[1].Covered);
    }

    [Fact]
    public void ALaunchWeekBeginsOnItsDay()
    {
        var thursday = W1.Start.AddDays(3);
        var point = TimelinePoint.Weeks(Some.Curve(Some.In(new(thursday, W1.End), Quantity.Exact(40)))).Single();
        Assert.Equal((true, false, Quantity.Exact(40)), (point.Partial, point.Estimated, point.CoveredCount));
        Assert.Equal(thursday, point.Covered.Start);
    }

    [Fact]
    public void WeeksBecomeMonthsByDays()
    {
        var week = Week.Of(Some.On("2024-04-29"));
        var points = TimelinePoint.Months(Some.Curve(Some.In(week.Period, Quantity.Exact(70)))).ToList();
        Assert.Equal(["2024-04", "2024-05"], points.Select(p => p.Label));
        Assert.Equal([20, 50], points.Select(p => p.CoveredCount.Estimate));
        Assert.All(points, p => Assert.True(p.Estimated && p.Partial && p.CoveredCount.High == 70));
    }

    [Fact]
    public void TheCumulativeCountRunsAlong()
    {
        var points = TimelinePoint
            .Weeks(Some.Curve(Some.UpTo(W1.Before, Quantity.Exact(5)), Some.In(W1, Quantity.Exact(70)), Some.In(W2, Quantity.Exact(30))))
            .ToList();
        Assert.Equal([5, 75, 105], points.Select(p => p.Cumulative.Estimate));
        Assert.All(points, p => Assert.True(p.Cumulative.IsExact));
    }

    [Fact]
    public void TheWeeksOfAYearAddUpToIt()
    {
        var year = Some.Days("2024-01-01", "2024-12-29");
        var curve = Some.Curve(
            Some.In(year, Quantity.Exact(136_854)),
            Some.In(W1, Quantity.Exact(2_394)),
            Some.In(Some.Days("2024-06-03", "2024-06-30"), Quantity.Exact(11_603)));
        var points = TimelinePoint.Weeks(curve).ToList();
        Assert.Equal(52, points.Count);
        Assert.Equal(136_854, points.Select(p => p.Count.Estimate).Aggregate((a, b) => a + b));
    }

    [Fact]
    public void TheWeeksAndMonthsOfThePublicRecordFollowEachOtherWithoutAGap() => Assert.All(
        new[] { PublicRecord.SU7, PublicRecord.Model3, PublicRecord.XiaomiEV }
            .Select(h => h.AsOf(new(2026, 6, 30)))
            .SelectMany(s => s.Series.Select(s.Curve).OfType<Curve>()),
        curve =>
        {
            foreach (var points in new[] { TimelinePoint.Weeks(curve).ToList(), TimelinePoint.Months(curve).ToList() })
            {
                Assert.All(points.Zip(points.Skip(1)), p => Assert.Equal(p.First.Period.End.AddDays(1), p.Second.Period.Start));
                Assert.All(points.Zip(points.Skip(1)), p => Assert.True(p.First.Cumulative.Low <= p.Second.Cumulative.Low));
                Assert.All(
                    points,
                    p => Assert.True(p.Count.Low.Sign >= 0 && (p.Cumulative.Estimate is not { } best || p.Cumulative.Allows(best))));
            }
        });
}
