using Bunit;
using Microsoft.AspNetCore.Components;
using SU7Tracker.Domain;
using SU7Tracker.Web.Record;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Record;

public sealed class FigureDrawerTests : BunitContext
{
    private static readonly Figure May =
        Some.In(Some.Delivered, Some.Day(5, 1), Some.Day(5, 31), Quantity.Exact(8_630), published: Some.Day(6, 1));
    private static readonly Snapshot Snapshot = Some.Snapshot(
        May,
        May with { Revision = 2, Quantity = Quantity.Exact(8_646), PublishedOn = Some.Day(6, 3), Reason = "restated", RecordedBy = "7" },
        May with { Source = "blog", Quantity = Quantity.Exact(9_999), PublishedOn = Some.Day(6, 4) });

    public FigureDrawerTests() => Renderer.SetRendererInfo(new("Server", isInteractive: true));

    [Fact]
    public void TheRevisionsOfAFigureSayByHowMuchAndHowLateEachChangedItAndWhoRecordedIt()
    {
        using var _ = new Reader("en");
        var drawer = Show("press", _ => { });
        var rows = drawer.FindAll("tr");
        Assert.Equal(["superseded", null], rows.Select(r => r.GetAttribute("class")));
        Assert.Contains("8,646", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("+16", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("restated", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("Ada", rows[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEarlierRevisionIsOfferedToStandAgainToWhomMayWrite()
    {
        Figure? restored = null;
        Show("press", revision => restored = revision).Find("tr button").Click();
        Assert.Equal(1, restored!.Revision);
        Assert.Empty(Show("press", null).FindAll("tr button"));
    }

    [Fact]
    public void AFigureThatIsNotUsedStandsBesideThoseAgainstIt()
    {
        using var _ = new Reader("en");
        var against = Assert.Single(Show("blog", null).FindAll(".working-inputs li"));
        Assert.Contains("8,646", against.TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<FigureDrawer> Show(string source, Action<Figure>? restore) => Render<FigureDrawer>(p =>
    {
        p.Add(d => d.Row, RecordRow.Of(Snapshot).Single(r => r.Figure.Source == source)).Add(d => d.Snapshot, Snapshot)
            .Add(d => d.CloseLink, "/record").Add(d => d.Names, new Dictionary<string, string> { ["7"] = "Ada" });
        if (restore is not null)
        {
            p.Add(d => d.OnRestore, EventCallback.Factory.Create(this, restore));
        }
    });
}
