using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>What a token allows.</summary>
public enum TokenScope
{
    /// <summary>To read.</summary>
    Read,
    /// <summary>To read and write.</summary>
    Write,
}

/// <summary>A key to the API, without its secret.</summary>
/// <param name="Id">Its key here.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Scope">What it allows.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="RevokedAt">Until when; null while it is good.</param>
public sealed record Token(string Id, string Name, TokenScope Scope, string Owner, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

/// <summary>Keys to the API. Of a secret only its digest is kept: it is random enough that no salt is needed.</summary>
public sealed class Tokens(IDbContextFactory<TrackerDb> contexts, TimeProvider clock, ILogger<Tokens> logger)
{
    /// <summary>The fewest characters of a secret that somebody else has made.</summary>
    public const int MinLength = 32;

    /// <summary>Makes a token.</summary>
    /// <returns>The secret, which nobody can learn again.</returns>
    public async Task<string> AddAsync(string name, TokenScope scope, string owner, CancellationToken cancel = default)
    {
        var secret = "su7_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await InsertAsync(name, secret, scope, owner, cancel);
        return secret;
    }

    /// <summary>Sees to it that a configured secret is a token, in the place of what the same setting said before.</summary>
    /// <exception cref="ArgumentException">The secret is too short.</exception>
    /// <exception cref="InvalidOperationException">It was revoked, or allows something else.</exception>
    public async Task EnsureAsync(string name, string secret, TokenScope scope, string owner, CancellationToken cancel = default)
    {
        if (secret.Length < MinLength)
        {
            throw new ArgumentException(Texts.Get("TokenTooShort", CultureInfo.CurrentUICulture, MinLength, secret.Length), nameof(secret));
        }
        try
        {
            if (await RowAsync(secret, cancel) is null)
            {
                await InsertAsync(name, secret, scope, owner, cancel);
            }
        }
        catch (DbUpdateException)
        {
            // Another instance that starts at the same time was faster; its row is looked at like any other.
        }
        await ReplaceAsync(name, secret, cancel);
        if (await RowAsync(secret, cancel) is not { RevokedAt: null } row || row.Scope != Word(scope))
        {
            throw new InvalidOperationException(Texts.Get("TokenTaken", CultureInfo.CurrentUICulture));
        }
    }

    /// <summary>The token with a secret; null when there is none or it was revoked.</summary>
    public async Task<Token?> FindAsync(string secret, CancellationToken cancel = default) =>
        await RowAsync(secret, cancel) is { RevokedAt: null } row ? ToToken(row) : null;

    /// <summary>Whether a token is still good.</summary>
    public async Task<bool> IsGoodAsync(string id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Tokens.AnyAsync(t => t.Id == id && t.RevokedAt == null, cancel);
    }

    /// <summary>All tokens, the revoked ones too, the latest first.</summary>
    public async Task<IReadOnlyList<Token>> AllAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return
        [
            .. (await db.Tokens.AsNoTracking().OrderByDescending(t => t.CreatedAt).ThenBy(t => t.Id).ToListAsync(cancel)).Select(ToToken),
        ];
    }

    /// <summary>Ends a token; it stays on the list.</summary>
    /// <returns>Whether there was such a token that was still good.</returns>
    public async Task<bool> RevokeAsync(string id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var revoked =
            await db
                .Tokens.Where(t => t.Id == id && t.RevokedAt == null)
                .ExecuteUpdateAsync(t => t.SetProperty(r => r.RevokedAt, now), cancel) == 1;
        if (revoked)
        {
            logger.TokenRevoked(id);
        }
        return revoked;
    }

    // What the setting said before is no longer good.
    private async Task ReplaceAsync(string name, string secret, CancellationToken cancel)
    {
        var (digest, now) = (Digest(secret), clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var earlier = await db.Tokens.Where(t => t.Name == name && t.Hash != digest && t.RevokedAt == null)
            .ExecuteUpdateAsync(t => t.SetProperty(r => r.RevokedAt, now), cancel);
        if (earlier > 0)
        {
            logger.TokensReplaced(name, earlier);
        }
    }

    private async Task InsertAsync(string name, string secret, TokenScope scope, string owner, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(new TokenRow
        {
            Id = Guid.CreateVersion7().ToString("N"), Name = new Author(name).Recorded, Hash = Digest(secret), Scope = Word(scope),
            Owner = new Author(owner).Recorded, CreatedAt = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancel);
        var word = Word(scope);
        logger.TokenAdded(name, owner, word);
    }

    // The index finds by digest, of which a caller cannot choose the bytes; the comparison in constant time is for good measure.
    private async Task<TokenRow?> RowAsync(string secret, CancellationToken cancel)
    {
        var digest = Digest(secret);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Tokens.AsNoTracking().SingleOrDefaultAsync(t => t.Hash == digest, cancel);
        return row is not null && CryptographicOperations.FixedTimeEquals(row.Hash, digest) ? row : null;
    }

    private static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static string Word(TokenScope scope) => scope == TokenScope.Write ? "write" : "read";

    private static Token ToToken(TokenRow r) =>
        new(r.Id, r.Name, r.Scope == "write" ? TokenScope.Write : TokenScope.Read, r.Owner, r.CreatedAt, r.RevokedAt);
}
