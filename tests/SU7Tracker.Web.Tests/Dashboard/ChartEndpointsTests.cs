using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace SU7Tracker.Web.Tests.Dashboard;

/// <summary>The running program over the public record.</summary>
public sealed class ChartEndpointsTests(ChartEndpointsTests.Site site) : IClassFixture<ChartEndpointsTests.Site>
{
    private readonly WebApplicationFactory<Program> _program = site.Program;

    public sealed class Site : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("charts").FullName;

        public Site() => Program = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host.UseSetting("Data:Folder", _folder));

        public WebApplicationFactory<Program> Program { get; }

        public void Dispose()
        {
            Program.Dispose();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task AChartIsFetchedOnceAndThenOnlyAskedFor()
    {
        using var client = _program.CreateClient();
        using var first = await client.GetAsync("/vehicles/su7/charts/weekly?asOf=2024-04-18", Cancel);
        using var json = JsonDocument.Parse(await first.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(2_394, json.RootElement.GetProperty("marks")[0].GetProperty("points")[0].GetProperty("value").GetInt32());
        using var again = new HttpRequestMessage(HttpMethod.Get, "/vehicles/su7/charts/weekly?asOf=2024-04-18") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again, Cancel)).StatusCode);
    }

    [Fact]
    public async Task EveryChartComesAsCsvWithTheDaysItSpeaksOf()
    {
        using var client = _program.CreateClient();
        foreach (var name in Web.Dashboard.DashboardCharts.Names)
        {
            using var answer = await client.GetAsync($"/vehicles/su7/charts/{name}.csv", Cancel);
            Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
            Assert.StartsWith("mark,period_start,period_end,", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/vehicles/su7/charts/none"), InlineData("/vehicles/none/charts/weekly"), InlineData("/vehicles/none")]
    public async Task WhatIsNotThereIsNotFound(string address)
    {
        using var client = _program.CreateClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address, Cancel)).StatusCode);
    }

    [Fact]
    public async Task WhereReadingIsClosedNobodyReadsAChart()
    {
        using var closed = _program.WithWebHostBuilder(host => host.UseSetting("Access:ReadRequiresSignIn", "true"));
        using var client = closed.CreateClient(new() { AllowAutoRedirect = false });
        Assert.NotEqual(HttpStatusCode.OK, (await client.GetAsync("/vehicles/su7/charts/weekly", Cancel)).StatusCode);
    }
}
