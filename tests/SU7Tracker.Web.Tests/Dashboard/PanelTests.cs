using Bunit;
using SU7Tracker.Domain;
using SU7Tracker.Web.Dashboard;

namespace SU7Tracker.Web.Tests.Dashboard;

public sealed class PanelTests : BunitContext
{
    private IRenderedComponent<ContradictionsPanel> Contradictions(Snapshot snapshot, int page = 1) => Render<ContradictionsPanel>(p => p
        .Add(c => c.Contradictions, snapshot.Curve(Some.Built)!.Contradictions)
        .Add(c => c.Sources, snapshot.History.Sources)
        .Add(c => c.Page, page).Add(c => c.Link, number => $"?page=contradictions.{number}"));

    private IRenderedComponent<FiguresPanel> Figures(Snapshot snapshot, int page = 1) => Render<FiguresPanel>(p => p
        .Add(f => f.Snapshot, snapshot).Add(f => f.Page, page).Add(f => f.Link, number => $"?page=figures.{number}"));

    [Fact]
    public void AContradictionNamesTheFigureSetAsideThoseAgainstItAndTheReason()
    {
        var panel = Contradictions(Some.Snapshot(
            Some.UpTo(Some.Built, Some.Day(4, 30), Quantity.Exact(10_000)),
            Some.In(Some.Built, Some.Day(4, 8), Some.Day(4, 14), Quantity.Exact(12_000), "blog")));
        var item = panel.Find(".contradictions > li").TextContent;
        Assert.Contains("8–14 Apr 2024: 12,000", item, StringComparison.Ordinal);
        Assert.Contains("up to 30 Apr 2024: 10,000", item, StringComparison.Ordinal);
        Assert.Contains("worse grade", item, StringComparison.Ordinal);
        Assert.Contains("A Blog", item, StringComparison.Ordinal);
    }

    [Fact]
    public void OfManyContradictionsAPageIsShownAtATime()
    {
        var days = Enumerable.Range(0, ContradictionsPanel.PageSize + 3).Select(i => new DateOnly(2024, 4, 1).AddDays(i));
        var snapshot = Some.Snapshot([Some.UpTo(Some.Built, Some.Day(8, 1), Quantity.Exact(10)), .. days.Select(day => Some.In(Some.Built, day, day, Quantity.Exact(20), "blog"))]);
        Assert.Equal(ContradictionsPanel.PageSize, Contradictions(snapshot).FindAll(".contradictions > li").Count);
        var last = Contradictions(snapshot, page: 9);
        Assert.Equal(3, last.FindAll(".contradictions > li").Count);
        Assert.Equal("?page=contradictions.1", last.Find(".pager a").GetAttribute("href"));
    }

    [Fact]
    public void FiguresThatAgreeAreSaidToAgree() =>
        Assert.Contains("agree", Contradictions(Some.Article).Markup, StringComparison.Ordinal);

    [Fact]
    public void ARevisedFigureShowsWhatItReplaced()
    {
        var panel = Figures(Some.Snapshot(
            Some.In(Some.Built, Some.Day(5, 1), Some.Day(5, 31), Quantity.Exact(8_630), published: Some.Day(6, 1)),
            Some.In(Some.Built, Some.Day(5, 1), Some.Day(5, 31), Quantity.Exact(8_646), published: Some.Day(6, 2)) with { Revision = 2, Reason = "corrected in a filing" }));
        var rows = panel.FindAll("tbody tr");
        Assert.Contains("8,646", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("corrected in a filing", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("superseded", rows[1].ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatWasNotKnownOnTheDayIsNotListed()
    {
        var history = Some.History(
            Some.In(Some.Built, Some.Day(4, 8), Some.Day(4, 14), Quantity.Exact(2_394), published: Some.Day(4, 18)),
            Some.UpTo(Some.Built, Some.Day(4, 29), Quantity.Exact(10_000), published: Some.Day(5, 6)));
        Assert.Single(Figures(history.AsOf(Some.Day(4, 18))).FindAll("tbody tr"));
    }

    [Fact]
    public void TheThreeMultiplesKeepTheirNamesAndTheClaimIsNotAnAnswer()
    {
        var panel = Render<DemandPanel>(p => p
            .Add(d => d.Metrics, new(Some.Article, MonthBasis.FourWeeks)).Add(d => d.Sources, Some.Article.History.Sources)
            .Add(d => d.Month, MonthBasis.FourWeeks).Add(d => d.Claim, Some.Article.Claims.Single()));
        Assert.Equal("≥ 4.18 months", panel.Find("[data-metric=orders-to-run-rate] td").TextContent);
        Assert.Equal("not known", panel.Find("[data-metric=demand-vs-expectation] td").TextContent);
        Assert.Equal("not known", panel.Find("[data-metric=demand-vs-plan] td").TextContent);
        Assert.Contains("≥ 8,000", panel.Find("[data-metric=implied-expectation]").TextContent, StringComparison.Ordinal);
        Assert.Contains("three different questions", panel.Markup, StringComparison.Ordinal);
    }
}
