using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Data;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.ChangeLog;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.ChangeLog;

public sealed class LogTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task SignInsAreKeptWithTheirAddressAndPasswordsAreNot()
    {
        using var browser = site.Open();
        await browser.SignInAsync(password: "something else entirely");
        await browser.SignInAsync("nobody@example.org");
        await browser.SignInAsync();
        await browser.SubmitAsync("/account", "/account/logout");
        var log = (await site.Services.GetRequiredService<Activities>().PageAsync(new() { Writes = false })).Items;
        Assert.Subset(
            log.Select(a => a.Kind!.Value).ToHashSet(),
            new HashSet<SecurityKind> { SecurityKind.SignIn, SecurityKind.SignInFailed, SecurityKind.SignOut, SecurityKind.FirstAdmin });
        Assert.Contains(log, a => a is { Kind: SecurityKind.SignInFailed, Account: "first-admin", By: "", Address: "127.0.0.1" });
        Assert.Contains(log, a => a is { Kind: SecurityKind.SignInFailed, Account: "" });
        Assert.DoesNotContain(log, a => a.Detail.Contains("nobody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AdminsAloneReadTheLogAndLookAfterPeople()
    {
        await site.AddUserAsync("bob@example.org", Roles.Analyst);
        using var stranger = site.Open();
        using var analyst = site.Open();
        await analyst.SignInAsync("bob@example.org");
        using var admin = site.Open();
        await admin.SignInAsync();
        foreach (var path in new[] { "/people", "/log", "/log.csv" })
        {
            Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync(path)).StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, (await analyst.GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync(path)).StatusCode);
        }
        Assert.DoesNotContain("href=\"/people\"", await analyst.ReadAsync("/account"), StringComparison.Ordinal);
        Assert.Contains("sign-in", await admin.ReadAsync("/log.csv?show=sign-in"), StringComparison.Ordinal);
        Assert.All((await admin.ReadAsync("/log.csv?show=security")).Split('\n').Skip(1), line => Assert.DoesNotContain(",write,", line));
        var page = System.Net.WebUtility.HtmlDecode(await admin.ReadAsync("/log?who=first-admin&lang=zh-Hans"));
        Assert.Contains("登录", page, StringComparison.Ordinal);
        Assert.DoesNotContain("bob@example.org</td>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/log?show=figures&who=root&vehicles=su7&from=2026-01-01&to=2026-02-01&q=news&place=12.7")]
    [InlineData("/log?show=sign-in-failed&place=0.4")]
    [InlineData("/log")]
    public void WhatIsShownStandsInTheAddress(string address)
    {
        var view = ViewState.Read(address);
        Assert.Equal(view.Url, ViewState.Read(view.Url).Url);
        var query = LogQuery.Of(view);
        Assert.Equal(address.Contains("=figures", StringComparison.Ordinal) ? "figures" : null, query.What);
        Assert.Equal(address.Contains("failed", StringComparison.Ordinal) ? SecurityKind.SignInFailed : null, query.Kind);
        Assert.Equal(
            address.Contains("12.7", StringComparison.Ordinal) ? new ActivityPlace(12, 7)
                : address.Contains("0.4", StringComparison.Ordinal) ? new(long.MaxValue, 4)
                : ActivityPlace.Start,
            query.After);
        Assert.Equal(view.Place, query.After == ActivityPlace.Start ? null : LogQuery.Write(query.After));
    }
}
