using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SU7Tracker.Web.Tests.Api;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Hosting;

public sealed class SafetyTests(Site site) : IClassFixture<Site>
{
    [Theory, InlineData("/api/v1/vehicles"), InlineData("/api/v1/nothing"), InlineData("/openapi/v1.json")]
    public async Task AnAnswerToAProgramLoadsNothingAtAll(string path)
    {
        using var browser = site.Open();
        var headers = (await browser.GetAsync(path)).Headers;
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Assert.Single(headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(headers.GetValues("X-Frame-Options")));
        Assert.False(headers.Contains("Server"));
    }

    [Fact]
    public async Task TheApiPageShowsOurDescriptionAndRunsNoScriptButOurs()
    {
        using var browser = site.Open();
        var answer = await browser.GetAsync("/api/");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("openapi/v1.json", page, StringComparison.Ordinal);
        var nonce = page.Split("nonce=\"")[1].Split('"')[0];
        Assert.Contains(
            $"script-src 'self' 'nonce-{nonce}';",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await browser.GetAsync("/api/scalar.js")).StatusCode);
        Assert.Contains("href=\"/api\"", await browser.ReadAsync("/"), StringComparison.Ordinal);
        Assert.DoesNotMatch("src=\"(https?:)?//", page);
        Assert.DoesNotMatch(" on[a-z]+=\"", page);
    }

    [Theory, InlineData("/account/login"), InlineData("/account")]
    public async Task EveryFormCarriesATokenAndIsRefusedWithoutIt(string path)
    {
        using var browser = site.Open();
        await browser.SignInAsync();
        var page = await browser.ReadAsync(path);
        var forms = page.Split("<form").Skip(1).Where(f => f.Contains("method=\"post\"", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.NotEmpty(forms);
        Assert.All(forms, form => Assert.Contains("__RequestVerificationToken", form, StringComparison.Ordinal));
        using var form = new FormUrlEncodedContent([
            new("_handler", "login"),
            new("Typed.Email", Site.Admin),
            new("Typed.Password", Site.Password),
        ]);
        using var answer = await browser.SendAsync(new(HttpMethod.Post, path) { Content = form });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task TheSetUpFormCarriesATokenToo()
    {
        using var empty = Site.With();
        using var browser = empty.Open();
        var path = (await empty.SetupLinkAsync())!;
        Assert.Contains("__RequestVerificationToken", await browser.ReadAsync(path), StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([
            new("_handler", "setup"),
            new("Typed.Email", "eve@example.org"),
            new("Typed.Password", Site.Password),
        ]);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(new(HttpMethod.Post, path) { Content = form })).StatusCode);
        Assert.NotNull(await empty.SetupLinkAsync());
    }

    [Fact]
    public async Task BehindAKnownProxyWithTlsCookiesAreSecureAndBrowsersStayOnTls()
    {
        using var proxied = Site.With(("Proxies:Known", "127.0.0.1, ::1"));
        using var browser = proxied.Open();
        using var answer = await browser.SendAsync(Forwarded("/account/login"));
        Assert.Contains("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
        Assert.All(answer.Headers.GetValues("Set-Cookie"), AssertGuarded);
    }

    [Fact]
    public async Task NobodyElseMayClaimToBeAProxy()
    {
        using var browser = site.Open();
        using var answer = await browser.SendAsync(Forwarded("/account/login"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        Assert.All(
            answer.Headers.GetValues("Set-Cookie"),
            cookie => Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task AFailureOfOursIsAnsweredWithoutSayingHowItCame()
    {
        var clock = new BrokenClock();
        using var failing = Site.With(services => services.AddSingleton<TimeProvider>(clock), ("Sample:Load", "true"));
        using var browser = failing.Open();
        clock.IsBroken = true;
        foreach (var path in new[] { "/api/v1/vehicles/su7/metrics", "/vehicles/su7" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Accept.Add(
                MediaTypeWithQualityHeaderValue.Parse(path.StartsWith("/api", StringComparison.Ordinal) ? "text/csv" : "text/html"));
            using var answer = await browser.SendAsync(request);
            var said = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.DoesNotContain(BrokenClock.Secret, said, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
            Assert.Contains(
                path.StartsWith("/api", StringComparison.Ordinal) ? ApiTexts.Failed : LayoutTexts.ErrorText,
                said,
                StringComparison.Ordinal);
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Single(answer.Headers.GetValues("X-Content-Type-Options"));
        }
        // What runs in the background has failed, too, or will.
        var background = failing.Services.GetServices<IHostedService>().OfType<BackgroundService>();
        Assert.All(background, service => Assert.NotEqual(true, service.ExecuteTask?.IsFaulted));
    }

    [Fact]
    public async Task AFormThatIsFarTooLongIsRefused()
    {
        using var browser = site.Open();
        using var answer = await SendAsync(tries: 5);
        Assert.InRange((int)answer.StatusCode, 400, 413);

        // The connection may be closed while the form is still being sent, so that its answer is not read.
        async Task<HttpResponseMessage> SendAsync(int tries)
        {
            using var form = new FormUrlEncodedContent([new("_handler", "login"), new("Typed.Email", new string('a', 3 << 20))]);
            try
            {
                return await browser.SendAsync(new(HttpMethod.Post, "/account/login") { Content = form });
            }
            catch (HttpRequestException) when (tries > 1)
            {
                return await SendAsync(tries - 1);
            }
        }
    }

    private static HttpRequestMessage Forwarded(string path) => new(HttpMethod.Get, path)
    {
        Headers = { { "X-Forwarded-Proto", "https" }, { "X-Forwarded-Host", "tracker.example" }, { "X-Forwarded-For", "203.0.113.7" } },
    };

    private static void AssertGuarded(string cookie)
    {
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite", cookie, StringComparison.OrdinalIgnoreCase);
    }

    private sealed class BrokenClock : TimeProvider
    {
        public const string Secret = "the clock's own affair";

        public bool IsBroken { get; set; }

        public override DateTimeOffset GetUtcNow() => IsBroken ? throw new InvalidOperationException(Secret) : base.GetUtcNow();
    }
}
