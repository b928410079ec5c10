using System.Net;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Access;

public sealed class ClosedSite : IDisposable
{
    public const string Token = "a token of more than thirty-two characters";

    public Site Site { get; } =
        Site.With(
            ("Access:ReadRequiresSignIn", "true"),
            ("Admin:Email", Site.Admin),
            ("Admin:Password", Site.Password),
            ("Admin:Token", Token));

    public void Dispose() => Site.Dispose();
}

public sealed class ClosedReadingTests(ClosedSite closed) : IClassFixture<ClosedSite>
{
    [Fact]
    public async Task AStrangerIsAskedToSignIn()
    {
        using var browser = closed.Site.Open();
        Assert.StartsWith("/account/login", (await browser.GetAsync("/")).Headers.Location?.PathAndQuery);
    }

    [Theory, InlineData("/account/login"), InlineData("/site.css"), InlineData("/health/ready"), InlineData("/_framework/blazor.web.js")]
    public async Task WhatSigningInNeedsIsOpen(string path)
    {
        using var browser = closed.Site.Open();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task AnAnalystReads()
    {
        await closed.Site.AddUserAsync("analyst@example.org", Roles.Analyst);
        using var browser = closed.Site.Open();
        await browser.SignInAsync("analyst@example.org");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task AProgramReadsWithATokenAndIsToldWhenItHasNone()
    {
        using var browser = closed.Site.Open();
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/vehicles")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(
            new(HttpMethod.Get, "/api/v1/vehicles") { Headers = { { "Authorization", $"Bearer {ClosedSite.Token}" } } })).StatusCode);
    }

    // Addresses are the same in capitals, and so is what they ask for.
    [Theory, InlineData("/API/v1/vehicles"), InlineData("/api/V1/Vehicles.CSV"), InlineData("/Api/v1/vehicles/su7/METRICS")]
    public async Task HowAnAddressIsSpeltDoesNotMatter(string path)
    {
        using var browser = closed.Site.Open();
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync(path)).StatusCode);
        var answer = await browser.SendAsync(new(HttpMethod.Get, path) { Headers = { { "Authorization", $"Bearer {ClosedSite.Token}" } } });
        Assert.Equal(path.Contains("METRICS", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task ASessionThatIsNotGoodIsRefusedByTheApiAndNotSentElsewhere()
    {
        using var browser = closed.Site.Open();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/vehicles");
        request.Headers.Add("Cookie", "su7.session=made-up");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task WhoeverIsSignedInReadsTheApiInTheBrowser()
    {
        using var browser = closed.Site.Open();
        await browser.SignInAsync();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/v1/vehicles")).StatusCode);
    }
}
