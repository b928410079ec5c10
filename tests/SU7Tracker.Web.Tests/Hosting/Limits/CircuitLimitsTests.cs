using System.Net;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Hosting.Limits;

public sealed class CircuitLimitsTests
{
    private const string Marker = "\"type\":\"server\"";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task BeyondTheCapOfAnAddressAPageShowsItsNumbersAndSaysThatItIsNotLive()
    {
        using var site = Site.With(("Limits:OpenPagesPerCaller", "2"), ("Sample:Load", "true"));
        using var browser = site.Open();
        Assert.Contains(Marker, await browser.ReadAsync("/vehicles/su7"), StringComparison.Ordinal);
        using var one = await OpenPage.ConnectAsync(site);
        using var two = await OpenPage.ConnectAsync(site);
        using var three = await OpenPage.ConnectAsync(site);
        Assert.Equal([101, 101, 429], [(int)one.Answered, (int)two.Answered, (int)three.Answered]);
        var page = await browser.ReadAsync("/vehicles/su7");
        Assert.Contains(HostingTexts.TooManyOpenPages, page, StringComparison.Ordinal);
        Assert.Contains("2,394", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, page, StringComparison.Ordinal);
        using var negotiated = await browser.SendAsync(Negotiation(site));
        Assert.Equal(HttpStatusCode.TooManyRequests, negotiated.StatusCode);
        Assert.Equal(HostingTexts.TooManyOpenPages, await negotiated.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task TheCapInTotalHoldsForAllAddressesTogetherAndAClosedPageMakesRoom()
    {
        using var site = Site.With(("Limits:OpenPages", "1"));
        using var browser = site.Open();
        var one = await OpenPage.ConnectAsync(site);
        using (var two = await OpenPage.ConnectAsync(site))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, two.Answered);
        }
        one.Dispose();
        for (var tries = 0; ; tries++)
        {
            using var again = await OpenPage.ConnectAsync(site);
            if (again.Answered == HttpStatusCode.SwitchingProtocols)
            {
                return;
            }
            Assert.True(tries < 50);
            await Task.Delay(100);
        }
    }

    [Theory, InlineData("https://evil.example"), InlineData("null"), InlineData("http://localhost.evil.example")]
    public async Task APageOfAnotherSiteGetsNoConnection(string origin)
    {
        using var site = new Site();
        using var browser = site.Open();
        using var page = await OpenPage.ConnectAsync(site, origin);
        Assert.Equal(HttpStatusCode.Forbidden, page.Answered);
        using var negotiation = Negotiation(site);
        negotiation.Headers.Remove("Origin");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(negotiation)).StatusCode);
    }

    [Fact]
    public async Task WhereReadingIsClosedAStrangerGetsNoConnection()
    {
        using var site = Site.With(("Access:ReadRequiresSignIn", "true"));
        using var browser = site.Open();
        using var page = await OpenPage.ConnectAsync(site);
        Assert.Equal(HttpStatusCode.Unauthorized, page.Answered);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SendAsync(Negotiation(site))).StatusCode);
    }

    [
        Theory,
        InlineData("/account/login"),
        InlineData("/account"),
        InlineData("/no-such-page"),
        InlineData("/account/denied"),
        InlineData("/problem/503")
    ]
    public async Task PagesOfAccountsAndProblemsNeedNoConnection(string path)
    {
        using var site = new Site();
        using var browser = site.Open();
        await browser.SignInAsync();
        var page = await (await browser.GetAsync(path)).Content.ReadAsStringAsync();
        Assert.Contains("<h1", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, page, StringComparison.Ordinal);
    }

    [Theory, InlineData("sign out"), InlineData("password"), InlineData("role"), InlineData("disabled"), InlineData("removed")]
    public async Task WhatEndsASessionEndsItsOpenPagesOnEveryDevice(string how)
    {
        using var site = new Site();
        await site.AddUserAsync("bea@example.org", Roles.Admin);
        var (cookies, elsewhere) = (new CookieContainer(), site.Open());
        using var browser = site.Open(cookies);
        await browser.SignInAsync("bea@example.org");
        await elsewhere.SignInAsync("bea@example.org");
        using var page = await (await OpenPage.ConnectAsync(site, cookies: cookies)).ShakeHandsAsync();
        Assert.Equal(HttpStatusCode.SwitchingProtocols, page.Answered);
        await (
            how switch
            {
                "sign out" => elsewhere.SubmitAsync("/account", "/account/logout"),
                "password" => site.ChangeUserAsync(
                    "bea@example.org",
                    (users, bea) => users.ChangePasswordAsync(bea, Site.Password, "five other words are good")),
                "role" => site.ChangeUserAsync("bea@example.org", (users, bea) => users.RemoveFromRoleAsync(bea, Roles.Admin)),
                "disabled" => site.ChangeUserAsync(
                    "bea@example.org",
                    (users, bea) => users.SetLockoutEndDateAsync(bea, DateTimeOffset.MaxValue)),
                _ => site.ChangeUserAsync("bea@example.org", (users, bea) => users.DeleteAsync(bea)),
            });
        Assert.InRange(await page.EndAsync(TimeSpan.FromSeconds(20)), TimeSpan.Zero, Soon);
        Assert.StartsWith("/account/login", (await browser.GetAsync("/account")).Headers.Location?.PathAndQuery);
    }

    private static HttpRequestMessage Negotiation(Site site) => new(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1")
    {
        Headers = { { "Origin", site.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority) } },
    };
}
