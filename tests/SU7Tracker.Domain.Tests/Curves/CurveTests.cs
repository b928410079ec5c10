using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public class CurveTests
{
    private static readonly Period W1 = Some.Week.Period, W2 = Some.Week.Next.Period, W3 = Some.Week.Next.Next.Period;
    private static readonly Period April = Some.Days("2024-04-01", "2024-04-30");

    private static Quantity Exactly(long count) => Quantity.Exact(count);

    [Fact]
    public void OfNoFigureThereIsNoCurve() => Assert.Null(Curve.Of([], Some.GradeOf));

    [Fact]
    public void FiguresOfTwoSeriesAreNotMixed() =>
        Assert.Throws<ArgumentException>(() =>
            Some.Curve(Some.In(W1, Exactly(1)), Some.In(W2, Exactly(1), series: Some.Series with { Basis = "retail" })));

    [Fact]
    public void AQuarterAndTwoMonthsGiveTheThird()
    {
        var (may, june) = (Some.Days("2024-05-01", "2024-05-31"), Some.Days("2024-06-01", "2024-06-30"));
        var curve = Some.Curve(
            Some.In(Some.Days("2024-04-01", "2024-06-30"), Exactly(27_307)),
            Some.In(April, Exactly(7_058)),
            Some.In(may, Exactly(8_646)),
            Some.In(june, Quantity.AtLeast(10_000)));
        Assert.Equal(Exactly(11_603), curve.In(june));
        Assert.Equal(3, curve.Evidence(june.Before, june.End).Figures.Count);
    }

    [Fact]
    public void AMonthOverAFloorBoundsTheOthersOfItsQuarter()
    {
        var curve = Some.Curve(Some.In(Some.Days("2024-04-01", "2024-06-30"), Exactly(30_000)), Some.In(April, Quantity.AtLeast(10_000)));
        Assert.Equal("≤ 20,000", curve.In(Some.Days("2024-05-01", "2024-05-31")).ToString());
        Assert.Equal("10,000–30,000", curve.In(April).ToString());
    }

    [Fact]
    public void BeforeItsFirstFigureACountMayHaveBegun()
    {
        var curve = Some.Curve(Some.In(W1, Exactly(100)));
        Assert.Equal("≥ 100", curve.UpTo(W1.End).ToString());
        Assert.Equal("≥ 0", curve.UpTo(W1.Before).ToString());
        Assert.Equal((W1.Start, W1.End), (curve.First, curve.Last));
    }

    [Fact]
    public void AfterItsLastDayNothingIsGuessed()
    {
        var curve = Some.Curve(Some.UpTo(W1.End, Exactly(100)));
        Assert.Equal("≥ 100", curve.UpTo(W2.End).ToString());
        Assert.Equal("≥ 0", curve.In(W2).ToString());
        Assert.Null(curve.UpTo(W2.End).Estimate);
        Assert.Equal("≤ 100", curve.In(W1).ToString());
    }

    [Fact]
    public void NoDaysCountNothing()
    {
        var curve = Some.Curve(Some.In(W1, Exactly(100)));
        Assert.Equal(Exactly(0), curve.Between(Some.Day, Some.Day));
        Assert.Equal(Exactly(0), curve.Between(W1.Before, W1.Before));
        Assert.Throws<ArgumentException>(() => curve.Between(W1.End, W1.Start));
    }

    [Fact]
    public void APublishedRoundingKeepsItsNumberAsLongAsNothingIsTighter()
    {
        Assert.Equal(Quantity.About(1_300), Some.Curve(Some.In(W1, Quantity.About(1_300))).In(W1));
        Assert.Equal(Quantity.About(1_300), Some.Curve(Some.UpTo(W1.End, Quantity.About(1_300))).UpTo(W1.End));
        Assert.Equal(
            "1,310–1,350",
            Some.Curve(Some.In(W1, Quantity.About(1_300)), Some.In(new(W1.Start, W1.Start), Quantity.AtLeast(1_310))).In(W1).ToString());
        Assert.Equal(
            Exactly(1_290),
            Some.Curve(Some.In(W1, Quantity.About(1_300)), Some.In(W2, Exactly(10)), Some.In(new(W1.Start, W2.End), Exactly(1_300))).In(W1)
        );
    }

    [Fact]
    public void ARoundingOfAnOddUnitKeepsItsHalves()
    {
        var curve = Some.Curve(Some.In(W1, Quantity.About(5)));
        Assert.Equal((Rational.Of(9, 2), Rational.Of(11, 2)), (curve.In(W1).Low, curve.In(W1).High!.Value));
    }

    [Theory]
    [InlineData(Grade.A, Grade.B, "exact", "exact", "2024-05-01", "2024-05-02", SetAsideReason.Grade)]
    [InlineData(Grade.B, Grade.B, "exact", "about", "2024-05-01", "2024-05-02", SetAsideReason.Qualifier)]
    [InlineData(Grade.B, Grade.B, "about", "range", "2024-05-01", "2024-05-02", SetAsideReason.Qualifier)]
    [InlineData(Grade.B, Grade.B, "range", "at_least", "2024-05-01", "2024-05-02", SetAsideReason.Qualifier)]
    [InlineData(Grade.B, Grade.B, "at_most", "at_least", "2024-05-02", "2024-05-01", SetAsideReason.Publication)]
    [InlineData(Grade.B, Grade.B, "exact", "exact", "2024-05-02", "2024-05-01", SetAsideReason.Publication)]
    public void OfTwoThatCannotBothBeTrueTheOneThatCountsLessIsSetAside(
        Grade good,
        Grade bad,
        string tight,
        string loose,
        string keptOn,
        string asideOn,
        SetAsideReason reason)
    {
        var inner = new Period(W1.Start, W1.Start.AddDays(1));
        var kept = Some.In(W1, Of(tight, 100), Some.On(keptOn), good);
        var aside = Some.In(inner, Of(loose, 200), Some.On(asideOn), bad);
        foreach (var figures in new[] { new[] { kept, aside }, [aside, kept] })
        {
            var contradiction = Assert.Single(Some.Curve(figures).Contradictions);
            Assert.Equal((aside, reason), (contradiction.Figure, contradiction.Reason));
            Assert.Equal([kept], contradiction.Against);
        }
        static Quantity Of(string qualifier, long n)
        {
            Assert.Null(
                Quantity.TryPublished(
                    Quantity.QualifierNamed(qualifier)!.Value,
                    qualifier == "at_most" ? null : n,
                    qualifier == "at_least" ? null : n,
                    out var quantity));
            return quantity;
        }
    }

    [Fact]
    public void FiguresThatCountTheSameAreDisputedAndNoneIsUsed()
    {
        var published = Some.On("2024-05-01");
        var (early, late) = (Some.In(W1, Exactly(100), published), Some.UpTo(W2.End, Exactly(50), published));
        var curve = Some.Curve(late, early, Some.In(W3, Exactly(7)));
        Assert.Equal([early, late], curve.Contradictions.Select(c => c.Figure));
        Assert.All(curve.Contradictions, c => Assert.Equal((ContradictionKind.Disputed, SetAsideReason.Tie), (c.Kind, c.Reason)));
        Assert.Equal("≥ 0", curve.In(W1).ToString());
    }

    [Fact]
    public void OfDisputedFiguresOfTheSameDaysTheHullIsUsed()
    {
        var published = Some.On("2024-05-01");
        var curve = Some.Curve(
            Some.In(W1, Exactly(100), published),
            Some.In(W1, Exactly(130), published),
            Some.In(W1, Quantity.AtLeast(110), grade: Grade.B));
        Assert.Equal("110–130", curve.In(W1).ToString());
        Assert.Equal(2, curve.Contradictions.Count);
    }

    [Fact]
    public void AGapOfAThousandthIsCalledRounding()
    {
        var curve = Some.Curve(
            Some.In(W1, Exactly(75_869)),
            Some.In(W1, Exactly(75_884), grade: Grade.D),
            Some.In(W2, Exactly(1_000)),
            Some.In(W2, Exactly(1_002), grade: Grade.D));
        Assert.Equal(
            [(ContradictionKind.SetAside, 2), (ContradictionKind.Rounding, 15)],
            curve.Contradictions.Select(c => (c.Kind, (int)c.Gap!.Value.Numerator)));
    }

    [Theory]
    [InlineData("exact", 8_646, Grade.A, "at_least", 8_000, Grade.D, "8,646", 0)]
    [InlineData("exact", 2_530, Grade.A, "exact", 6_270, Grade.C, "2,530", 1)]
    [InlineData("at_least", 39_000, Grade.A, "about", 39_000, Grade.A, "39,000–39,500", 0)]
    public void SourcesThatSpeakOfTheSameDaysAllHold(
        string one,
        long first,
        Grade good,
        string other,
        long second,
        Grade bad,
        string together,
        int aside)
    {
        var curve = Some.Curve(Some.In(W1, Said(one, first), grade: good), Some.In(W1, Said(other, second), grade: bad));
        Assert.Equal((together, aside), (curve.In(W1).ToString(), curve.Contradictions.Count));
        static Quantity Said(string qualifier, long n) =>
            Quantity.Published(Quantity.QualifierNamed(qualifier)!.Value, n, qualifier == "at_least" ? null : n);
    }

    [Fact]
    public void AContradictionNamesAsFewFiguresAsRefuteIt()
    {
        var curve = Some.Curve(
            Some.In(W1, Exactly(10)), Some.In(W2, Exactly(20)), Some.In(W3, Exactly(30)), Some.In(new(W1.Start, W2.End), Exactly(30)),
            Some.In(new(W1.Start, W3.End), Exactly(99), grade: Grade.D));
        var contradiction = Assert.Single(curve.Contradictions);
        Assert.Equal([new(W1.Start, W2.End), W3], contradiction.Against.Select(f => f.Key.Period!.Value));
        Assert.Equal(Exactly(60), contradiction.Allowed);
        Assert.Equal(Exactly(60), curve.In(new(W1.Start, W3.End)));
    }

    [Fact]
    public void WhatWasSetAsideRefutesNothingElse()
    {
        var curve = Some.Curve(
            Some.In(W1, Exactly(100)),
            Some.UpTo(W1.End, Exactly(50), grade: Grade.B),
            Some.UpTo(W2.End, Exactly(150), grade: Grade.C));
        Assert.Single(curve.Contradictions);
        Assert.Equal(Exactly(150), curve.UpTo(W2.End));
    }

    [Fact]
    public void AContradictionOverManyWeeksNamesThemAll()
    {
        var weeks = Week.In(Some.Days("2022-01-03", "2024-12-29")).Select(w => Some.In(w.Period, Exactly(1))).ToList();
        var total = Some.In(new(weeks[0].Key.Start!.Value, weeks[^1].Key.End), Exactly(1_000), grade: Grade.D);
        var contradiction = Assert.Single(Some.Curve([.. weeks, total]).Contradictions);
        Assert.Equal((total, weeks.Count), (contradiction.Figure, contradiction.Against.Count));
        Assert.Equal(Exactly(weeks.Count), contradiction.Allowed);
    }

    [Theory]
    [InlineData("2024-04-14", "2024-04-08", "2024-04-14")]
    [InlineData("2024-04-20", "2024-04-08", "2024-04-14")]
    [InlineData("2024-04-21", "2024-04-15", "2024-04-21")]
    [InlineData("2024-12-31", "2024-04-15", "2024-04-21")]
    [InlineData("2024-04-13", null, null)]
    public void TheHeadlineIsTheLatestStretchUpToADay(string until, string? start, string? end)
    {
        var curve = Some.Curve(Some.In(W1, Exactly(100)), Some.In(W2, Quantity.AtLeast(100)));
        Assert.Equal(start is null ? null : Some.Days(start, end!), curve.Headline(Some.On(until)));
    }

    [Fact]
    public void OfHeadlinesThatEndTogetherTheShortestIsTaken()
    {
        Assert.Equal(W2, Some.Curve(Some.In(new(W1.Start, W2.End), Exactly(100)), Some.In(W2, Quantity.About(60))).Headline(W2.End));
        Assert.Equal(
            W2,
            Some.Curve(
                    Some.In(new(W1.Start, W2.End), Quantity.AtLeast(100)),
                    Some.UpTo(W2.Before, Exactly(7)),
                    Some.UpTo(W2.End, Exactly(9)))
                .Headline(W2.End));
    }

    [Fact]
    public void AStretchOfLessThanSevenDaysIsNoHeadline() =>
        Assert.Null(Some.Curve(Some.In(Some.Days("2024-04-08", "2024-04-13"), Exactly(100))).Headline(DateOnly.MaxValue));

    [Fact]
    public void InAStandstillEveryDayIsKnown()
    {
        var curve = Some.Curve(Some.In(new(W1.Start, W2.End), Exactly(0)), Some.In(W3, Exactly(70)));
        Assert.Equal(Some.Days("2024-04-10", "2024-04-16"), curve.Headline(Some.On("2024-04-16")));
        Assert.Equal(W3, curve.Headline(W3.End));
    }

    [Theory]
    [InlineData(1, "2024-12-31", "2024-04-22", "2024-04-28")]
    [InlineData(3, "2024-12-31", "2024-04-08", "2024-04-28")]
    [InlineData(4, "2024-12-31", null, null)]
    [InlineData(2, "2024-04-27", "2024-04-08", "2024-04-21")]
    [InlineData(2, "2024-04-20", null, null)]
    public void TrailingWeeksAreWholeAndSpokenOf(int weeks, string until, string? start, string? end)
    {
        var curve = Some.Curve(Some.In(W1, Exactly(100)), Some.In(new(W3.Start, W3.End.AddDays(3)), Exactly(100)));
        Assert.Equal(start is null ? null : Some.Days(start, end!), curve.Trailing(weeks, Some.On(until)));
    }

    [Fact]
    public void NoWeeksAreNoTrailingStretch() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Some.Curve(Some.In(W1, Exactly(1))).Trailing(0, W1.End));

    [Fact]
    public void TheLargestCountsDoNotOverflow()
    {
        var figures = Week.In(Some.Days("2000-01-03", "2040-01-01")).Select(w => Some.In(w.Period, Exactly(Quantity.MaxCount))).ToList();
        var curve = Some.Curve(figures);
        Assert.Equal(Exactly(figures.Count * Quantity.MaxCount), curve.In(new(curve.First, curve.Last)));
    }
}
