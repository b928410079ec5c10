using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
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
            "PAGE /account/login", "PAGE /account/code", "PAGE /account/setup", "PAGE /account/password",
            "POST /account/logout", "POST /account/passkeys/request",
            "PAGE /problem/{Code:int}", "PAGE /not-found", "GET /{**path:file}", "GET /_framework/opaque-redirect",
            "GET /openapi/v1.json", "GET /api/favicon.svg", "GET /api/scalar.js", "GET /api/scalar.aspnetcore.js",
        ]),
        (Who.None, Who.None, ["PAGE /account/denied"]),   // it is what the refused are shown
        (Who.Accounts, Who.Accounts, [
            "PAGE /account", "PAGE /account/authenticator",
            "POST /account/passkeys/creation", "POST /account/passkeys/add", "POST /account/passkeys/remove",
        ]),
        (Who.Everybody, Who.Accounts, [
            "PAGE /", "PAGE /compare", "PAGE /record", "PAGE /record/sources/{Id}",
            "PAGE /vehicles/{Slug}", "PAGE /vehicles/{Slug}/explore", "PAGE /vehicles/{Slug}/demand", "PAGE /vehicles/{Slug}/cities",
            "PAGE /vehicles/{Slug}/claims", "PAGE /vehicles/{Slug}/targets", "PAGE /vehicles/{Slug}/record",
            "GET /vehicles/{slug}/charts/{chart}", "GET /vehicles/{slug}/tables/{name}.{format}",
            "GET /vehicles/{slug}/charts/{name}.{format}", "GET /embed/vehicles/{slug}", "GET /api/{documentName?}",
            "GET /_blazor", "GET /_blazor/disconnect/", "GET /_blazor/initializers/", "GET /_blazor/negotiate",
        ]),
        (Who.Admin, Who.Admin, [
            "PAGE /entry", "PAGE /import", "PAGE /due", "PAGE /record/webhooks", "PAGE /people", "PAGE /log", "GET /log.csv",
            "GET /import/{id}/rejected.csv",
        ]),
        (Who.Everybody, Who.Callers, [
            "GET /api/v1/vehicles", "GET /api/v1/vehicles.csv", "GET /api/v1/sources", "GET /api/v1/sources.csv",
            "GET /api/v1/sources/{id}", "GET /api/v1/sources/{id}.csv", "GET /api/v1/figures", "GET /api/v1/figures.csv",
            "GET /api/v1/vehicles/{slug}/metrics", "GET /api/v1/vehicles/{slug}/metrics.csv",
            "GET /api/v1/vehicles/{slug}/series", "GET /api/v1/vehicles/{slug}/series.csv",
            "GET /api/v1/vehicles/{slug}/bounds", "GET /api/v1/vehicles/{slug}/bounds.csv",
            "GET /api/v1/vehicles/{slug}/contradictions", "GET /api/v1/vehicles/{slug}/contradictions.csv",
            "GET /api/v1/vehicles/{slug}/waits", "GET /api/v1/vehicles/{slug}/waits.csv", "GET /api/v1/changes",
        ]),
        (Who.WriteToken, Who.WriteToken, ["POST /api/v1/figures", "POST /api/v1/imports", "GET /api/v1/imports"]),
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
        var wrong = new List<string>();
        foreach (var door in doors.Union(expected.Keys))
        {
            var may = Who.None;
            foreach (var (who, caller) in callers)
            {
                may |= await OpensAsync(caller, door, site.ClientOptions.BaseAddress) ? who : Who.None;
            }
            Who? said = expected.TryGetValue(door, out var known) ? known : null;
            if (!doors.Contains(door) || may != said)
            {
                wrong.Add(
                    $"{door}: {(doors.Contains(door) ? $"opened by {may}" : "not there")}, in the table {said?.ToString() ?? "missing"}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
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
                var (_, open, closed) = doors["PAGE " + route.Template];
                var asks = page.GetCustomAttributes<AuthorizeAttribute>(inherit: true).Select(a => a.Policy).ToList();
                var isFree = page.GetCustomAttributes<AllowAnonymousAttribute>(inherit: true).Any();
                Assert.Equal((route.Template, closed is Who.Everybody or Who.None), (route.Template, isFree));
                Assert.True(isFree || asks.Contains(Policies.Read), route.Template);
                var isForAdmins = asks.Contains(Policies.Write) || asks.Contains(Policies.Manage);
                Assert.Equal((route.Template, open == Who.Admin), (route.Template, isForAdmins));
                Assert.Equal((route.Template, open == Who.Accounts), (route.Template, asks.Contains(null)));
            }
        }
    }

    private static async Task<List<(Who, Func<HttpRequestMessage, Task<HttpResponseMessage>>)>> CallersAsync(Site site)
    {
        var callers = new List<(Who, Func<HttpRequestMessage, Task<HttpResponseMessage>>)> { (Who.Nobody, site.Open().AskAsync) };
        foreach (var (who, email) in new[] { (Who.Analyst, Analyst), (Who.Admin, Site.Admin) })
        {
            var browser = site.Open();
            await browser.SignInAsync(email);
            callers.Add((who, browser.AskAsync));
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
                return browser.AskAsync(request);
            }));
        }
        return callers;
    }

    private static IEnumerable<string> Doors(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
            ? ["PAGE"]
            : endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Where(m => m != "HEAD") ?? ["GET"])
            .Select(m => $"{m} /{endpoint.RoutePattern.RawText?.TrimStart('/')}");

    // Whether somebody is let in, whatever becomes of what they ask there.
    private static async Task<bool> OpensAsync(Func<HttpRequestMessage, Task<HttpResponseMessage>> send, string door, Uri site)
    {
        var (method, route) = door.Split(' ', 2) is [var m, var r] ? (m, r) : throw new InvalidOperationException(door);
        using var request = new HttpRequestMessage(new(method == "PAGE" ? "GET" : method), Filled(route));
        request.Headers.Add("Origin", site.GetLeftPart(UriPartial.Authority));
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
