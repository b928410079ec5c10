namespace SU7Tracker.Web.Tests.Api;

public sealed class WaitsEndpointTests(ApiSite site) : IClassFixture<ApiSite>
{
    [Fact]
    public async Task TheWaitsThatWereKnownAreListedWithTheirSources()
    {
        var all = (await site.GetAsync("/vehicles/su7/waits")).GetProperty("waits").EnumerateArray().ToList();
        Assert.NotEmpty(all);
        Assert.All(all, w =>
        {
            Assert.Matches("^(weeks|months)$", w.GetProperty("unit").GetString());
            Assert.False(string.IsNullOrEmpty(w.GetProperty("source").GetString()));
            Assert.True(w.GetProperty("quantity").GetProperty("low").GetDecimal() >= 0);
        });
        var days = all.Select(w => w.GetProperty("knownOn").GetString()!).Order(StringComparer.Ordinal).ToList();
        var early = (await site.GetAsync($"/vehicles/su7/waits?asOf={days[0]}")).GetProperty("waits");
        Assert.Equal(days.Count(d => d == days[0]), early.GetArrayLength());
    }

    [Fact]
    public async Task TheyComeAsATable()
    {
        var table = await site.Anonymous.GetStringAsync("/api/v1/vehicles/su7/waits.csv");
        Assert.StartsWith("trim,stated_on,low,high,qualifier,estimate,text,unit,source,known_on,note,", table, StringComparison.Ordinal);
    }
}
