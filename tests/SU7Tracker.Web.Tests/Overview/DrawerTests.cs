using Bunit;
using SU7Tracker.Domain;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Overview;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Overview;

/// <summary>What stands beside the first screen: what has become known since, and what cannot be true together.</summary>
public sealed class DrawerTests : BunitContext
{
    private static readonly Figure Week =
        Some.In(Some.Built, Some.Day(4, 8), Some.Day(4, 14), Quantity.Exact(2_394), published: Some.Day(4, 18));

    [Fact]
    public void WhatHasBecomeKnownSinceIsCountedAndTheNumbersThatMovedAreListed()
    {
        using var _ = new Reader("en");
        var history = Some.History(
            Week,
            Week with { Revision = 2, Quantity = Quantity.Exact(2_500), PublishedOn = Some.Day(5, 2), Reason = "restated" },
            Some.In(Some.Built, Some.Day(4, 15), Some.Day(4, 21), Quantity.Exact(3_000), published: Some.Day(4, 25)));
        var (then, now) = (history.AsOf(Some.Day(4, 20)), history.AsOf(Some.Day(6, 1)));
        var changes = FigureChanges.Between(history, Some.Day(4, 20), Some.Day(6, 1));
        var moved = FigureChanges.Moved(
            new Metrics(then, MonthBasis.FourWeeks).All, new Metrics(now, MonthBasis.FourWeeks).All, changes);
        var drawer = Render<SinceDrawer>(p => p.Add(d => d.Changes, changes).Add(d => d.Moved, moved)
            .Add(d => d.View, ViewState.Read("/vehicles/su7?asOf=2024-04-20")).Add(d => d.Details, "/there"));
        Assert.Contains("20 Apr 2024", drawer.Find("h2").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 figures are new, 1 revised, 0 withdrawn", drawer.Find("p").TextContent, StringComparison.Ordinal);
        Assert.Equal("/there", drawer.Find("p a").GetAttribute("href"));
        var weekly = drawer.FindAll("li").First(li => li.TextContent.Contains("2,394", StringComparison.Ordinal));
        Assert.Equal("3,000", weekly.QuerySelector("strong")!.TextContent);
        // What says the same as before is not among them.
        Assert.All(drawer.FindAll("li span"), line => Assert.NotEqual(
            line.TextContent.Split('→')[0].Trim(), line.QuerySelector("strong")!.TextContent.Trim()));
        Assert.True(drawer.FindAll("li").Count < moved.Count);
        Assert.NotEmpty(drawer.FindAll("button[popovertarget=since][popovertargetaction=hide]"));
    }

    [Fact]
    public void AFigureThatIsSetAsideStandsBesideThoseAgainstItAndSaysWhy()
    {
        using var _ = new Reader("en");
        var snapshot = Some.Snapshot(Week, Week with { Source = "blog", Quantity = Quantity.Exact(9_999) });
        var drawer = Render<ContradictionsDrawer>(
            p => p.Add(d => d.Contradictions, snapshot.Contradictions).Add(d => d.Sources, snapshot.History.Sources));
        var one = Assert.Single(drawer.FindAll("ul.contradiction"));
        Assert.Contains("9,999", one.Children[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("2,394", one.Children[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("2,394", one.Children[^1].TextContent, StringComparison.Ordinal);
        Assert.Contains("The Press", one.Children[^1].TextContent, StringComparison.Ordinal);
    }
}
