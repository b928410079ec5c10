using System.Net;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Access;

public sealed class PasskeyTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task APasskeySignsInEvenWhileWrongPasswordsHaveLockedTheAccountButNotWhenItIsDisabled()
    {
        await site.AddUserAsync("modern@example.org");
        using var browser = site.Open();
        await browser.SignInAsync("modern@example.org");
        using var device = new SoftwareAuthenticator(site.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority));
        Assert.Equal("/account?passkey=added", await AddAsync(browser, device));
        Assert.Contains("My laptop", await browser.ReadAsync("/account"), StringComparison.Ordinal);

        using var stranger = site.Open();
        for (var i = 0; i < 5; i++)
        {
            await stranger.SignInAsync("modern@example.org", "not the password");
        }
        using (var locked = await stranger.SignInAsync("modern@example.org"))
        {
            Assert.Contains(AccessTexts.SignInFailed, await locked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.Redirect, await SignInAsync(device));
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.SignInAsync("modern@example.org")).StatusCode);

        await site.ChangeUserAsync("modern@example.org", (users, user) => users.SetLockoutEndDateAsync(user, DateTimeOffset.MaxValue));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(device));
    }

    [Fact]
    public async Task APasskeyThatNobodyKnowsOrThatAnotherSiteAskedForOpensNothing()
    {
        using var unknown = new SoftwareAuthenticator(site.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(unknown));

        await site.AddUserAsync("phished@example.org");
        using var browser = site.Open();
        await browser.SignInAsync("phished@example.org");
        using var elsewhere = new SoftwareAuthenticator("https://evil.example");
        Assert.Equal("/account?passkey=failed", await AddAsync(browser, elsewhere));
    }

    private static async Task<string?> AddAsync(Browser browser, SoftwareAuthenticator device)
    {
        var options = await browser.SubmitAsync("/account", "/account/passkeys/creation");
        using var answer = await browser.SubmitAsync(
            "/account",
            "/account/passkeys/add",
            ("credential", device.Create(await options.Content.ReadAsStringAsync())),
            ("name", "My laptop"));
        return answer.Headers.Location?.ToString();
    }

    private async Task<HttpStatusCode> SignInAsync(SoftwareAuthenticator device)
    {
        using var browser = site.Open();
        var options = await browser.SubmitAsync("/account/login", "/account/passkeys/request");
        Assert.Equal(HttpStatusCode.OK, options.StatusCode);
        using var answer = await browser.SubmitAsync(
            "/account/login", ("_handler", "passkey"), ("credential", device.Sign(await options.Content.ReadAsStringAsync())));
        return answer.StatusCode;
    }
}
