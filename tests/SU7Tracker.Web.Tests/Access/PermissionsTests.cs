using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Data;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Access;

/// <summary>Every door of the program, and who may open it.</summary>
public sealed partial class PermissionsTests
{
    private const string Analyst = "amy@example.org";

    // By whom a door is opened. Tokens are only looked at by the API; elsewhere who shows one is nobody.
    [Flags]
    private enum Who
    {
        None = 0,
        Nobody = 1,
        Analyst = 2,
        Admin = 4,
        ReadToken = 8,
        WriteToken = 16,
        Accounts = Analyst | Admin,
        Callers = Accounts | ReadToken | WriteToken,
        Everybody = Nobody | Callers,
    }

    // A door is one line here, under those who may open it where reading is open and where it needs an account.
    private static readonly (Who Open, Who Closed, string[] Doors)[] Table =
    [
        (Who.Everybody, Who.Everybody, [
            "GET /health/live", "GET /health/ready",
            "GET /account/login", "POST /account/login", "GET /account/code", "POST /account/code",
            "GET /account/setup", "POST /account/setup", "GET /account/denied", "POST /account/denied",
            "POST /account/logout", "POST /account/passkeys/request",
            "GET /problem/{Code:int}", "POST /problem/{Code:int}", "GET /not-found", "POST /not-found",
        ]),
        (Who.Accounts, Who.Accounts, [
            "GET /account", "POST /account", "GET /account/authenticator", "POST /account/authenticator",
            "POST /account/passkeys/creation", "POST /account/passkeys/add", "POST /account/passkeys/remove",
        ]),
        (Who.Everybody, Who.Accounts, [
            "GET /", "GET /compare", "GET /record", "GET /record/sources/{Id}",
            "GET /vehicles/{Slug}", "GET /vehicles/{Slug}/explore", "GET /vehicles/{Slug}/demand", "GET /vehicles/{Slug}/cities",
            "GET /vehicles/{Slug}/claims", "GET /vehicles/{Slug}/targets", "GET /vehicles/{Slug}/record",
            "GET /vehicles/{slug}/charts/{chart}", "GET /vehicles/{slug}/tables/{name}.{format}", "GET /vehicles/{slug}/charts/{name}.{format}",
        ]),
        (Who.Admin, Who.Admin, ["GET /entry", "GET /due", "GET /record/webhooks"]),
        (Who.Everybody, Who.Callers, ["GET /api/v1/vehicles"]),
        (Who.WriteToken, Who.WriteToken, ["POST /api/v1/figures", "POST /api/v1/imports"]),
    ];

    [Theory, InlineData(false), InlineData(true)]
    public async Task EveryDoorIsOpenedByThoseInTheTableAndNobodyElse(bool closed)
    {
        using var site = Site.With(
            ("Admin:Email", Site.Admin), ("Admin:Password", Site.Password), ("Access:ReadRequiresSignIn", closed ? "true" : "false"),
            ("Limits:ReadsPerSecond", "0"), ("Limits:PagesPerSecond", "0"), ("Limits:WritesPerSecond", "0"));
        await site.AddUserAsync(Analyst, Roles.Analyst);
        var callers = await CallersAsync(site);
        var doors = site.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .SelectMany(Doors).Distinct().Order(StringComparer.Ordinal).ToList();
        var expected = Table.SelectMany(t => t.Doors.Select(d => (Door: d, May: closed ? t.Closed : t.Open)))
            .ToDictionary(d => d.Door, d => d.May);
        Assert.Equal([], doors.Except(expected.Keys));
        Assert.Equal([], expected.Keys.Except(doors));
        var actual = new List<(string, Who)>();
        foreach (var door in doors)
        {
            var may = Who.None;
            foreach (var (who, caller) in callers)
            {
                may |= await OpensAsync(caller, door) ? who : Who.None;
            }
            actual.Add((door, may));
        }
        Assert.Equal(doors.Select(d => (d, expected[d])), actual);
    }

    // A circuit goes from page to page without a request: there the page itself says who may see it.
    [Fact]
    public void EveryPageSaysItselfWhoMaySeeIt()
    {
        var doors = Table.SelectMany(t => t.Doors.Select(d => (Door: d, t.Open, t.Closed))).ToDictionary(d => d.Door);
        foreach (var page in typeof(Program).Assembly.GetTypes())
        {
            foreach (var route in page.GetCustomAttributes<RouteAttribute>(inherit: false))
            {
                var (_, open, closed) = doors["GET " + route.Template];
                var asks = page.GetCustomAttributes<AuthorizeAttribute>(inherit: true).Select(a => a.Policy).ToList();
                var isFree = page.GetCustomAttributes<AllowAnonymousAttribute>(inherit: true).Any();
                Assert.Equal((route.Template, closed == Who.Everybody), (route.Template, isFree));
                Assert.True(isFree || asks.Contains(Policies.Read), route.Template);
                Assert.Equal((route.Template, open == Who.Admin), (route.Template, asks.Contains(Policies.Write)));
                Assert.Equal((route.Template, open == Who.Accounts), (route.Template, asks.Contains(null)));
            }
        }
    }

    private static async Task<List<(Who, Func<HttpRequestMessage, Task<HttpResponseMessage>>)>> CallersAsync(Site site)
    {
        var callers = new List<(Who, Func<HttpRequestMessage, Task<HttpResponseMessage>>)> { (Who.Nobody, site.Open().SendAsync) };
        foreach (var (who, email) in new[] { (Who.Analyst, Analyst), (Who.Admin, Site.Admin) })
        {
            // Signing out would end the session: each request has its own copy of the cookies.
            var cookies = new CookieContainer();
            var browser = site.Open(cookies);
            await browser.SignInAsync(email);
            callers.Add((who, browser.SendAsync));
        }
        var tokens = site.Services.GetRequiredService<Tokens>();
        await using var scope = site.Services.CreateAsyncScope();
        var admin = (await scope.ServiceProvider.GetRequiredService<UserManager<TrackerUser>>().FindByEmailAsync(Site.Admin))!;
        foreach (var (who, scopeOf) in new[] { (Who.ReadToken, TokenScope.Read), (Who.WriteToken, TokenScope.Write) })
        {
            var secret = await tokens.AddAsync(who.ToString(), scopeOf, admin.Id);
            var browser = site.Open();
            callers.Add((who, request =>
            {
                request.Headers.Authorization = new("Bearer", secret);
                return browser.SendAsync(request);
            }));
        }
        return callers;
    }

    private static IEnumerable<string> Doors(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            .Where(m => m != "HEAD")
            .Select(m => $"{m} /{endpoint.RoutePattern.RawText?.TrimStart('/')}");

    // Whether somebody is let in, whatever becomes of what they ask there.
    private static async Task<bool> OpensAsync(Func<HttpRequestMessage, Task<HttpResponseMessage>> send, string door)
    {
        var (method, route) = door.Split(' ', 2) is [var m, var r] ? (m, r) : throw new InvalidOperationException(door);
        using var request = new HttpRequestMessage(new(method), Filled(route));
        using var answer = await send(request);
        var target = answer.Headers.Location?.OriginalString ?? "";
        return answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            && !target.Contains("/account/login", StringComparison.Ordinal)
            && !target.Contains("/account/denied", StringComparison.Ordinal);
    }

    private static string Filled(string route) => Place().Replace(route, m => m.Groups["name"].Value.ToLowerInvariant() switch
    {
        "code" => "404",
        "format" => "csv",
        var name => name,
    });

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}")]
    private static partial Regex Place();
}
