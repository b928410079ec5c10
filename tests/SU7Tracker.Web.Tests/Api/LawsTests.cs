using System.Text.Json;

namespace SU7Tracker.Web.Tests.Api;

/// <summary>How the laws between series show in what callers read.</summary>
public sealed class LawsTests(ApiSite site) : IClassFixture<ApiSite>
{
    private static readonly string[] Names =
        ["first-delivery", "parent-equals-part", "built-delivered", "locked-delivered", "parent-part", "city-total", "open-orders"];

    [Fact]
    public async Task EveryPointNamesTheLawsThatItsBoundsRestOn()
    {
        var points = await PointsAsync("/vehicles/su7/series?measure=production&per=month");
        var laws = points.SelectMany(p => p.GetProperty("laws").EnumerateArray()).Select(l => l.GetString()!).ToHashSet();
        Assert.NotEmpty(laws);
        Assert.Subset(Names.ToHashSet(), laws);
        Assert.All(
            await PointsAsync("/vehicles/su7/series?measure=production&per=month&laws=false"),
            p => Assert.Empty(p.GetProperty("laws").EnumerateArray()));
    }

    [Fact]
    public async Task AnOpenFigureThatBecomesKnownAsAllOrdersIsSetAsideAndNamed()
    {
        var contradictions = await ContradictionsAsync("/vehicles/su7/contradictions?measure=orders&basis=open&asOf=2024-06-02");
        var open = Assert.Single(contradictions, c => c.GetProperty("figure") is { ValueKind: JsonValueKind.Object } f
            && f.GetProperty("low").GetInt32() == 88_063);
        Assert.Equal("set-aside", open.GetProperty("kind").GetString());
        Assert.NotEmpty(open.GetProperty("contradicts").EnumerateArray());
        Assert.DoesNotContain(
            await ContradictionsAsync("/vehicles/su7/contradictions?measure=orders&basis=open&asOf=2024-05-07"),
            c => c.GetProperty("figure").ValueKind == JsonValueKind.Object);
    }

    [Fact]
    public async Task ALawThatCannotHoldIsNamedWithItsDaysAndBothSeries()
    {
        await site.ImportAsync("slug,name,maker,launched_on,note\nahead,Ahead,Nobody,,\n");
        await site.ImportAsync("vehicle,measure,basis,reading,city,period_start,period_end,low,high,qualifier,published_on,source,note\n"
            + "ahead,production,built,cumulative,,,2024-06-30,100,100,exact,2024-07-01,seed_spm_20240418,\n"
            + "ahead,deliveries,delivered,cumulative,,,2024-06-30,150,150,exact,2024-07-01,seed_spm_20240418,\n");
        var law = Assert.Single(await ContradictionsAsync("/vehicles/ahead/contradictions"));
        Assert.Equal(("law", "built-delivered"), (law.GetProperty("kind").GetString(), law.GetProperty("law").GetString()));
        Assert.Equal(JsonValueKind.Null, law.GetProperty("figure").ValueKind);
        Assert.Equal(JsonValueKind.Null, law.GetProperty("allowed").ValueKind);
        HashSet<string> measures =
            [law.GetProperty("series").GetProperty("measure").GetString()!, law.GetProperty("other").GetProperty("measure").GetString()!];
        Assert.Equal(["deliveries", "production"], measures.Order(StringComparer.Ordinal));
        Assert.Contains("no more can be delivered than was built", law.GetProperty("reason").GetString(), StringComparison.Ordinal);
        var table = await site.Anonymous.GetStringAsync("/api/v1/vehicles/ahead/contradictions.csv");
        Assert.Contains("\nlaw,", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheEstimatesOfPointsAddUpToThoseOfTheirSums()
    {
        foreach (var per in new[] { "week", "month" })
        {
            var known = (await PointsAsync($"/vehicles/su7/series?measure=deliveries&per={per}"))
                .Where(p => !p.GetProperty("partial").GetBoolean())
                .Select(p => (Count: Estimate(p, "count"), Sum: Estimate(p, "cumulative"))).ToList();
            foreach (var (before, point) in known.Zip(known.Skip(1)))
            {
                if (point.Count is { } count && before.Sum is { } sum && point.Sum is { } total)
                {
                    Assert.Equal(total, sum + count);
                }
            }
        }

        static decimal? Estimate(JsonElement point, string of) =>
            point.GetProperty(of).GetProperty("estimate") is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null;
    }

    private async Task<List<JsonElement>> PointsAsync(string path) =>
        [.. (await site.GetAsync(path)).GetProperty("points").EnumerateArray()];

    private async Task<List<JsonElement>> ContradictionsAsync(string path) =>
        [.. (await site.GetAsync(path)).GetProperty("contradictions").EnumerateArray()];
}
