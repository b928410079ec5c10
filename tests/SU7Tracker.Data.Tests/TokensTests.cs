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
}
