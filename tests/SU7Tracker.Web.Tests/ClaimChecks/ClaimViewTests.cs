using SU7Tracker.Domain;
using SU7Tracker.Web.ClaimChecks;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.ClaimChecks;

public sealed class ClaimViewTests
{
    private static readonly Claim Nearly = new(
        "nearly",
        Some.Slug,
        "nearly 10,000 a month",
        "article",
        Some.Day(4, 18),
        "monthly-run-rate",
        Relation.Nearly,
        null,
        10_000,
        Some.Day(4, 14),
        "press");

    private static ClaimView Of(Claim claim, Snapshot? snapshot = null, string month = "four-weeks") =>
        new(claim, snapshot ?? Some.Article, MonthBasis.Find(month)!);

    [Fact]
    public void AMonthlyRateIsHeldAgainstEveryMonthBasis()
    {
        var view = Of(Nearly);
        Assert.Equal([Answer.Holds, Answer.Fails, Answer.Fails, Answer.Fails, Answer.Fails], view.Bases.Select(b => b.Check.Answer));
        Assert.Equal("Holds on the four-week basis, not on the other 4.", ClaimText.Verdict(view));
    }

    [Fact]
    public void OnAnotherBasisItFailsAndSaysOnWhichItHolds() =>
        Assert.Equal("Fails on this month basis; holds on the four-week basis.", ClaimText.Verdict(Of(Nearly, month: "average-month")));

    [Fact]
    public void TheCountsOfTheWeekThatMakeItTrueAreTold()
    {
        var view = Of(Nearly);
        Assert.Equal((2_375L, 2_499L), view.CountsThatHold(MonthBasis.FourWeeks));
        Assert.Equal((2_193L, 2_307L), view.CountsThatHold(MonthBasis.AverageMonth));
    }

    [Fact]
    public void WhatCannotBeToldSaysWhatWouldSettleIt()
    {
        var view = Of(Assert.Single(Some.Article.Claims));
        Assert.Equal(Answer.CannotTell, view.Check.Answer);
        Assert.Equal("no expectation on record", ClaimText.Known(view));
        Assert.Contains("≥ 8,000", ClaimText.Settles(view), StringComparison.Ordinal);
    }

    [Fact]
    public void ANumberThatIsNotDerivedCannotBeTold()
    {
        var view = Of(Nearly with { Metric = "global-rank", Relation = Relation.AtMost, Low = null, High = 5 });
        Assert.Equal((Answer.CannotTell, "Nothing on record covers it."), (view.Check.Answer, ClaimText.Verdict(view)));
        Assert.StartsWith("a world ranking of makers", ClaimText.Settles(view), StringComparison.Ordinal);
    }

    [Fact]
    public void BoundsThatOverlapTheClaimCannotTell()
    {
        var view = Of(
            Nearly with
            {
                Metric = "cumulative-orders",
                Relation = Relation.AtLeast,
                Low = 50_000,
                High = null,
                At = Some.Day(4, 18),
            });
        Assert.Equal(Answer.CannotTell, view.Check.Answer);
        Assert.Contains("50,000", ClaimText.Settles(view), StringComparison.Ordinal);
    }

    [Fact]
    public void TheTitleCountsTheVerdicts() =>
        Assert.Equal(
            "Of 2 claims 1 hold (1 of them not on every month basis), 1 cannot be told",
            ClaimText.Title([Of(Nearly), Of(Some.Article.Claims.Single())]));

    [Fact]
    public void AnOpenEndReachesTheEdgeOfTheLine()
    {
        var line = new NumberLine([Quantity.AtLeast(40_000), Quantity.Range(40_000, 70_000)], 0, 200);
        Assert.Equal(200, line.End(Quantity.AtLeast(40_000)));
        Assert.InRange(line.At(40_000), 1, line.At(70_000));
        Assert.InRange(line.Ticks().Count(), 2, 6);
    }
}
