using System.Globalization;
using System.Net;
using System.Text.Json;

namespace SU7Tracker.Web.Tests.Api;

public sealed class PinnedAddressTests(ApiSite site) : IClassFixture<ApiSite>
{
    public static TheoryData<string> Lists { get; } =
    [
        "/vehicles/model-3/metrics?asOf=2024-06-30", "/vehicles/model-3/metrics.csv?asOf=2024-06-30&month=average-month",
        "/vehicles/model-3/series?asOf=2024-06-30&measure=registrations",
        "/vehicles/model-3/series.csv?asOf=2024-06-30&measure=registrations&per=figure",
        "/vehicles/model-3/contradictions?asOf=2024-06-30", "/vehicles/model-3/contradictions.csv?asOf=2024-06-30&measure=registrations",
        "/figures?vehicle=model-3&asOf=2024-06-30", "/figures.csv?vehicle=model-3&asOf=2024-06-30", "/figures?asOf=2024-06-30&limit=3",
        "/figures.csv?history=true",
        "/vehicles?asOf=2024-06-30", "/vehicles.csv?asOf=2024-06-30",
    ];

    [Theory, MemberData(nameof(Lists))]
    public async Task ALiveAnswerNamesTheAddressWhereItsBytesStay(string path)
    {
        var live = await site.Anonymous.GetAsync("/api/v1" + path);
        var body = await live.Content.ReadAsByteArrayAsync();
        Assert.Equal("no-cache", live.Headers.CacheControl!.ToString());
        var version = Header(live, "X-Record-Version");
        var text = System.Text.Encoding.UTF8.GetString(body);
        // Who sees only cells reads it there; but for vehicles, whose table has the shape of the import format.
        Assert.True(!path.Contains(".csv", StringComparison.Ordinal) || path.StartsWith("/vehicles.csv", StringComparison.Ordinal)
            || System.Text.Encoding.UTF8.GetString(body).Split('\n')[1..^1].All(row =>
                row.EndsWith("," + version, StringComparison.Ordinal)));
        var address = Bookmark(live);
        Assert.EndsWith("&version=" + version, address, StringComparison.Ordinal);

        // Another count, another grade of the source that the others have, and another name.
        await ChangeAsync();
        Assert.NotEqual(version, Header(await site.Anonymous.GetAsync("/api/v1" + path), "X-Record-Version"));
        await SameAsync(address, body, version);
        // Those who ask with more words or fewer read the same.
        await SameAsync($"/api/v1{path}&version={version}", body, version);
        // So does an instance that has never been asked.
        Assert.Equal(body, await site.Elsewhere.GetByteArrayAsync(address));
    }

    [Fact]
    public async Task AGradeThatHasChangedChangesTheLiveAnswerAndNoPinnedOne()
    {
        await site.ImportAsync("slug,name,maker,launched_on,note\nquarrel,Quarrel,Nobody,,\n");
        await site.ImportAsync("id,title,publisher,url,published_on,grade\nq1,One,,,,A\nq2,Two,,,,B\n");
        await site.ImportAsync("vehicle,measure,basis,reading,city,period_start,period_end,low,high,qualifier,published_on,source,note\n"
            + "quarrel,production,built,in_period,,2024-04-08,2024-04-14,10,10,exact,2024-04-15,q1,\n"
            + "quarrel,production,built,cumulative,,,2024-04-14,5,5,exact,2024-04-15,q2,\n");
        const string Path = "/vehicles/quarrel/contradictions?asOf=2024-05-01";
        var before = await site.Anonymous.GetAsync("/api/v1" + Path);
        Assert.Equal("q2", SetAside(await ApiSite.ReadAsync(before)));
        await site.ImportAsync("id,title,publisher,url,published_on,grade\nq1,One,,,,D\n");
        Assert.Equal("q1", SetAside(await site.GetAsync(Path)));
        await SameAsync(Bookmark(before), await before.Content.ReadAsByteArrayAsync(), Header(before, "X-Record-Version"));
        Assert.Equal(await before.Content.ReadAsByteArrayAsync(), await site.Elsewhere.GetByteArrayAsync(Bookmark(before)));
    }

    [Theory]
    [InlineData("/vehicles/su7/metrics?version=1", "asOf", HttpStatusCode.BadRequest)]
    [InlineData("/vehicles/su7/series.csv?version=1", "asOf", HttpStatusCode.BadRequest)]
    [InlineData("/vehicles/su7/contradictions?version=1", "asOf", HttpStatusCode.BadRequest)]
    [InlineData("/figures?version=1", "asOf", HttpStatusCode.BadRequest)]
    [InlineData("/vehicles?version=1", "asOf", HttpStatusCode.BadRequest)]
    [InlineData("/vehicles.csv?asOf=2024-06-30&version=999999", "version", HttpStatusCode.NotFound)]
    [InlineData("/vehicles/su7/metrics?asOf=2024-06-30&version=0", "version", HttpStatusCode.BadRequest)]
    [InlineData("/vehicles/su7/metrics?asOf=2024-06-30&version=latest", "version", HttpStatusCode.BadRequest)]
    [InlineData("/figures?asOf=2024-06-30&version=-1", "version", HttpStatusCode.BadRequest)]
    [InlineData("/vehicles/su7/metrics?asOf=2024-06-30&version=999999", "version", HttpStatusCode.NotFound)]
    [InlineData("/vehicles/su7/metrics?asOf=2024-06-30&version=1", "version", HttpStatusCode.NotFound)]
    [InlineData("/vehicles/su7/series?asOf=2024-06-30&version=9223372036854775807", "version", HttpStatusCode.NotFound)]
    [InlineData("/figures?asOf=2024-06-30&version=999999", "version", HttpStatusCode.NotFound)]
    [InlineData("/figures.csv?vehicle=su7&asOf=2024-06-30&version=1", "version", HttpStatusCode.NotFound)]
    public async Task AVersionThatCannotBeReadIsNamed(string path, string field, HttpStatusCode status)
    {
        var answer = await site.Anonymous.GetAsync("/api/v1" + path);
        Assert.Equal(status, answer.StatusCode);
        Assert.False(answer.Headers.CacheControl?.Public ?? false);
        Assert.Equal(field, (await ApiSite.ReadAsync(answer)).GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task AVersionOfAVehicleThatIsNotThereIsNotThere() =>
        Assert.Equal(HttpStatusCode.NotFound, (await site.Anonymous.GetAsync("/api/v1/vehicles/model-t/metrics?asOf=2024-06-30&version=1"))
            .StatusCode);

    [Fact]
    public async Task WhoHasAPageOfFiguresIsToldSo()
    {
        foreach (var path in new[] { "/api/v1/figures?vehicle=su7", "/api/v1/figures.csv?asOf=2024-06-30",
            "/api/v1/figures?history=true&limit=10&after=5" })
        {
            var first = await site.Anonymous.GetAsync(path);
            using var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            var second = await site.Anonymous.SendAsync(again);
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
            Assert.Equal(Header(first, "X-Record-Version"), Header(second, "X-Record-Version"));
            // Another instance knows it as well, once it has heard of what other tests recorded.
            for (var tries = 0; tries < 100 && Header(await site.Elsewhere.GetAsync(path), "X-Record-Version") != Header(first,
                "X-Record-Version"); tries++)
            {
                await Task.Delay(100, Xunit.TestContext.Current.CancellationToken);
            }
            using var elsewhere = new HttpRequestMessage(HttpMethod.Get, path);
            elsewhere.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            Assert.Equal(HttpStatusCode.NotModified, (await site.Elsewhere.SendAsync(elsewhere)).StatusCode);
            Assert.Equal(first.Headers.ETag, (await site.Elsewhere.GetAsync(path)).Headers.ETag);
        }
        var before = (await site.Anonymous.GetAsync("/api/v1/figures?vehicle=model-3")).Headers.ETag;
        await ChangeAsync();
        Assert.NotEqual(before, (await site.Anonymous.GetAsync("/api/v1/figures?vehicle=model-3")).Headers.ETag);
    }

    [Fact]
    public async Task PagesOfOneVersionLeaveOutNothingWhileFiguresAreAdded()
    {
        var version = Header(await site.Anonymous.GetAsync("/api/v1/figures"), "X-Record-Version");
        var all = (await site.GetAsync($"/figures?history=true&limit=1000&version={version}")).GetProperty("figures").GetArrayLength();
        var (seen, after) = (0, "0");
        do
        {
            var page = await site.GetAsync($"/figures?history=true&limit=40&after={after}&version={version}");
            seen += page.GetProperty("figures").GetArrayLength();
            after = page.GetProperty("next").ToString();
            await ChangeAsync();
        }
        while (after.Length > 0);
        Assert.Equal(all, seen);
    }

    private static int _changes;

    private async Task ChangeAsync()
    {
        var count = Interlocked.Increment(ref _changes);
        var published = await site.PublishAsync(
            $"[{ApiSite.Count("model-3/registrations/insured", "2024-04-08", "2024-04-14", 5000 + count)}]");
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
        var grade = (count % 2) switch { 0 => "A", _ => "D" };
        await site.ImportAsync($"id,title,publisher,url,published_on,grade\nseed_spm_20240418,Title {count},Paper,,2024-04-18,{grade}\n");
        await site.ImportAsync($"slug,name,maker,launched_on,note\nmodel-3,Model 3 no. {count},Tesla,,\n");
    }

    private async Task SameAsync(string address, byte[] body, string version)
    {
        for (var reading = 0; reading < 2; reading++)
        {
            var pinned = await site.Anonymous.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, pinned.StatusCode);
            Assert.Equal(body, await pinned.Content.ReadAsByteArrayAsync());
            Assert.Equal("public, max-age=31536000, immutable", string.Join(", ", pinned.Headers.GetValues("Cache-Control")));
            Assert.Equal(version, Header(pinned, "X-Record-Version"));
        }
    }

    private static string SetAside(JsonElement answer) =>
        Assert.Single(answer.GetProperty("contradictions").EnumerateArray()).GetProperty("figure").GetProperty("source").GetString()!;

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));

    private static string Bookmark(HttpResponseMessage answer)
    {
        var link = Header(answer, "Link");
        Assert.EndsWith(">; rel=\"bookmark\"", link, StringComparison.Ordinal);
        return link[1..link.IndexOf('>', StringComparison.Ordinal)];
    }
}
