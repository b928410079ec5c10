using System.Net;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Access;

public sealed class FirstAdminTests
{
    [Fact]
    public async Task TheSetupLinkMakesOneAdminAndNoSecond()
    {
        using var site = Site.With();
        var link = (await site.SetupLinkAsync())!;
        using var browser = site.Open();
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(link, Typed("first@example.org"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/entry")).StatusCode);

        using var second = site.Open();
        Assert.Contains(AccessTexts.SetupBadTitle, await second.ReadAsync(link));
        Assert.Null(await site.SetupLinkAsync());
    }

    [Fact]
    public async Task OfTwoWhoOpenTheLinkTogetherOneBecomesAdmin()
    {
        using var site = Site.With();
        var link = (await site.SetupLinkAsync())!;
        using var one = site.Open();
        using var two = site.Open();
        var answers = await Task.WhenAll(one.SubmitAsync(link, Typed("one@example.org")), two.SubmitAsync(link, Typed("two@example.org")));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task AMistakeAtTheSetupIsExplainedAtItsFieldAndTheLinkStaysGood()
    {
        using var site = Site.With();
        var link = (await site.SetupLinkAsync())!;
        using var browser = site.Open();
        var page = await (
            await browser.SubmitAsync(
                link,
                ("_handler", "setup"),
                ("Typed.Email", "first@example.org"),
                ("Typed.Password", "short"),
                ("Typed.Repeat", "short"))
        ).Content.ReadAsStringAsync();
        Assert.Contains("A password has 12 characters or more", page);
        Assert.Contains("first@example.org", page);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(link, Typed("first@example.org"))).StatusCode);
    }

    [Fact]
    public async Task ACodeThatWasMadeUpOpensNothing()
    {
        using var site = Site.With();
        using var browser = site.Open();
        Assert.Contains(AccessTexts.SetupBadTitle, await browser.ReadAsync("/account/setup?code=first-admin"));
    }

    [Fact]
    public async Task AConfiguredAdminLeavesNoLink()
    {
        using var site = new Site();
        Assert.Null(await site.SetupLinkAsync());
    }

    private static (string, string)[] Typed(string email) =>
        [("_handler", "setup"), ("Typed.Email", email), ("Typed.Password", Site.Password), ("Typed.Repeat", Site.Password)];

    [Fact]
    public async Task AnotherConfiguredTokenTakesThePlaceOfTheOneBefore()
    {
        const string Before = "the-token-before-with-thirty-two-characters", After = "the-token-after-with-thirty-two-characters";
        using var site = Site.With(("Admin:Token", Before));
        using var browser = site.Open();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(browser, Before));
        using var again = Site.With(("Admin:Token", After), ("Data:Folder", site.Folder));
        using var other = again.Open();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(other, After));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(other, Before));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(browser, Before));
    }

    private static async Task<HttpStatusCode> PostAsync(Browser browser, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/figures")
        {
            Content = new StringContent("[]"),
            Headers = { { "Authorization", "Bearer " + token } },
        };
        using var answer = await browser.SendAsync(request);
        return answer.StatusCode;
    }

    [Fact]
    public async Task AConfiguredTokenIsGoodWithoutAnAccount()
    {
        const string Token = "a-token-of-at-least-thirty-two-characters";
        using var site = Site.With(("Admin:Token", Token));
        using var browser = site.Open();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/figures") { Content = new StringContent("[]") };
        request.Headers.Authorization = new("Bearer", Token);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await browser.SendAsync(request)).StatusCode);
    }
}
