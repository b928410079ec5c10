using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public class SnapshotTests
{
    private static readonly Period W1 = Some.Week.Period;
    private static readonly Series Target = Some.Series with { Basis = Series.Target };

    [Fact]
    public void OnlyWhatWasKnownOnTheDayIsThere()
    {
        var history = Some.History([
            Some.In(W1, Quantity.Exact(1)),
            Some.In(W1, Quantity.Exact(2), Some.On("2024-05-01")) with
            {
                Revision = 2,
            },
        ]);
        Assert.Empty(history.AsOf(W1.End).Series);
        Assert.Null(history.AsOf(W1.End).Curve(Some.Series));
        Assert.Equal(Quantity.Exact(1), history.AsOf(Some.On("2024-04-30")).Curve(Some.Series)!.In(W1));
        Assert.Equal(Quantity.Exact(2), history.AsOf(Some.On("2024-05-01")).Curve(Some.Series)!.In(W1));
        Assert.Equal(Quantity.Exact(2), Assert.Single(history.AsOf(Some.On("2024-05-01")).Figures(Some.Series)).Quantity);
    }

    [Fact]
    public void ASeriesWhoseOnlyFigureWasTakenBackIsNotThere()
    {
        var snapshot = Some.History([
                Some.In(W1, Quantity.Exact(1)),
                Some.In(W1, Quantity.Exact(1), Some.On("2024-05-01")) with
                {
                    Revision = 2,
                    Withdrawn = true,
                },
            ])
            .AsOf(Some.On("2024-05-01"));
        Assert.Empty(snapshot.Series);
        Assert.Empty(snapshot.Figures(Some.Series));
    }

    [Fact]
    public void AFigureOfAnUnknownSourceIsTrustedLeast()
    {
        var stray = Some.UpTo(W1.End, Quantity.Exact(5)) with { Source = "nobody" };
        var curve = Some.History([stray, Some.In(W1, Quantity.Exact(10), grade: Grade.C)]).AsOf(Some.On("2025-01-01")).Curve(Some.Series)!;
        Assert.Equal((stray, SetAsideReason.Grade), (curve.Contradictions.Single().Figure!, curve.Contradictions.Single().Reason));
    }

    [Fact]
    public void ACurveIsDerivedOnce()
    {
        var history = Some.History([Some.In(W1, Quantity.Exact(1))]);
        Assert.Same(history.AsOf(Some.On("2025-01-01")), history.AsOf(Some.On("2025-01-01")));
        Assert.Same(history.AsOf(Some.On("2025-01-01")).Curve(Some.Series), history.AsOf(Some.On("2025-01-01")).Curve(Some.Series));
    }

    [Fact]
    public void SeriesAreListedInOrder()
    {
        var some = Some.Series;
        Series[] inOrder =
        [
            some with
            {
                Measure = Measure.Production,
                Basis = "built",
            },
            some,
            some with
            {
                City = "beijing",
            },
            some with
            {
                Basis = "retail",
            },
        ];
        Assert.Equal(
            inOrder,
            Some.History(inOrder.Reverse().Select(s => Some.In(W1, Quantity.Exact(1), series: s))).AsOf(DateOnly.MaxValue).Series);
    }

    [Theory]
    [InlineData("2023-12-31", null)]
    [InlineData("2024-01-01", 76_000L)]
    [InlineData("2024-04-14", 76_000L)]
    [InlineData("2024-07-01", 76_000L)]
    [InlineData("2025-01-01", null)]
    public void ThePlanInForceIsOfTheLongestPeriodThatHoldsTheDay(string day, long? target)
    {
        var snapshot = Some.History([
            Some.In(Some.Days("2024-01-01", "2024-12-31"), Quantity.Exact(76_000), Some.On("2023-12-01"), series: Target),
            Some.In(Some.Days("2024-04-01", "2024-06-30"), Quantity.Exact(20_000), Some.On("2023-12-01"), series: Target),
        ]).AsOf(Some.On("2025-06-01"));
        Assert.Equal(
            target is { } n ? Quantity.Exact(n) : default(Quantity?),
            snapshot.InForce(Series.Target, [Measure.Orders, Measure.Deliveries], Some.On(day), Some.On("2025-06-01"))?.Quantity);
    }

    [Fact]
    public void ThePlanOfThePreferredMeasureIsTaken()
    {
        var year = Some.Days("2024-01-01", "2024-12-31");
        var snapshot = Some.History([
                Some.In(year, Quantity.Exact(1), Some.On("2023-12-01"), series: Target),
                Some.In(year, Quantity.Exact(2), Some.On("2023-12-01"), series: Target with { Measure = Measure.Production }),
            ])
            .AsOf(Some.On("2025-06-01"));
        Assert.Equal(
            Quantity.Exact(2),
            snapshot.InForce(Series.Target, [Measure.Production, Measure.Deliveries], Some.Day, Some.Day)?.Quantity);
    }

    [Fact]
    public void OfPlansAnnouncedOnOneDayThatOfTheBestGradeIsInForceAsItWasRevisedLast()
    {
        var (year, announced) = (Some.Days("2024-01-01", "2024-12-31"), Some.On("2023-12-01"));
        var snapshot = Some.History([
                Some.In(year, Quantity.Exact(1), announced, Grade.B, Target),
                Some.In(year, Quantity.Exact(2), announced, Grade.A, Target),
                Some.In(year, Quantity.AtLeast(3), null, Grade.A, Target) with { Revision = 2, Reason = "restated" },
            ])
            .AsOf(Some.On("2025-06-01"));
        Assert.Equal(Quantity.AtLeast(3), snapshot.InForce(Series.Target, [Measure.Deliveries], Some.Day, Some.Day)?.Quantity);
        Assert.Equal(Quantity.AtLeast(3), new Targets(snapshot).Find(Measure.Deliveries, year)!.Final.Figure.Quantity);
    }

    [Fact]
    public void ClaimsAreThoseMadeByTheDay()
    {
        var claim = PublicRecord.SU7.Claims[0];
        Assert.DoesNotContain(claim, PublicRecord.SU7.AsOf(claim.StatedOn.AddDays(-1)).Claims);
        Assert.Contains(claim, PublicRecord.SU7.AsOf(claim.StatedOn).Claims);
    }
}
