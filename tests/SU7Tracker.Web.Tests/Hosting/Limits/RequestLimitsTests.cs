using System.Net;
using SU7Tracker.Web.Tests.Api;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Hosting.Limits;

public sealed class RequestLimitsTests
{
    [Theory, InlineData("/"), InlineData("/vehicles/su7"), InlineData("/no-such-page"), InlineData("/account/login")]
    public async Task WhoeverOpensPagesTooOftenIsToldWhenToComeBackInAPageThatCostsLittle(string path)
    {
        using var site = Site.With(("Limits:PagesPerSecond", "1"), ("Sample:Load", "true"));
        using var browser = site.Open();
        using var refused = await UntilRefusedAsync(browser, path);
        Assert.Contains(HostingTexts.TooManyTitle, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(refused.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/site.css")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/live")).StatusCode);
    }

    [
        Theory,
        InlineData("/openapi/v1.json"),
        InlineData("/api"),
        InlineData("/api/v1/vehicles"),
        InlineData("/vehicles/su7/charts/production")
    ]
    public async Task WhoeverReadsNumbersTooOftenIsToldWhenToComeBack(string path)
    {
        using var site = Site.With(("Limits:ReadsPerSecond", "1"), ("Sample:Load", "true"));
        using var browser = site.Open();
        using var refused = await UntilRefusedAsync(browser, path);
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task APersonWhoIsSignedInDoesNotWaitForOthersOfTheSameAddress()
    {
        using var site = Site.With(("Limits:PagesPerSecond", "1"), ("Admin:Email", Site.Admin), ("Admin:Password", Site.Password));
        using var browser = site.Open();
        await browser.SignInAsync();
        using var stranger = site.Open();
        (await UntilRefusedAsync(stranger, "/account/login")).Dispose();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);
    }

    [Theory]
    [InlineData("/vehicles/su7?as=", 3_000)]
    [InlineData("/", 12_000)]
    [InlineData("/account/login?returnUrl=/", 3_000)]
    [InlineData("/api/v1/figures?vehicle=", 12_000)]
    public async Task ALongAddressIsRefusedInFewWords(string path, int length)
    {
        using var site = Site.With();
        using var browser = site.Open();
        using var refused = await browser.GetAsync(path + new string('a', length));
        Assert.Equal(HttpStatusCode.RequestUriTooLong, refused.StatusCode);
        var said = await refused.Content.ReadAsStringAsync();
        Assert.InRange(said.Length, 100, 1_000);
        Assert.DoesNotContain("aaaaaaaa", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARequestLineOfMoreThanSixteenKilobytesIsNotRead()
    {
        using var site = Site.With();
        using var browser = site.Open();
        using var refused = await browser.GetAsync("/?a=" + new string('a', 17 << 10));
        Assert.Equal(HttpStatusCode.RequestUriTooLong, refused.StatusCode);
    }

    [Fact]
    public async Task APageDoesNotRepeatItsAddressInBulk()
    {
        using var site = Site.With(("Sample:Load", "true"));
        using var browser = site.Open();
        var plain = await browser.ReadAsync("/vehicles/su7");
        var asked = await browser.ReadAsync("/vehicles/su7?x=" + new string('a', 1_900));
        Assert.InRange(asked.Length - plain.Length, 0, 300_000);
    }

    private static async Task<HttpResponseMessage> UntilRefusedAsync(Browser browser, string path)
    {
        // At once: a slow machine must not earn a new permit with each.
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => browser.GetAsync(path)));
        return answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
    }
}
