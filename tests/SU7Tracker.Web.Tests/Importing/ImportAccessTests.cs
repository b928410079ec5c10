using System.Net;
using System.Security.Claims;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Importing;
using SU7Tracker.Web.Importing.Sheets;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Importing;

public sealed class ImportAccessTests(Site site) : IClassFixture<Site>
{
    [Theory, InlineData("/import"), InlineData("/import/any/rejected.csv")]
    public async Task OnlyAdminsImport(string path)
    {
        var analyst = $"{Guid.NewGuid():N}@example.org";
        await site.AddUserAsync(analyst, Roles.Analyst);
        using var stranger = site.Open();
        Assert.StartsWith("/account/login", (await stranger.GetAsync(path)).Headers.Location?.PathAndQuery);
        using var browser = site.Open();
        await browser.SignInAsync(analyst);
        Assert.StartsWith("/account/denied", (await browser.GetAsync(path)).Headers.Location?.PathAndQuery);
    }

    [Fact]
    public async Task RejectedRowsAreTakenAwayByTheirOwnerAlone()
    {
        using var browser = site.Open();
        await browser.SignInAsync();
        var owner = (await site.PrincipalAsync(Site.Admin)).FindFirstValue(ClaimTypes.NameIdentifier)!;
        var desk = site.Services.GetRequiredService<ImportDesk>();
        var typed = Encoding.UTF8.GetBytes("Week,Insured\n2024-W15,七万多\n");
        var (mine, other) = ((await desk.AddAsync("", owner, typed))!, (await desk.AddAsync("", "somebody", typed))!);
        foreach (var job in new[] { mine, other })
        {
            job.Open(
                typed,
                sheet => MappingGuess.Of(sheet) with { Vehicle = "su7", Source = "s" });
            await job.WhenIdleAsync();
        }
        var rows = await (await browser.GetAsync(ImportEndpoints.RejectedOf(mine))).Content.ReadAsStringAsync();
        Assert.StartsWith("line,column,typed,reason,remedy,Week,Insured\n2,B,七万多,", rows, StringComparison.Ordinal);
        Assert.Contains("7万+ / >70000", rows, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(ImportEndpoints.RejectedOf(other))).StatusCode);
    }
}
