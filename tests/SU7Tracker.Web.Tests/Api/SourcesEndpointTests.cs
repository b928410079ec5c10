using System.Net;

namespace SU7Tracker.Web.Tests.Api;

public sealed class SourcesEndpointTests(ApiSite site) : IClassFixture<ApiSite>
{
    [Fact]
    public async Task EverySourceIsListedWithItsGradeAndTheNumberOfItsFigures()
    {
        var all = (await site.GetAsync("/sources")).EnumerateArray().ToList();
        var article = all.Single(s => s.GetProperty("id").GetString() == "seed_spm_20240418");
        Assert.Equal("2024-04-18", article.GetProperty("publishedOn").GetString());
        Assert.Matches("^[A-D]$", article.GetProperty("grade").GetString());
        Assert.True(article.GetProperty("figures").GetInt32() > 0);
        var one = await site.GetAsync("/sources/seed_spm_20240418");
        Assert.Equal(article.ToString(), one.ToString());
    }

    [Fact]
    public async Task ANewFigureCountsForItsSource()
    {
        var before = (await site.GetAsync("/sources/seed_spm_20240418")).GetProperty("figures").GetInt32();
        await site.PublishAsync($"[{ApiSite.Count("model-3/registrations/insured", "2019-05-06", "2019-05-12", 7)}]");
        Assert.Equal(before + 1, (await site.GetAsync("/sources/seed_spm_20240418")).GetProperty("figures").GetInt32());
    }

    [Theory, InlineData("/api/v1/sources.csv"), InlineData("/api/v1/sources/seed_spm_20240418.csv")]
    public async Task TheyComeAsATable(string path)
    {
        using var answer = await site.Anonymous.GetAsync(path);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("id,title,publisher,url,published_on,grade,figures,alias_of,retired\n", await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
        using var again = await site.Anonymous.SendAsync(new(HttpMethod.Get,
            path) { Headers = { { "If-None-Match", answer.Headers.ETag!.ToString() } } });
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task ASourceThatIsNotOnRecordIsAProblem()
    {
        using var answer = await site.Anonymous.GetAsync("/api/v1/sources/nobody");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        await ApiSite.WordsAsync(answer, "nobody");
    }
}
