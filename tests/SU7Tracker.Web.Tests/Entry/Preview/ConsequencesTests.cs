using Bunit;
using SU7Tracker.Domain;
using SU7Tracker.Web.Entry;
using SU7Tracker.Web.Entry.Preview;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Entry;

public sealed class ConsequencesTests : BunitContext
{
    private static readonly Figure FirstWeek = Some.In(Some.Built, Some.Day(4, 8), Some.Day(4, 14), Quantity.Exact(2_394));
    private static readonly Figure Orders = Some.UpTo(Some.Locked, Some.Day(4, 3), Quantity.AtLeast(40_000));

    [Fact]
    public void TheFirstWeekMakesTheRunRateAndTheMultiple()
    {
        var numbers = Of([Orders], [Orders, FirstWeek]).Numbers;
        Assert.Contains(numbers, n => n is { Before: "not known", After: "9,576" });
        Assert.Contains(numbers, n => n is { Before: "not known", After: "≥ 4.17" });
    }

    [Fact]
    public void WhatIsTheSameChangesNothing() => Assert.True(Of([FirstWeek], [FirstWeek]).IsEmpty);

    [Fact]
    public void AFigureThatCannotBeTrueIsNamedWithThoseAgainstIt()
    {
        var until = Some.UpTo(Some.Built, Some.Day(4, 30), Quantity.Exact(1_000), "blog");
        var contradiction = Assert.Single(Of([FirstWeek], [FirstWeek, until]).New);
        Assert.Equal(until.Key, contradiction.Figure!.Key);
        Assert.Contains(contradiction.Against, f => f.Key == FirstWeek.Key);
        Assert.Single(Of([FirstWeek, until], [FirstWeek]).Settled);
    }

    [Fact]
    public void AClaimThatCanBeToldSaysWhatItIs()
    {
        var expected = Some.In(new(Some.Slug, Measure.Orders, Series.Expected), Some.Day(4, 1), Some.Day(4, 30), Quantity.Exact(10_000),
            published: Some.Day(3, 28));
        var orders = Some.UpTo(Some.Locked, Some.Day(4, 3), Quantity.Exact(40_000));
        var claim = Assert.Single(Of([orders], [orders, expected]).Claims);
        Assert.Equal(("cannot be told", "holds"), (claim.Before, claim.After));
    }

    [Fact]
    public void ATargetSaysHowFastTheRestMustCome()
    {
        var target = Some.In(Some.Target, Some.Day(1, 1), Some.Day(12, 31), Quantity.Exact(100_000), published: Some.Day(3, 28));
        var delivered = Some.UpTo(Some.Delivered, Some.Day(6, 30), Quantity.Exact(40_000));
        var change = Assert.Single(Of([target], [target, delivered]).Targets);
        Assert.Contains("40,000", change.After, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePanelShowsBeforeAndAfter()
    {
        var panel = Render<ConsequencesPanel>(p => p.Add(c => c.Consequences, Of([], [FirstWeek])));
        Assert.Contains("9,576", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("not known", panel.Markup, StringComparison.Ordinal);
    }

    private static Consequences Of(Figure[] before, Figure[] after) =>
        Consequences.Of(Some.Snapshot(before), Some.Snapshot(after), MonthBasis.FourWeeks);
}
