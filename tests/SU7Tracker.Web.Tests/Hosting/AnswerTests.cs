using System.Net;
using System.Text.RegularExpressions;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Hosting;

public sealed partial class AnswerTests(Site site) : IClassFixture<Site>
{
    [Theory, InlineData("/health/live"), InlineData("/health/ready")]
    public async Task TheProgramSaysThatItIsWell(string path)
    {
        using var browser = site.Open();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(path)).StatusCode);
    }

    [Theory, InlineData("/"), InlineData("/vehicles/su7"), InlineData("/account/login")]
    public async Task APageIsAskedForByItsHeadAlone(string path)
    {
        using var browser = site.Open();
        var whole = await browser.GetAsync(path);
        var head = await browser.SendAsync(new(HttpMethod.Head, path));
        Assert.Equal((whole.StatusCode, whole.Content.Headers.ContentType), (head.StatusCode, head.Content.Headers.ContentType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task WhereNothingCanBeWrittenReadersAreStillSent()
    {
        var elsewhere = Path.Combine(site.Folder, "elsewhere");
        using var full = Site.With(("Data:Folder", elsewhere), ("ConnectionStrings:Tracker", $"Data Source={site.Folder}/other.db"));
        using var browser = full.Open();
        Assert.Equal("ready", await browser.ReadAsync("/health/ready"));
        Directory.Delete(elsewhere, recursive: true);
        await File.WriteAllTextAsync(elsewhere, "no folder");
        HttpResponseMessage answer;
        do
        {
            await Task.Delay(200);
            answer = await browser.GetAsync("/health/ready");
        }
        while (answer.IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.StartsWith("The data folder cannot be written", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("ready", await browser.ReadAsync("/health/ready?for=reading"));
    }

    [Theory, InlineData("/"), InlineData("/account/login"), InlineData("/no-such-page"), InlineData("/site.css")]
    public async Task EveryAnswerForbidsForeignScriptsAndFrames(string path)
    {
        using var browser = site.Open();
        var headers = (await browser.GetAsync(path)).Headers;
        var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe-eval", policy);
        Assert.DoesNotContain("http", policy);
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task TheOnlyInlineScriptIsTheImportMapAndItCarriesTheNonce()
    {
        using var browser = site.Open();
        var answer = await browser.GetAsync("/");
        var nonce = Nonce().Match(answer.Headers.GetValues("Content-Security-Policy").Single()).Groups[1].Value;
        var inline = Assert.Single(InlineScript().Matches(await answer.Content.ReadAsStringAsync())).Value;
        Assert.Contains("importmap", inline);
        Assert.Contains($"nonce=\"{nonce}\"", WebUtility.HtmlDecode(inline));
    }

    [Fact]
    public async Task AnUnknownAddressIsAnsweredWithAPageOfOurs()
    {
        using var browser = site.Open();
        var answer = await browser.GetAsync("/no-such-page?theme=dark");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains(LayoutTexts.NotFoundText, page);
        Assert.Contains("bar-name", page);
    }

    [Fact]
    public async Task AProgramIsAnsweredWithAProblem()
    {
        using var browser = site.Open();
        var answer = await browser.GetAsync("/api/v1/no-such-thing");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory, InlineData("/_content/MudBlazor/MudBlazor.min.css"), InlineData("/_content/MudBlazor/MudBlazor.min.js")]
    public async Task TheFilesOfPackagesAreCompressed(string path)
    {
        using var browser = site.Open();
        var answer = await browser.SendAsync(new(HttpMethod.Get, path) { Headers = { { "Accept-Encoding", "gzip" } } });
        Assert.Equal("gzip", Assert.Single(answer.Content.Headers.ContentEncoding));
    }

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script(?![^>]*src=)[^>]*>")]
    private static partial Regex InlineScript();
}
