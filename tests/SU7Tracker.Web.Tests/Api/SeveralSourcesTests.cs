using System.Text.Json;

namespace SU7Tracker.Web.Tests.Api;

/// <summary>What several sources say of the same days, and which of them counts.</summary>
public sealed class SeveralSourcesTests(ApiSite site) : IClassFixture<ApiSite>, IAsyncLifetime
{
    private const string Figures =
        "vehicle,measure,basis,reading,city,period_start,period_end,low,high,qualifier,published_on,source,note\n";

    public async ValueTask InitializeAsync()
    {
        await site.ImportAsync("slug,name,maker,launched_on,note\nheard,Heard,Nobody,,\n");
        await site.ImportAsync("id,title,publisher,url,published_on,grade\nga,A,,,,A\ngb,B,,,,B\ngc,C,,,,C\ngd,D,,,,D\n");
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task AFloorOfAWorseSourceStandsBesideAnExactCount()
    {
        await ImportAsync("month", "2024-06-01,2024-06-30,8646,8646,exact,2024-07-01,ga",
            "2024-06-01,2024-06-30,8000,,at_least,2024-07-01,gd");
        Assert.Equal((8_646, 8_646), await BoundsAsync("month", "2024-06-01", "2024-06-30"));
        Assert.Empty(await ContradictionsAsync("month"));
    }

    [Fact]
    public async Task AFigureOfAWorseSourceIsSetAsideAndNamed()
    {
        await ImportAsync("week", "2024-04-08,2024-04-14,2530,2530,exact,2024-04-15,ga",
            "2024-04-08,2024-04-14,6270,6270,exact,2024-04-16,gc");
        Assert.Equal((2_530, 2_530), await BoundsAsync("week", "2024-04-08", "2024-04-14"));
        var contradiction = Assert.Single(await ContradictionsAsync("week"));
        Assert.Equal("set-aside", contradiction.GetProperty("kind").GetString());
        Assert.Equal("gc", contradiction.GetProperty("figure").GetProperty("source").GetString());
        Assert.Equal("ga", contradiction.GetProperty("contradicts")[0].GetProperty("source").GetString());
        Assert.Equal(2_530, contradiction.GetProperty("allowed").GetProperty("high").GetInt32());
        Assert.Equal("2024-04-08", contradiction.GetProperty("period").GetProperty("start").GetString());
        Assert.Contains("worse grade", contradiction.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFloorAndARoundingOfTheSameCountAreIntersected()
    {
        await ImportAsync("both", "2024-05-01,2024-05-31,39000,,at_least,2024-06-01,ga",
            "2024-05-01,2024-05-31,39000,39000,about,2024-06-01,gb");
        Assert.Equal((39_000, 39_500), await BoundsAsync("both", "2024-05-01", "2024-05-31"));
    }

    [Fact]
    public async Task FiguresThatCountAsMuchAreDisputed()
    {
        await ImportAsync("tie", "2024-05-01,2024-05-31,1000,1000,exact,2024-06-01,ga",
            "2024-05-01,2024-05-31,2000,2000,exact,2024-06-01,gx");
        Assert.Equal(["disputed", "disputed"], (await ContradictionsAsync("tie")).Select(c => c.GetProperty("kind").GetString()));
        Assert.Equal((1_000, 2_000), await BoundsAsync("tie", "2024-05-01", "2024-05-31"));
    }

    [Fact]
    public async Task AReaderChoosesTheWorstGradeThatCounts()
    {
        await ImportAsync("trust", "2024-04-08,2024-04-14,10,10,exact,2024-04-15,ga", "2024-04-15,2024-04-21,20,20,exact,2024-04-22,gd");
        var all = await site.GetAsync("/vehicles/heard/series?basis=trust");
        var best = await site.GetAsync("/vehicles/heard/series?basis=trust&grade=c");
        Assert.Equal((0, 2), (all.GetProperty("leftOut").GetInt32(), all.GetProperty("points").GetArrayLength()));
        Assert.Equal("c", best.GetProperty("grade").GetString());
        Assert.True(best.GetProperty("leftOut").GetInt32() >= 1);
        Assert.Equal(1, best.GetProperty("points").GetArrayLength());
        foreach (var list in new[] { "metrics", "bounds", "contradictions" })
        {
            Assert.True((await site.GetAsync($"/vehicles/heard/{list}?grade=C")).GetProperty("leftOut").GetInt32() >= 1, list);
        }
    }

    [Fact]
    public async Task OfSeveralPlansForTheSameDaysTheLatestAnnouncedIsInForce()
    {
        await site.ImportAsync(Figures
            + "heard,deliveries,target,in_period,,2025-01-01,2025-12-31,300000,300000,exact,2024-12-31,ga,\n"
            + "heard,deliveries,target,in_period,,2025-01-01,2025-12-31,350000,350000,exact,2025-03-18,gb,\n");
        Assert.Equal([("ga", false), ("gb", true)], await PlansAsync("2026-01-01"));
        Assert.Equal([("ga", true)], await PlansAsync("2025-01-01"));
        await site.ImportAsync(Figures
            + "heard,deliveries,target,in_period,,2023-01-01,2023-12-31,40000,,at_least,2022-12-31,gb,\n"
            + "heard,deliveries,target,in_period,,2023-01-01,2023-12-31,45000,45000,exact,2022-12-31,gc,\n");
        Assert.Equal([("gb", true), ("gc", false)], await PlansAsync("2023-06-01"));
        var count = (await site.GetAsync("/figures?vehicle=heard&measure=production&limit=1")).GetProperty("figures");
        Assert.All(count.EnumerateArray(), f => Assert.False(f.TryGetProperty("inForce", out _)));
    }

    private async Task<List<(string, bool)>> PlansAsync(string asOf) =>
    [
        .. (await site.GetAsync($"/figures?vehicle=heard&basis=target&asOf={asOf}")).GetProperty("figures").EnumerateArray()
            .Select(f => (f.GetProperty("source").GetString()!, f.GetProperty("inForce").GetBoolean())).Order(),
    ];

    private async Task ImportAsync(string basis, params string[] rows)
    {
        await site.ImportAsync("id,title,publisher,url,published_on,grade\ngx,Another,,,,A\n");
        var answer = await site.ImportAsync(Figures + string.Concat(rows.Select(r => $"heard,production,{basis},in_period,,{r},\n")));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<(int Low, int High)> BoundsAsync(string basis, string from, string to)
    {
        var count = (await site.GetAsync($"/vehicles/heard/bounds?basis={basis}&from={from}&to={to}")).GetProperty("count");
        return (count.GetProperty("low").GetInt32(), count.GetProperty("high").GetInt32());
    }

    private async Task<List<JsonElement>> ContradictionsAsync(string basis) =>
        [.. (await site.GetAsync($"/vehicles/heard/contradictions?basis={basis}")).GetProperty("contradictions").EnumerateArray()];
}
