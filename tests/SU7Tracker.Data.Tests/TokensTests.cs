using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SU7Tracker.Data.Tests.Support;

namespace SU7Tracker.Data.Tests;

public class TokensTests(Databases databases)
{
    private const string Configured = "a-configured-token-of-32-letters";

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ATokenIsFoundByItsSecretUntilItIsRevoked(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        var tokens = tracker.Get<Tokens>();
        var secret = await tokens.AddAsync("feed", TokenScope.Write, "ada");
        Assert.Matches("^su7_[A-Za-z0-9_-]{43}$", secret);
        var token = await tokens.FindAsync(secret);
        Assert.Equal(("feed", TokenScope.Write, "ada", null), (token!.Name, token.Scope, token.Owner, token.RevokedAt));
        Assert.Null(await tokens.FindAsync(secret + "x"));
        Assert.Null(await tokens.FindAsync(""));
        Assert.True(await tokens.RevokeAsync(token.Id));
        Assert.False(await tokens.RevokeAsync(token.Id));
        Assert.Null(await tokens.FindAsync(secret));
        Assert.NotNull(Assert.Single(await tokens.AllAsync()).RevokedAt);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task TheSecretIsNotInTheDatabase(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        var secret = await tracker.Get<Tokens>().AddAsync("feed", TokenScope.Read, "ada");
        await using var db = await tracker.DbAsync();
        var row = await db.Tokens.SingleAsync();
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)), row.Hash);
        Assert.DoesNotContain(secret, $"{row.Id}{row.Name}{row.Scope}{row.Owner}", StringComparison.Ordinal);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AConfiguredTokenIsMadeOnceHoweverManyStart(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        await using var other = tracker.Another();
        await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    Task.Run(() =>
                        (i % 2 == 0 ? tracker : other).Get<Tokens>().EnsureAsync("configured", Configured, TokenScope.Write, "ada"))));
        Assert.Single(await tracker.Get<Tokens>().AllAsync());
        Assert.Equal("ada", (await tracker.Get<Tokens>().FindAsync(Configured))!.Owner);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AConfiguredTokenThatIsShortOrOfAnotherScopeOrRevokedIsRefused(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        var tokens = tracker.Get<Tokens>();
        await Assert.ThrowsAsync<ArgumentException>(() => tokens.EnsureAsync("configured", Configured[1..], TokenScope.Write, "ada"));
        await tokens.EnsureAsync("configured", Configured, TokenScope.Write, "ada");
        await Assert.ThrowsAsync<InvalidOperationException>(() => tokens.EnsureAsync("configured", Configured, TokenScope.Read, "ada"));
        await tokens.RevokeAsync((await tokens.AllAsync())[0].Id);
        await Assert.ThrowsAsync<InvalidOperationException>(() => tokens.EnsureAsync("configured", Configured, TokenScope.Write, "ada"));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ATokenEndsOnItsDayAndWithWhatItsOwnerMayDo(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        var tokens = tracker.Get<Tokens>();
        await using var db = await tracker.DbAsync();
        var (user, role) = (new TrackerUser { UserName = "ada@example.org" }, new IdentityRole(TrackerUser.AdminRole));
        db.AddRange(user, role, new IdentityUserRole<string> { UserId = user.Id, RoleId = role.Id });
        await db.SaveChangesAsync();
        var read = await tokens.AddAsync("reads", TokenScope.Read, user.Id, user.Id);
        var write = await tokens.AddAsync("writes", TokenScope.Write, user.Id, user.Id);
        var past = await tokens.AddAsync("past", TokenScope.Read, user.Id, user.Id, DateTimeOffset.UtcNow.AddMinutes(-1));
        Assert.Equal((true, true, false), (await IsGoodAsync(read), await IsGoodAsync(write), await IsGoodAsync(past)));

        await db.UserRoles.ExecuteDeleteAsync();
        Assert.Equal((true, false), (await IsGoodAsync(read), await IsGoodAsync(write)));
        await db.Users.ExecuteUpdateAsync(u => u.SetProperty(x => x.LockoutEnd, DateTimeOffset.UtcNow.AddMinutes(10)));
        Assert.True(await IsGoodAsync(read));   // locked by wrong passwords
        await db.Users.ExecuteUpdateAsync(u => u.SetProperty(x => x.LockoutEnd, DateTimeOffset.UtcNow.AddYears(10)));
        Assert.False(await IsGoodAsync(read));
        await db.Users.ExecuteDeleteAsync();
        Assert.False(await IsGoodAsync(read));
        Assert.All(await tokens.AllAsync(), t => Assert.False(t.IsGood));

        async Task<bool> IsGoodAsync(string secret) => await tokens.FindAsync(secret) is not null;
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task WhenATokenWasUsedLastIsWrittenLater(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        var tokens = tracker.Get<Tokens>();
        await tokens.AddAsync("feed", TokenScope.Read, "ada");
        var id = (await tokens.AllAsync())[0].Id;
        tokens.Use(id);
        Assert.Null((await tokens.AllAsync())[0].LastUsedAt);
        await tokens.WriteUsesAsync();
        Assert.NotNull((await tokens.AllAsync())[0].LastUsedAt);
    }
}
