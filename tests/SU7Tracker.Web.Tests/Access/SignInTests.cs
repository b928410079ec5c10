using System.Net;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Access;

public sealed class SignInTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task AnAdminSignsInAndComesBackToTheEntryPage()
    {
        using var browser = site.Open();
        Assert.Equal("/account/login?returnUrl=%2Fentry", (await browser.GetAsync("/entry")).Headers.Location?.PathAndQuery);
        var answer = await browser.SignInAsync(returnUrl: "/entry?vehicle=su7");
        Assert.Equal("/entry?vehicle=su7", Path(answer));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/entry")).StatusCode);
    }

    [Fact]
    public async Task TheSessionCookieIsForThisSiteAndNotForScripts()
    {
        using var browser = site.Open();
        var cookie = (await browser.SignInAsync())
            .Headers.GetValues("Set-Cookie")
            .Single(c => c.StartsWith("su7.session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task AWrongPasswordAndAnUnknownAddressAreAnsweredAlike()
    {
        await site.AddUserAsync("known@example.org");
        using var browser = site.Open();
        var known = await browser.SignInAsync("known@example.org", "not the password");
        var unknown = await browser.SignInAsync("nobody@example.org", "not the password");
        Assert.Equal(known.StatusCode, unknown.StatusCode);
        Assert.Contains(AccessTexts.SignInFailed, await known.Content.ReadAsStringAsync());
        Assert.Contains(AccessTexts.SignInFailed, await unknown.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task WhatWasTypedIsStillThereAfterAMistakeButNotThePassword()
    {
        using var browser = site.Open();
        var page = await (await browser.SignInAsync("nobody@example.org", "not the password")).Content.ReadAsStringAsync();
        Assert.Contains("nobody@example.org", page);
        Assert.DoesNotContain("not the password", page);
    }

    [Fact]
    public async Task FiveWrongPasswordsLockTheAccount()
    {
        await site.AddUserAsync("careless@example.org");
        using var browser = site.Open();
        for (var i = 0; i < 5; i++)
        {
            await browser.SignInAsync("careless@example.org", "not the password");
        }
        var locked = await browser.SignInAsync("careless@example.org");
        Assert.Contains(AccessTexts.SignInFailed, await locked.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task AnAnalystMayNotEnterFigures()
    {
        await site.AddUserAsync("analyst@example.org", Roles.Analyst);
        using var browser = site.Open();
        await browser.SignInAsync("analyst@example.org");
        Assert.StartsWith("/account/denied", (await browser.GetAsync("/entry")).Headers.Location?.PathAndQuery);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/account/denied")).StatusCode);
    }

    [Fact]
    public async Task SigningOutNeedsTheTokenOfAPage()
    {
        using var browser = site.Open();
        await browser.SignInAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(new(HttpMethod.Post, "/account/logout"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task APasswordIsChangedByWhoeverKnowsThePresentOne()
    {
        await site.AddUserAsync("changing@example.org");
        using var browser = site.Open();
        await browser.SignInAsync("changing@example.org");
        (string, string)[] New(string present, string chosen) =>
            [("_handler", "password"), ("Typed.Present", present), ("Typed.New", chosen), ("Typed.Repeat", chosen)];
        Assert.Contains(
            AccessTexts.PasswordWrong,
            await Page(await browser.SubmitAsync("/account", New("not the password", "five words are plenty"))));
        Assert.Contains(
            "A password has 12 characters or more",
            await Page(await browser.SubmitAsync("/account", New(Site.Password, "short one"))));
        Assert.Contains(
            AccessTexts.PasswordChanged,
            await Page(await browser.SubmitAsync("/account", New(Site.Password, "five words are plenty"))));
    }

    [Fact]
    public async Task TriesOfThePresentPasswordCountAndSoonNoneIsTakenAnyMore()
    {
        await site.AddUserAsync("robbed@example.org");
        using var browser = site.Open();
        await browser.SignInAsync("robbed@example.org");
        (string, string)[] Guess(string present) =>
            [
                ("_handler", "password"),
                ("Typed.Present", present),
                ("Typed.New", "five words are plenty"),
                ("Typed.Repeat", "five words are plenty"),
            ];
        for (var i = 0; i < 5; i++)
        {
            await browser.SubmitAsync("/account", Guess("a guess with number " + i));
        }
        Assert.Contains(AccessTexts.PasswordLocked, await Page(await browser.SubmitAsync("/account", Guess(Site.Password))));
    }

    [Fact]
    public async Task ACommonPasswordIsRefused()
    {
        await site.AddUserAsync("lazy@example.org");
        using var browser = site.Open();
        await browser.SignInAsync("lazy@example.org");
        Assert.Contains(
            AccessTexts.PasswordCommon,
            await Page(
                await browser.SubmitAsync(
                    "/account",
                    ("_handler", "password"),
                    ("Typed.Present", Site.Password),
                    ("Typed.New", "Password12345!"),
                    ("Typed.Repeat", "Password12345!"))));
    }

    [Theory]
    [InlineData("/entry?a=1", "/entry?a=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\n/evil.example", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void NobodyIsSentToAnotherSite(string? asked, string sent) => Assert.Equal(sent, ReturnUrl.Local(asked));

    private static string? Path(HttpResponseMessage answer) =>
        answer.Headers.Location is { IsAbsoluteUri: true } absolute ? absolute.PathAndQuery : answer.Headers.Location?.ToString();

    private static async Task<string> Page(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
}
