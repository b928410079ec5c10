using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace SU7Tracker.Web.Tests.Api;

public sealed class ReadEndpointsTests(ApiSite site) : IClassFixture<ApiSite>
{
    private static readonly string[] KeyOfARevision = ["measure", "basis", "city", "periodStart", "periodEnd", "source", "revision"];

    [Fact]
    public async Task TheVehiclesOnRecordAreListed() =>
        Assert.Equal(
            [
                "model-3",
                "model-3-cn",
                "model-y-cn",
                "nio-es8-2025",
                "onvo-l60",
                "su7",
                "su7-2026",
                "xiaomi-ev",
                "xiaomi-skynomad",
                "xpeng-mona-m03",
                "yu7",
                "zeekr-001",
            ],
            (await site.GetAsync("/vehicles")).EnumerateArray().Select(v => v.GetProperty("slug").GetString()));

    [Theory]
    [InlineData("weekly-production", "units/week", 2394, 2394, "exact", "2,394")]
    [InlineData("monthly-run-rate", "units/month", 9576, 9576, "exact", "9,576")]
    [InlineData("cumulative-orders", "units", 40000, null, "at_least", "≥ 40,000")]
    public async Task TheArticlesWorldIsReadAsOfItsDay(string key, string unit, int low, int? high, string qualifier, string text)
    {
        var metric = await MetricAsync(key, "2024-04-18");
        var value = metric.GetProperty("value");
        Assert.Equal(unit, metric.GetProperty("unit").GetString());
        Assert.Equal(low, value.GetProperty("low").GetDecimal());
        Assert.Equal(high, value.GetProperty("high") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null);
        Assert.Equal(qualifier, value.GetProperty("qualifier").GetString());
        Assert.Equal(text, value.GetProperty("text").GetString());
    }

    [Fact]
    public async Task MonthsOfOutputOnOrderKeepFifteenDigitsRoundedOutward()
    {
        var value = (await MetricAsync("orders-to-run-rate", "2024-04-18")).GetProperty("value");
        Assert.Equal(4.17710944026733m, value.GetProperty("low").GetDecimal());
        Assert.Equal("≥ 4.17", value.GetProperty("text").GetString());
    }

    [Theory, InlineData("four-weeks", 9576), InlineData("thirty-days", 10260), InlineData("average-month", 10374),
        InlineData("calendar-month", 10260)]
    public async Task TheMonthBasisIsTheCallersChoice(string month, int perMonth)
    {
        var answer = await site.GetAsync($"/vehicles/su7/metrics?asOf=2024-04-18&month={month}");
        Assert.Equal(month, answer.GetProperty("month").GetString());
        Assert.Equal(perMonth, Find(answer, "monthly-run-rate").GetProperty("value").GetProperty("low").GetDecimal());
    }

    [Fact]
    public async Task AMetricNamesItsFormulaInputsAndSources()
    {
        var metric = await MetricAsync("monthly-run-rate", "2024-04-18");
        Assert.Equal("count ÷ days × 7 × weeks per month", metric.GetProperty("formula").GetString());
        Assert.Equal("2024-04-08", metric.GetProperty("period").GetProperty("start").GetString());
        var count = metric.GetProperty("inputs")[0];
        Assert.Equal("count", count.GetProperty("name").GetString());
        Assert.Equal("seed_spm_20240418", count.GetProperty("source").GetString());
    }

    [Fact]
    public async Task WhatIsNotKnownIsNullWithAReason()
    {
        var metric = await MetricAsync("order-backlog", "2024-04-18");
        Assert.Equal(JsonValueKind.Null, metric.GetProperty("value").ValueKind);
        Assert.Contains("deliveries", metric.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task JuneFollowsFromItsQuarterAndTheMonthsBefore()
    {
        var months = (await site.GetAsync("/vehicles/su7/series?measure=deliveries&per=month&from=2024-06-01&to=2024-06-30"))
            .GetProperty("points");
        var june = Assert.Single(months.EnumerateArray());
        Assert.Equal("2024-06", june.GetProperty("period").GetProperty("label").GetString());
        Assert.Equal((11603, 11603), (june.GetProperty("count").GetProperty("low").GetInt32(), june.GetProperty("count")
            .GetProperty("high").GetInt32()));
        Assert.False(june.GetProperty("estimated").GetBoolean());
    }

    [Fact]
    public async Task WeeksRunFromTheFirstToTheLastDayThatTheSeriesSpeaksOf()
    {
        var points = (await site.GetAsync("/vehicles/su7/series?measure=production&basis=built&per=week")).GetProperty("points")
            .EnumerateArray().ToList();
        Assert.Equal("2024-W15", points[0].GetProperty("period").GetProperty("label").GetString());
        Assert.Equal("2024-W46", points[^1].GetProperty("period").GetProperty("label").GetString());
        Assert.Equal(32, points.Count);
        Assert.True(points[^1].GetProperty("partial").GetBoolean());
        Assert.Equal("2024-11-13", points[^1].GetProperty("covered").GetProperty("end").GetString());
    }

    [Fact]
    public async Task FiguresAreGivenAsPublished()
    {
        var points = (await site.GetAsync("/vehicles/su7/series?measure=registrations&per=figure&from=2024-04-08&to=2024-04-14"))
            .GetProperty("points")
            .EnumerateArray()
            .ToList();
        var count = Assert.Single(points, p => p.GetProperty("source").GetString() == "cnevpost_20240416").GetProperty("count");
        Assert.Equal((2375, 2385, 2380, "about"), (count.GetProperty("low").GetInt32(), count.GetProperty("high").GetInt32(),
            count.GetProperty("estimate").GetInt32(), count.GetProperty("qualifier").GetString()));
    }

    [Fact]
    public async Task TheFiguresOfAVehicleArePagedToTheEnd()
    {
        var (seen, after) = (new List<string>(), "0");
        do
        {
            var page = await site.GetAsync($"/figures?vehicle=su7&history=true&limit=20&after={after}");
            seen.AddRange(page.GetProperty("figures").EnumerateArray()
                .Select(f => string.Join('|', KeyOfARevision.Select(field => f.GetProperty(field)))));
            after = page.GetProperty("next").ToString();
        }
        while (after.Length > 0);
        Assert.Equal(133, seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("text/csv", "text/csv")]
    [InlineData("text/csv, */*;q=0.5", "text/csv")]
    [InlineData("text/*", "text/csv")]
    [InlineData("text/csv;q=0", "application/json")]
    [InlineData("text/csv;q=0.5, application/json", "application/json")]
    [InlineData("application/json, text/csv", "application/json")]
    [InlineData("text/html,application/xml;q=0.9,*/*;q=0.8", "application/json")]
    [InlineData("*/*", "application/json")]
    public async Task WhatIsAcceptedMoreIsSent(string accept, string sent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/vehicles");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await site.Anonymous.SendAsync(request);
        Assert.Equal(sent, answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory, InlineData("/api/v1/vehicles"), InlineData("/api/v1/vehicles/su7/metrics"), InlineData("/api/v1/changes")]
    public async Task ATokenThatIsNoLongerGoodIsRefusedThoughNobodyNeedsOne(string path)
    {
        using var stranger = site.Caller("nobody-ever-made-this-token-or-will");
        using var answer = await stranger.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await ApiSite.WordsAsync(answer, path);
    }

    [Fact]
    public async Task ATableOfPublishedFiguresSaysWhichWereSetAsideAndWhoPublishedThem()
    {
        var lines = (await site.Anonymous.GetStringAsync("/api/v1/vehicles/su7/series.csv?measure=production&per=figure&asOf=2024-05-01"))
            .Split('\n');
        Assert.EndsWith(",covered_text,laws,reading,source,set_aside,as_of,grade,left_out,version", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Contains(",in_period,", StringComparison.Ordinal)
            && l.Contains(",false,2024-05-01,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ACallerWhoHasTheAnswerIsToldSo()
    {
        var first = await site.Anonymous.GetAsync("/api/v1/vehicles/su7/metrics");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/vehicles/su7/metrics");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        var second = await site.Anonymous.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Theory, InlineData("/vehicles"), InlineData("/vehicles/su7/metrics"), InlineData("/vehicles/su7/series"),
        InlineData("/vehicles/su7/contradictions"), InlineData("/figures")]
    public async Task EveryListComesAsATable(string path)
    {
        var byPath = await site.Anonymous.GetAsync($"/api/v1{path}.csv");
        Assert.Equal("text/csv", byPath.Content.Headers.ContentType!.MediaType);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1" + path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        var byHeader = await site.Anonymous.SendAsync(request);
        Assert.Equal(await byPath.Content.ReadAsStringAsync(), await byHeader.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/vehicles/su7/metrics?asOf=2024-1-1", "asOf")]
    [InlineData("/vehicles/su7/metrics?asOf=0001-01-01", "asOf")]
    [InlineData("/vehicles/su7/metrics?month=lunar", "month")]
    [InlineData("/vehicles/su7/series?per=decade", "per")]
    [InlineData("/vehicles/su7/series?measure=sales", "measure")]
    [InlineData("/vehicles/su7/series?basis=Built%20", "basis")]
    [InlineData("/figures?limit=0", "limit")]
    [InlineData("/figures?after=99999999999999999999", "after")]
    [InlineData("/figures?history=maybe", "history")]
    [InlineData("/vehicles/su7/series?from=2024-05-01&to=2024-04-01", "to")]
    [InlineData("/figures?from=2024-05-01&to=2024-04-01", "to")]
    [InlineData("/figures?after=5%00", "after")]
    public async Task AWrongParameterIsNamed(string path, string field)
    {
        var answer = await site.Anonymous.GetAsync("/api/v1" + path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(field, (await ApiSite.ReadAsync(answer)).GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Theory, InlineData("/vehicles/model-t/metrics"), InlineData("/vehicles/model-t/series"), InlineData("/figures?vehicle=model-t"),
        InlineData("/nothing")]
    public async Task WhatIsNotThereIsAProblem(string path)
    {
        var answer = await site.Anonymous.GetAsync("/api/v1" + path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task TheDescriptionNamesEveryAddress()
    {
        var paths = (await ApiSite.ReadAsync(await site.Anonymous.GetAsync("/openapi/v1.json"))).GetProperty("paths").EnumerateObject()
            .Select(p => p.Name).ToList();
        Assert.Superset(
            new HashSet<string> { "/api/v1/vehicles", "/api/v1/vehicles/{slug}/metrics", "/api/v1/vehicles/{slug}/series",
                "/api/v1/vehicles/{slug}/bounds", "/api/v1/vehicles/{slug}/contradictions", "/api/v1/vehicles/{slug}/waits",
                "/api/v1/sources", "/api/v1/sources/{id}", "/api/v1/figures", "/api/v1/imports", "/api/v1/changes" },
            paths.ToHashSet());
    }

    private async Task<JsonElement> MetricAsync(string key, string asOf) =>
        Find(await site.GetAsync($"/vehicles/su7/metrics?asOf={asOf}"), key);

    private static JsonElement Find(JsonElement answer, string key) => answer.GetProperty("metrics").EnumerateArray()
        .Single(m => m.GetProperty("key").GetString() == key);
}
