using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Data;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.People;
using SU7Tracker.Web.Tests.Api;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Hosting;

public sealed class StreamTests
{
    private const string Changes = "/api/v1/changes";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task AListenerTooManyIsToldWhenToComeBack()
    {
        using var site = Site.With(("Limits:StreamsPerCaller", "2"));
        using var browser = site.Open();
        using var http = new HttpClient { BaseAddress = site.ClientOptions.BaseAddress };
        using var one = await http.GetAsync(Changes, HttpCompletionOption.ResponseHeadersRead);
        using var two = await http.GetAsync(Changes, HttpCompletionOption.ResponseHeadersRead);
        using var three = await http.GetAsync(Changes, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests],
            [one.StatusCode, two.StatusCode, three.StatusCode]);
        Assert.NotNull(three.Headers.RetryAfter);
    }

    [Fact]
    public async Task TheStreamOfARevokedTokenEnds()
    {
        using var site = Site.With(("Access:ReadRequiresSignIn", "true"), ("Admin:Email", Site.Admin), ("Admin:Password", Site.Password));
        using var browser = site.Open();
        var tokens = site.Services.GetRequiredService<Tokens>();
        var secret = await tokens.AddAsync("listener", TokenScope.Read, "ann");
        using var stream = await browser.ListenAsync(Changes, secret);
        await tokens.RevokeAsync(Assert.Single(await tokens.AllAsync()).Id);
        await AssertEndsAsync(stream);
    }

    [Fact]
    public async Task ANewPasswordALostRoleAndADisabledAccountEndTokensAndTheirStreamsAndSigningOutDoesNot()
    {
        using var site = Site.With(
            ("Access:ReadRequiresSignIn", "true"), ("Admin:Email", Site.Admin), ("Admin:Password", Site.Password),
            ("Admin:Token", ApiSite.Token));
        using var browser = site.Open();
        var (tokens, members) = (site.Services.GetRequiredService<Tokens>(), site.Services.GetRequiredService<Members>());
        var secrets = new List<string>();
        foreach (var name in new[] { "password", "reset", "role", "disabled", "out" })
        {
            await site.AddUserAsync($"{name}@example.org", Roles.Admin);
            secrets.Add(await tokens.AddAsync(name, TokenScope.Read, name, await IdAsync(name)));
        }
        var streams = await Task.WhenAll(secrets.Select(secret => browser.ListenAsync(Changes, secret)));

        await site.ChangeUserAsync(
            "password@example.org", (users, who) => users.ChangePasswordAsync(who, Site.Password, "five other words are good"));
        Assert.Null((await members.ResetAsync(await IdAsync("reset"), false, new("tester"))).Problem);
        Assert.Null((await members.SetRoleAsync(await IdAsync("role"), Roles.Analyst, new("tester"))).Problem);
        Assert.Null((await members.DisableAsync(await IdAsync("disabled"), new("tester"))).Problem);
        await browser.SignInAsync("out@example.org");
        await browser.SubmitAsync("/account", "/account/logout");
        await site.ChangeUserAsync(
            Site.Admin, (users, ann) => users.ChangePasswordAsync(ann, Site.Password, "five other words are good"));

        await Task.WhenAll(streams[..4].Select(AssertEndsAsync));
        foreach (var secret in secrets[..4])
        {
            Assert.Null(await tokens.FindAsync(secret));
        }
        Assert.NotNull(await tokens.FindAsync(secrets[4]));
        Assert.NotNull(await tokens.FindAsync(ApiSite.Token));   // the operator's, who starts the program with it
        streams[4].Dispose();

        async Task<string> IdAsync(string name)
        {
            var id = "";
            await site.ChangeUserAsync($"{name}@example.org", (_, who) => Task.FromResult(id = who.Id));
            return id;
        }
    }

    [Fact]
    public async Task TheStreamOfAnEndedSessionEnds()
    {
        using var site = new Site();
        await site.AddUserAsync("bea@example.org", Roles.Analyst);
        using var browser = site.Open();
        await browser.SignInAsync("bea@example.org");
        using var stream = await browser.ListenAsync(Changes);
        await browser.SubmitAsync("/account", "/account/logout");
        await AssertEndsAsync(stream);
    }

    [Fact]
    public async Task ManyListenersHearEveryChangeOnceAndInOrder()
    {
        const int Listeners = 300, Writes = 20;
        using var site = Site.With(
            ("Limits:StreamsPerCaller", "0"), ("Limits:Streams", "0"), ("Limits:ReadsPerSecond", "0"), ("Sample:Load", "true"),
            ("Admin:Email", Site.Admin), ("Admin:Password", Site.Password), ("Admin:Token", ApiSite.Token));
        using var browser = site.Open();
        var streams = await Task.WhenAll(Enumerable.Range(0, Listeners).Select(_ => browser.ListenAsync(Changes)));
        using var http = new HttpClient
        {
            BaseAddress = site.ClientOptions.BaseAddress,
            DefaultRequestHeaders = { { "Authorization", "Bearer " + ApiSite.Token } },
        };
        for (var i = 0; i < Writes; i++)
        {
            var file = $"slug,name,maker,launched_on,note\nnew-{i},New,Maker,,\n";
            using var answer = await http.PostAsync("/api/v1/imports", new StringContent(file, Encoding.UTF8, "text/csv"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        foreach (var stream in streams)
        {
            var heard = new List<string>();
            while (heard.Count < Writes)
            {
                if (await stream.ReadLineAsync() is { } line && line.StartsWith("data:", StringComparison.Ordinal))
                {
                    heard.Add(line.Split('"')[3]);
                }
            }
            Assert.Equal(Enumerable.Range(0, Writes).Select(i => $"new-{i}"), heard);
            stream.Dispose();
        }
    }

    private static async Task AssertEndsAsync(StreamReader stream)
    {
        var clock = Stopwatch.StartNew();
        while (await stream.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)) is not null)
        {
        }
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Soon);
    }
}
