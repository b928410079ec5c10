using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.People;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.People;

public sealed class MembersTests : IDisposable
{
    private static readonly Actor Ann = new("tester", "192.0.2.1");
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    private Members Members => _site.Services.GetRequiredService<Members>();

    [Fact]
    public async Task WhoeverIsInvitedChoosesAPasswordOnceAndReadsAsTheRoleSays()
    {
        using var browser = _site.Open();
        var invited = await Members.InviteAsync("Bob", "bob@example.org", Roles.Analyst, Ann);
        Assert.Null(invited.Problem);
        Assert.Equal(MemberState.Invited, (await FindAsync("bob@example.org")).State);
        var link = invited.Secret!;
        var chosen = await ChooseAsync(browser, link);
        Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        var bob = await FindAsync("bob@example.org");
        Assert.Equal((MemberState.Active, Roles.Analyst, 1), (bob.State, bob.Role, bob.Sessions));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/people")).StatusCode);
        using var other = _site.Open();
        Assert.Contains("This link is not good", await other.ReadAsync(link), StringComparison.Ordinal);
        Assert.Contains("This link is not good", await other.ReadAsync("/account/password?code=x"), StringComparison.Ordinal);
        Assert.NotNull((await Members.InviteAsync("", "bob@example.org", Roles.Analyst, Ann)).Problem);
    }

    [Fact]
    public async Task TheLastActiveAdminIsNeitherDisabledNorDemotedNorForgotten()
    {
        _site.StartServer();
        var ann = await FindAsync(Site.Admin);
        var invited = await Members.InviteAsync("", "eve@example.org", Roles.Admin, Ann);
        // Who has not come in yet cannot look after anybody.
        Assert.NotNull(invited.Secret);
        foreach (var change in new Func<Task<MemberResult>>[]
        {
            () => Members.DisableAsync(ann.Id, Ann), () => Members.ForgetAsync(ann.Id, Ann),
            () => Members.SetRoleAsync(ann.Id, Roles.Analyst, Ann), () => Members.ResetAsync(ann.Id, false, Ann),
        })
        {
            Assert.Contains("last active admin", (await change()).Problem, StringComparison.Ordinal);
        }
        using var browser = _site.Open();
        await ChooseAsync(browser, invited.Secret!);
        Assert.Null((await Members.SetRoleAsync(ann.Id, Roles.Analyst, Ann)).Problem);
        var eve = await FindAsync("eve@example.org");
        Assert.Contains("last active admin", (await Members.DisableAsync(eve.Id, Ann)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfTwoAdminsWhoAreDemotedAtOnceOneStays()
    {
        _site.StartServer();
        await _site.AddUserAsync("eve@example.org", Roles.Admin);
        var (ann, eve) = (await FindAsync(Site.Admin), await FindAsync("eve@example.org"));
        var results = await Task.WhenAll(new[] { ann, eve }.Select(m => Task.Run(() => Members.SetRoleAsync(m.Id, Roles.Analyst, Ann))));
        Assert.Single(results, r => r.Problem is null);
        Assert.Single(await Members.AllAsync(), m => m.Role == Roles.Admin);
    }

    [Fact]
    public async Task WhoeverIsForgottenLeavesWhatTheyRecordedAndNoName()
    {
        _site.StartServer();
        await _site.AddUserAsync("eve@example.org", Roles.Admin);
        var eve = await FindAsync("eve@example.org");
        var tokens = _site.Services.GetRequiredService<Tokens>();
        var secret = (await Members.AddTokenAsync("hers", TokenScope.Write, null, eve.Id, new(eve.Id))).Secret!;
        using var caller = new HttpClient { BaseAddress = _site.ClientOptions.BaseAddress };
        caller.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        foreach (var csv in new[]
        {
            "slug,name,maker,launched_on,note\nsu7,SU7,Xiaomi,,\n", "id,title,publisher,url,published_on,grade\nnews,News,Paper,,,B\n",
            "vehicle,measure,basis,reading,city,period_start,period_end,low,high,qualifier,published_on,source,note\n"
            + "su7,production,built,in_period,,2024-04-08,2024-04-14,2394,2394,exact,,news,\n",
        })
        {
            using var body = new StringContent(csv, System.Text.Encoding.UTF8, "text/csv");
            (await caller.PostAsync("/api/v1/imports", body)).EnsureSuccessStatusCode();
        }
        // Who may record sees names; others see ids, whatever was answered before.
        using var anybody = new HttpClient { BaseAddress = _site.ClientOptions.BaseAddress };
        using var annBrowser = _site.Open();
        await annBrowser.SignInAsync();
        var named = await caller.GetStringAsync("/api/v1/figures");
        Assert.Contains("\"recordedBy\":\"eve@example.org\"", named, StringComparison.Ordinal);
        Assert.Contains("eve@example.org", await annBrowser.ReadAsync("/api/v1/figures"), StringComparison.Ordinal);
        var unnamed = await anybody.GetStringAsync("/api/v1/figures");
        Assert.Contains($"\"recordedBy\":\"{eve.Id}\"", unnamed, StringComparison.Ordinal);
        Assert.DoesNotContain("eve@example.org", unnamed + await anybody.GetStringAsync("/api/v1/figures.csv"), StringComparison.Ordinal);
        Assert.Equal(named, await caller.GetStringAsync("/api/v1/figures"));

        var imports = _site.Services.GetRequiredService<OpenImports>();
        await imports.AddAsync(eve.Id, "weekly.csv", [1]);
        Assert.Null((await Members.ForgetAsync(eve.Id, Ann)).Problem);
        Assert.Empty(await imports.AllAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, (await caller.GetAsync("/api/v1/figures")).StatusCode);
        var figures = await annBrowser.ReadAsync("/api/v1/figures");
        Assert.Contains("\"recordedBy\":\"forgotten-", figures, StringComparison.Ordinal);
        Assert.DoesNotContain("eve@example.org", figures, StringComparison.Ordinal);
        Assert.DoesNotContain(await Members.AllAsync(), m => m.Id == eve.Id);
        Assert.All(await tokens.AllAsync(), t => Assert.False(t.IsGood));
        using var browser = _site.Open();
        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync("eve@example.org")).StatusCode);
        var log = (await _site.Services.GetRequiredService<Activities>().PageAsync(new() { Kind = SecurityKind.Forgotten })).Items;
        Assert.Equal((eve.Id, "tester", "192.0.2.1"), (log[0].Account, log[0].By, log[0].Address));
    }

    [Fact]
    public async Task ATokenNeedsANameAndADayThatIsNotOver()
    {
        _site.StartServer();
        Assert.NotNull((await Members.AddTokenAsync(" ", TokenScope.Read, null, null, Ann)).Problem);
        Assert.NotNull((await Members.AddTokenAsync("x", TokenScope.Read, new(2020, 1, 1), null, Ann)).Problem);
        Assert.NotNull((await Members.RevokeTokenAsync("none", Ann)).Problem);
        Assert.NotNull((await Members.AddTokenAsync("x", TokenScope.Read, DateOnly.FromDateTime(DateTime.UtcNow), null, Ann)).Secret);
        var token = (await _site.Services.GetRequiredService<Tokens>().AllAsync())[0];
        Assert.True(token.IsGood);
        Assert.Null((await Members.RevokeTokenAsync(token.Id, Ann)).Problem);
        Assert.Equal("tester", (await _site.Services.GetRequiredService<Tokens>().AllAsync())[0].RevokedBy);
    }

    private async Task<Member> FindAsync(string email) => (await Members.AllAsync()).Single(m => m.Email == email);

    private static Task<HttpResponseMessage> ChooseAsync(Browser browser, string link) => browser.SubmitAsync(
        link, ("_handler", "new-password"), ("Typed.Password", Site.Password), ("Typed.Repeat", Site.Password));
}
