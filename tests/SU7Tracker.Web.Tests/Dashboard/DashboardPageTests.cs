using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Dashboard;

namespace SU7Tracker.Web.Tests.Dashboard;

/// <summary>The page over the public record in an SQLite file.</summary>
public sealed class DashboardPageTests : BunitContext, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard").FullName;

    public async ValueTask InitializeAsync()
    {
        Services.AddLogging();
        Services.AddTrackerData(TrackerStorage.From(null, _folder));
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

    private IRenderedComponent<DashboardPage> Page(string address, string? slug = null)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Render<DashboardPage>(p => p.Add(d => d.Slug, slug));
        page.WaitForElement("h1");
        return page;
    }

    private static string Value(IRenderedComponent<DashboardPage> page, string metric) => page.Find($".metric[data-metric={metric}] .metric-value").TextContent;

    [Fact]
    public void AsOfTheDayOfTheArticleItShowsTheArticlesWorld()
    {
        var page = Page("/?asOf=2024-04-18");
        Assert.Equal("2,394 units a week", Value(page, "weekly-production"));
        Assert.Equal("9,576 units a month", Value(page, "monthly-run-rate"));
        Assert.Equal("≥ 40,000 units", Value(page, "cumulative-orders"));
        Assert.Equal("≥ 4.18 months", Value(page, "orders-to-run-rate"));
        Assert.Contains("as it stood on 18 Apr 2024", page.Find(".banner").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherMonthBasisIsAnotherAddressAndAnotherRunRate()
    {
        var page = Page("/?asOf=2024-04-18");
        page.Find("select.month-basis").Change("average-month");
        page.WaitForAssertion(() => Assert.Equal("10,374 units a month", Value(page, "monthly-run-rate")));
        Assert.Contains("month=average-month", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherSeriesIsAnotherAddressAndAnotherChart()
    {
        var page = Page("/");
        page.Find("select[name=series]").Change("registrations.insured");
        page.WaitForAssertion(() => Assert.Contains("measure=registrations", page.Find("#weekly").GetAttribute("data-chart"), StringComparison.Ordinal));
        Assert.DoesNotContain("basis", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void TablesStandInPlaceOfTheChartsWhenTheAddressSaysSo()
    {
        var page = Page("/?view=table");
        Assert.Empty(page.FindAll("figure"));
        Assert.Equal(DashboardCharts.Names, page.FindAll("div.chart").Select(d => d.Id));
    }

    [Fact]
    public void AChartAndItsTableStandTogetherWhenTheAddressSaysSo()
    {
        var page = Page("/?asOf=2024-04-18&beside=weekly");
        Assert.Equal(DashboardCharts.Names, page.FindAll("figure").Select(f => f.Id));
        Assert.Contains("2,394", Assert.Single(page.FindAll("figure + .numbers, figure ~ .numbers")).TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.Find("#weekly .beside").GetAttribute("aria-expanded"));
        Assert.DoesNotContain("beside", page.Find("#weekly .beside").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOpenPageShowsAFigureAsSoonAsItIsRecorded()
    {
        var page = Page("/");
        var before = page.Find("#weekly").GetAttribute("data-chart");
        var draft = new FigureDraft(
            new(Some.Built, Reading.InPeriod, new(2024, 11, 18), new(2024, 11, 24)), Quantity.Exact(5_555), new(2024, 11, 25), "stcn_20241113");
        var outcome = await Services.GetRequiredService<Figures>().PublishAsync([draft], new("tests"), cancel: Xunit.TestContext.Current.CancellationToken);
        Assert.True(outcome.Committed);
        page.WaitForAssertion(() => Assert.Equal("5,555 units a week", Value(page, "weekly-production")));
        Assert.NotEqual(before, page.Find("#weekly").GetAttribute("data-chart"));
    }

    [Fact]
    public async Task AVehicleWithoutFiguresSaysSo()
    {
        Assert.Null(await Services.GetRequiredService<Vehicles>().SaveAsync(new("yu7", "YU7", "Xiaomi", null), new("tests"), Xunit.TestContext.Current.CancellationToken));
        var page = Page("/vehicles/yu7", "yu7");
        Assert.Equal("Nothing is on record for this vehicle yet.", page.Find(".empty").TextContent);
        Assert.Empty(page.FindAll("figure"));
    }
}
