using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Deriving;
using SU7Tracker.Web.Due;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Overview;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Overview;

/// <summary>The page over the public record in an SQLite file.</summary>
public sealed class OverviewPageTests : BunitContext, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("overview").FullName;

    public async ValueTask InitializeAsync()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(20);   // on a machine that is busy with other tests
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
        await Services.GetRequiredService<OpenPages>().StartAsync(Xunit.TestContext.Current.CancellationToken);
        Renderer.SetRendererInfo(new("Server", isInteractive: true));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private IRenderedComponent<OverviewPage> Page(string address, string? slug = null, string wait = "h1")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Render<OverviewPage>(p => p.Add(d => d.Slug, slug));
        page.WaitForElement(wait);
        return page;
    }

    private static string Value(IRenderedComponent<OverviewPage> page, string metric) =>
        page.Find($".kpi[data-metric={metric}] .kpi-value").TextContent;

    [Fact]
    public void AsOfTheDayOfTheArticleItShowsTheArticlesRecord()
    {
        var page = Page("/?asOf=2024-04-18");
        Assert.Equal("2,394", Value(page, "weekly-production"));
        Assert.Equal("9,576", Value(page, "monthly-run-rate"));
        Assert.StartsWith("≥ 4.17", page.Find("tr[data-metric=orders-to-run-rate] .number").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherMonthBasisIsAnotherRunRate() =>
        Assert.Equal("10,374", Value(Page("/?asOf=2024-04-18&month=average-month"), "monthly-run-rate"));

    [Fact]
    public void SixNumbersAreShownAndWhatIsNotKnownIsToldBelow()
    {
        var page = Page("/");
        Assert.InRange(page.FindAll(".kpi").Count, 4, 6);
        Assert.DoesNotContain(page.FindAll(".kpi-value"), value => value.TextContent.Contains("not known", StringComparison.Ordinal));
    }

    [Fact]
    public void ATableStandsInPlaceOfTheChartWhenTheAddressSaysSo()
    {
        var page = Page("/?asOf=2024-07-31&per=month&table=1");
        Assert.Empty(page.FindAll(".chart-canvas"));
        Assert.Contains("8,646", page.Find("figure .numbers").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AVehicleWithoutFiguresSaysSo()
    {
        Assert.Null(
            await Services
                .GetRequiredService<FactStore<Vehicle>>()
                .SaveAsync(new("sport", "Sport", "Maker", null), new("tests"), Xunit.TestContext.Current.CancellationToken));
        var page = Page("/vehicles/sport", "sport", ".empty");
        Assert.Equal("Nothing is on record for Sport yet.", page.Find(".empty").TextContent);
        Assert.Empty(page.FindAll("figure"));
    }
}
