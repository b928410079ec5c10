using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Data;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Explore;
using SU7Tracker.Web.Deriving;
using SU7Tracker.Web.Due;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Tests.Explore;

/// <summary>The page over the public record in an SQLite file.</summary>
public sealed class ExplorePageTests : BunitContext, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("explore").FullName;

    public async ValueTask InitializeAsync()
    {
        Services.AddLogging();
        Services.AddTrackerData(TrackerStorage.From(null, _folder));
        Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        Services.AddSingleton<OpenPages>();
        Services.AddSingleton<VehicleDirectory>();
        Services.AddSingleton<Derivations>();
        Services.AddSingleton<Snapshots>();
        Services.AddSingleton<ChartCache>();
        Services.AddSingleton<DueFigures>();
        await Services.GetRequiredService<Database>().MigrateAsync(Xunit.TestContext.Current.CancellationToken);
        await Services.GetRequiredService<SampleRecord>().LoadIfEmptyAsync(Xunit.TestContext.Current.CancellationToken);
        Renderer.SetRendererInfo(new("Server", isInteractive: true));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private IRenderedComponent<ExplorePage> Page(string query, string wait = "h1")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/vehicles/su7/explore" + query);
        var page = Render<ExplorePage>(p => p.Add(d => d.Slug, "su7"));
        page.WaitForElement(wait, TimeSpan.FromSeconds(20));
        return page;
    }

    [Fact]
    public void APressedPointShowsItsWorking()
    {
        var page = Page("?asOf=2025-01-02&per=week&range=2024&open=deliveries.delivered~2024-11-04~2024-11-10", "#point");
        var drawer = page.Find("#point");
        Assert.Contains("week 45 of 2024", drawer.QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("12,843", drawer.TextContent, StringComparison.Ordinal);
        Assert.Contains("No more than what was built", drawer.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(drawer.QuerySelectorAll(".point-tighten tr"));
        Assert.Contains(
            "2024-10-28~2024-11-03",
            Uri.UnescapeDataString(drawer.QuerySelector("a[rel=prev]")!.GetAttribute("href")!),
            StringComparison.Ordinal);
        Assert.NotEmpty(drawer.QuerySelectorAll(".working-inputs a, .working-inputs .grade"));
    }

    [Fact]
    public void TwoDaysAreComparedWithWhatMovedTheNumbers()
    {
        var page = Page("?asOf=2024-06-02&then=2024-05-07");
        Assert.Equal(new(2024, 5, 7), DayText.Read(page.Find("input[name=then]").GetAttribute("value")));
        var tables = page.FindAll("table.dense");
        Assert.Contains(
            tables[0].QuerySelectorAll("tbody tr"),
            r => r.TextContent.Contains("Deliveries to date", StringComparison.OrdinalIgnoreCase) || r.QuerySelectorAll(".below").Length > 0
        );
        Assert.Contains(tables[1].QuerySelectorAll("tbody tr"), r => r.TextContent.Contains("new", StringComparison.Ordinal));
    }

    [Theory, InlineData("triangle", ".triangle"), InlineData("revisions", "table")]
    public void RevisionsStandInATriangleAndSideBySide(string panel, string shown) =>
        Assert.NotNull(Page($"?series=deliveries.delivered&panel={panel}", shown).Find(shown));

    [Fact]
    public void TheSliderGoesAlongTheDaysOnWhichSomethingBecameKnown()
    {
        var page = Page("?asOf=2024-06-02");
        var slider = page.Find("input[type=range]");
        slider.Change("0");
        page.WaitForAssertion(() =>
        {
            var address = Services.GetRequiredService<NavigationManager>().Uri;
            Assert.Contains("asOf=", address, StringComparison.Ordinal);
            Assert.DoesNotContain("asOf=2024-06-02", address, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void APinnedLinkNamesTheVersionAndTheDay()
    {
        var link = Page("?asOf=2024-06-02&per=week").Find("a[href*='version=']").GetAttribute("href")!;
        Assert.Contains("asOf=2024-06-02", link, StringComparison.Ordinal);
        Assert.Contains("per=week", link, StringComparison.Ordinal);
        Assert.NotNull(Page(link[link.IndexOf('?', StringComparison.Ordinal)..]).Find("h1"));
    }
}
