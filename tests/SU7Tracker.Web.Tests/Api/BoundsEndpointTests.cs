using System.Net;
using System.Text.Json;

namespace SU7Tracker.Web.Tests.Api;

public sealed class BoundsEndpointTests(ApiSite site) : IClassFixture<ApiSite>
{
    [Theory]
    [InlineData("su7", "deliveries", "2025-04-01", "2025-06-30", "2026-10-31", 81_302, 81_302)]
    [InlineData("su7", "deliveries", "", "2025-06-30", "2026-10-31", 294_025, 294_025)]
    [InlineData("su7", "deliveries", "", "2024-10-31", "2024-11-21", 75_000, 100_000)]
    [InlineData("xiaomi-ev", "deliveries", "", "2024-12-31", "2026-10-31", 136_854, 136_854)]
    public async Task ThePublicRecordBoundsACount(string vehicle, string measure, string from, string to, string asOf, int low, int high)
    {
        var count = await CountAsync($"/vehicles/{vehicle}/bounds?measure={measure}&from={from}&to={to}&asOf={asOf}");
        Assert.Equal((low, high), (count.GetProperty("low").GetInt32(), count.GetProperty("high").GetInt32()));
    }

    [Theory]
    [InlineData("measure=production&to=2024-05-31&asOf=2024-06-02", 15_704)]
    [InlineData("measure=orders&basis=open&to=2024-10-27&asOf=2024-11-21", 8_063)]
    public async Task ThePublicRecordHasAFloor(string query, int low) =>
        Assert.Equal(low, (await CountAsync($"/vehicles/su7/bounds?{query}")).GetProperty("low").GetInt32());

    [Fact]
    public async Task AFloorHasNoEstimate()
    {
        var count = await CountAsync("/vehicles/su7/bounds?measure=orders&to=2024-04-03&asOf=2024-04-18");
        Assert.Equal("at_least", count.GetProperty("qualifier").GetString());
        Assert.Equal(JsonValueKind.Null, count.GetProperty("estimate").ValueKind);
        Assert.Equal("≥ 40,000", count.GetProperty("text").GetString());
    }

    [Fact]
    public async Task OpenOrdersAreWhatWasReportedUntilItBecomesKnownAsAllOrders()
    {
        var before = await CountAsync("/vehicles/su7/bounds?measure=orders&basis=open&to=2024-04-30&asOf=2024-05-07");
        Assert.Equal((88_063, 88_063), (before.GetProperty("low").GetInt32(), before.GetProperty("high").GetInt32()));
        var later = await CountAsync("/vehicles/su7/bounds?measure=orders&basis=open&to=2025-03-06&asOf=2025-03-07");
        Assert.Equal((140_000, 150_000), (later.GetProperty("low").GetInt32(), later.GetProperty("high").GetInt32()));
    }

    [Fact]
    public async Task TheAnswerNamesTheLawsAndFiguresThatItRestsOn()
    {
        const string Path = "/vehicles/su7/bounds?measure=production&to=2024-05-31&asOf=2024-06-02";
        var bounds = await site.GetAsync(Path);
        Assert.Contains("built-delivered", bounds.GetProperty("laws").EnumerateArray().Select(l => l.GetString()));
        Assert.Contains(bounds.GetProperty("evidence").EnumerateArray(), f => f.GetProperty("measure").GetString() == "deliveries");
        var alone = await site.GetAsync(Path + "&laws=false");
        Assert.Empty(alone.GetProperty("laws").EnumerateArray());
        Assert.True(alone.GetProperty("count").GetProperty("low").GetDecimal() < 15_704);
    }

    [Fact]
    public async Task ATableSaysTheSameInARow()
    {
        var lines = (await site.Anonymous.GetStringAsync("/api/v1/vehicles/su7/bounds.csv?measure=deliveries&to=2025-06-30")).Split('\n');
        Assert.StartsWith("measure,basis,city,period_start,period_end,low,high,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("deliveries,delivered,,,2025-06-30,294025,294025,exact,294025,", lines[1], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
    }

    [Theory]
    [InlineData("measure=deliveries&basis=target", "basis")]
    [InlineData("measure=orders&basis=open&from=2024-04-01", "from")]
    [InlineData("measure=deliveries&from=2024-05-01&to=2024-04-01", "to")]
    [InlineData("laws=perhaps", "laws")]
    [InlineData("grade=e", "grade")]
    public async Task WhatHasNoBoundsIsRefused(string query, string field)
    {
        using var answer = await site.Anonymous.GetAsync("/api/v1/vehicles/su7/bounds?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(field, (await ApiSite.ReadAsync(answer)).GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task DaysThatTheSeriesDoesNotCoverHaveBoundsToo()
    {
        var count = await CountAsync("/vehicles/su7/bounds?measure=orders&basis=reserved&to=2030-01-01");
        Assert.Equal((0, JsonValueKind.Null), (count.GetProperty("low").GetInt32(), count.GetProperty("high").ValueKind));
        var none = await CountAsync("/vehicles/su7/bounds?measure=deliveries&from=2024-01-01&to=2024-03-27");
        Assert.Equal((0, 0), (none.GetProperty("low").GetInt32(), none.GetProperty("high").GetInt32()));
    }

    private async Task<JsonElement> CountAsync(string path) => (await site.GetAsync(path)).GetProperty("count");
}
