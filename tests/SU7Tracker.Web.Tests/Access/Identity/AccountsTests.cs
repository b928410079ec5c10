using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Access;

public sealed class AccountsTests(Site site) : IClassFixture<Site>
{
    private Accounts Accounts => site.Services.GetRequiredService<Accounts>();

    [Fact]
    public async Task AnAdminWritesUnderTheIdOfTheirAccount() =>
        Assert.Equal("first-admin", (await Accounts.WriterAsync(await site.PrincipalAsync(Site.Admin)))?.Id);

    [Fact]
    public async Task AnAnalystWritesNothing()
    {
        await site.AddUserAsync("reader@example.org", Roles.Analyst);
        Assert.Null(await Accounts.WriterAsync(await site.PrincipalAsync("reader@example.org")));
    }

    [Fact]
    public async Task WhoeverHasLostTheRoleWritesNoLongerThoughTheirPageIsOpen()
    {
        await site.AddUserAsync("former@example.org", Roles.Admin);
        var cookie = await site.PrincipalAsync("former@example.org");
        await site.ChangeUserAsync("former@example.org", (users, user) => users.RemoveFromRoleAsync(user, Roles.Admin));
        Assert.Null(await Accounts.WriterAsync(cookie));
        Assert.False(await Accounts.IsCurrentAsync(cookie));
    }

    [Fact]
    public async Task WhoeverIsBarredWritesNoLongerThoughTheirPageIsOpen()
    {
        await site.AddUserAsync("barred@example.org", Roles.Admin);
        var cookie = await site.PrincipalAsync("barred@example.org");
        await site.ChangeUserAsync("barred@example.org", (users, user) => users.SetLockoutEndDateAsync(user, DateTimeOffset.MaxValue));
        Assert.Null(await Accounts.WriterAsync(cookie));
    }

    [Fact]
    public async Task SomebodyElsesWrongPasswordsDoNotEndASession()
    {
        await site.AddUserAsync("busy@example.org", Roles.Admin);
        var cookie = await site.PrincipalAsync("busy@example.org");
        await site.ChangeUserAsync("busy@example.org", async (users, user) =>
        {
            for (var i = 0; i < 5; i++)
            {
                await users.AccessFailedAsync(user);
            }
            Assert.True(await users.IsLockedOutAsync(user));
        });
        Assert.NotNull(await Accounts.WriterAsync(cookie));
    }
}
