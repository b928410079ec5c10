using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace SU7Tracker.Web.Tests.Charts;

/// <summary>The running program over the public record.</summary>
public sealed partial class ChartEndpointsTests(ChartEndpointsTests.Site site) : IClassFixture<ChartEndpointsTests.Site>
{
    private const string Overview = "/vehicles/su7/charts/overview";
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
        using var first = await client.GetAsync(Overview + "?asOf=2024-07-31&per=month", Cancel);
        using var json = JsonDocument.Parse(await first.Content.ReadAsStringAsync(Cancel));
        var points = json.RootElement.GetProperty("marks")[0].GetProperty("points").EnumerateArray();
        Assert.Equal(8_646, points.Single(p => p.GetProperty("to").GetString() == "2024-05-31").GetProperty("value").GetInt32());
        using var again = new HttpRequestMessage(HttpMethod.Get, Overview + "?asOf=2024-07-31&per=month")
        {
            Headers = { IfNoneMatch = { first.Headers.ETag! } },
        };
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again, Cancel)).StatusCode);
    }

    [Fact]
    public async Task TheAddressThatThePageNamesIsKeptForEver()
    {
        using var client = _program.CreateClient();
        var page = await client.GetStringAsync("/?asOf=2024-07-31", Cancel);
        var address = WebUtility.HtmlDecode(Address().Match(page).Groups[1].Value);
        using var pinned = await client.GetAsync(address, Cancel);
        Assert.Contains("immutable", pinned.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var other = await client.GetAsync(address.Replace("&v=", "&v=9", StringComparison.Ordinal), Cancel);
        Assert.True(other.Headers.CacheControl!.NoCache);
    }

    [Fact]
    public async Task EveryChartComesAsCsvWithBothBounds()
    {
        using var client = _program.CreateClient();
        using var answer = await client.GetAsync(Overview + ".csv?asOf=2024-07-31&per=month", Cancel);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        var rows = (await answer.Content.ReadAsStringAsync(Cancel)).Split("\r\n");
        Assert.StartsWith("line,period,period_start,period_end,low,high,", rows[0].TrimStart((char)0xFEFF), StringComparison.Ordinal);
        Assert.Contains(rows, row => row.Contains("2024-05-01,2024-05-31,8646,8646,8646,exact", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/vehicles/su7/charts/none"), InlineData("/vehicles/none/charts/overview"), InlineData("/vehicles/none")]
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
        Assert.NotEqual(HttpStatusCode.OK, (await client.GetAsync(Overview, Cancel)).StatusCode);
    }

    [GeneratedRegex("data-chart=\"([^\"]+)\"")]
    private static partial Regex Address();
}
