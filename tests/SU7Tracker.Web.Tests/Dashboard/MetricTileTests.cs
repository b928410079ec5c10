using Bunit;
using SU7Tracker.Domain;
using SU7Tracker.Web.Dashboard;

namespace SU7Tracker.Web.Tests.Dashboard;

public sealed class MetricTileTests : BunitContext
{
    private static readonly Metrics Article = new(Some.Article, MonthBasis.FourWeeks);

    private IRenderedComponent<MetricTile> Tile(Metric metric) =>
        Render<MetricTile>(p => p.Add(t => t.Metric, metric).Add(t => t.Sources, Some.Article.History.Sources));

    [Fact]
    public void AnExactNumberIsSaidWithItsUnitAndDays()
    {
        var tile = Tile(Article.MonthlyRunRate);
        Assert.Equal("9,576 units a month", tile.Find(".metric-value").TextContent);
        Assert.Equal("8–14 Apr 2024", tile.Find(".metric-period").TextContent);
    }

    [Fact]
    public void AFloorIsSaidAsOne()
    {
        Assert.Equal("≥ 40,000 units", Tile(Article.CumulativeOrders).Find(".metric-value").TextContent);
        Assert.Equal("≥ 4.18 months", Tile(Article.OrdersToRunRate).Find(".metric-value").TextContent);
    }

    [Fact]
    public void WhatIsNotKnownSaysWhyAndIsNoNumber()
    {
        var tile = Tile(Article.OrderBacklog);
        Assert.Equal("not known", tile.Find(".metric-value").TextContent);
        Assert.Contains("No figures of deliveries", tile.Find(".metric-period").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void ItsWorkingShowsFormulaNumbersFiguresAndSources()
    {
        var working = Tile(Article.MonthlyRunRate).Find("[popover]").TextContent;
        Assert.Contains("count ÷ days × 7 × weeks per month", working, StringComparison.Ordinal);
        Assert.Contains("2,394 ÷ 7 × 7 × 4", working, StringComparison.Ordinal);
        Assert.Contains("What the press says", working, StringComparison.Ordinal);
    }

    [Fact]
    public void TheButtonOpensTheWorkingOfItsOwnNumber()
    {
        var tile = Tile(Article.WeeklyProduction);
        Assert.Equal(tile.Find("[popover]").Id, tile.Find(".metric > button").GetAttribute("popovertarget"));
    }

    [Fact]
    public void AnAddressThatIsNotOfTheWebIsNoLink() =>
        Assert.Empty(Render<SourceLink>(p => p.Add(l => l.Source, Some.Article.History.Sources["blog"])).FindAll("a"));
}
