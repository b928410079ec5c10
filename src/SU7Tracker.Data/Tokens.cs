using System.Buffers.Text;
using System.Collections.Concurrent;
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
/// <param name="RevokedAt">When it was revoked; null while it was not.</param>
public sealed record Token(string Id, string Name, TokenScope Scope, string Owner, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt)
{
    /// <summary>The id of the account that owns it; null for one that was made on the command line.</summary>
    public string? OwnerId { get; init; }
    /// <summary>The moment from which it is no longer good; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
    /// <summary>When it was last used, to a minute or two; null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
    /// <summary>The id of the account that revoked it, or the name that a command ran under; empty where nobody is known.</summary>
    public string RevokedBy { get; init; } = "";
    /// <summary>Whether it opens anything now.</summary>
    public bool IsGood { get; init; }
}

/// <summary>Keys to the API. Of a secret only its digest is kept: it is random enough that no salt is needed.</summary>
public sealed class Tokens(IDbContextFactory<TrackerDb> contexts, TimeProvider clock, ILogger<Tokens> logger)
{
    /// <summary>The fewest characters of a secret that somebody else has made.</summary>
    public const int MinLength = 32;
    /// <summary>The name of the token that a setting holds.</summary>
    public const string OfSetting = "Admin:Token";

    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);

    /// <summary>Makes a token.</summary>
    /// <returns>The secret, which nobody can learn again.</returns>
    /// <param name="name">What people call it.</param>
    /// <param name="scope">What it allows.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="ownerId">The account that it ends with; null where no account owns it.</param>
    /// <param name="expiresAt">The moment from which it is no longer good; null for never.</param>
    /// <param name="cancel">Calls it off.</param>
    public async Task<string> AddAsync(
        string name,
        TokenScope scope,
        string owner,
        string? ownerId = null,
        DateTimeOffset? expiresAt = null,
        CancellationToken cancel = default)
    {
        var secret = "su7_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await InsertAsync(name, secret, scope, owner, ownerId, expiresAt, cancel);
        return secret;
    }

    /// <summary>Sees to it that a configured secret is a token, in the place of what the same setting said before.</summary>
    /// <exception cref="ArgumentException">The secret is too short.</exception>
    /// <exception cref="InvalidOperationException">It was revoked, or allows something else.</exception>
    public async Task EnsureAsync(
        string name,
        string secret,
        TokenScope scope,
        string owner,
        string? ownerId = null,
        CancellationToken cancel = default)
    {
        if (secret.Length < MinLength)
        {
            throw new ArgumentException(Texts.Get("TokenTooShort", CultureInfo.CurrentUICulture, MinLength, secret.Length), nameof(secret));
        }
        try
        {
            if (await RowAsync(secret, cancel) is null)
            {
                await InsertAsync(name, secret, scope, owner, ownerId, null, cancel);
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

    /// <summary>
    /// The token with a secret; null when there is none, or it is no longer good: revoked, expired, or its owner is gone, disabled or, for
    /// writing, without the role.
    /// </summary>
    public async Task<Token?> FindAsync(string secret, CancellationToken cancel = default)
    {
        var digest = Digest(secret);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await Good(db).AsNoTracking().SingleOrDefaultAsync(t => t.Hash == digest, cancel);
        // The index finds by digest, of which a caller cannot choose the bytes; the comparison in constant time is for good measure.
        return row is not null && CryptographicOperations.FixedTimeEquals(row.Hash, digest) ? ToToken(row, true) : null;
    }

    /// <summary>Whether a token is still good.</summary>
    public async Task<bool> IsGoodAsync(string id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Good(db).AnyAsync(t => t.Id == id, cancel);
    }

    /// <summary>All tokens, those that are no longer good too, the latest first.</summary>
    public async Task<IReadOnlyList<Token>> AllAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var good = (await Good(db).Select(t => t.Id).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. (await db.Tokens.AsNoTracking().OrderByDescending(t => t.CreatedAt).ThenBy(t => t.Id).ToListAsync(cancel))
                .Select(t => ToToken(t, good.Contains(t.Id))),
        ];
    }

    /// <summary>Ends a token; it stays on the list.</summary>
    /// <param name="id">Its key.</param>
    /// <param name="by">Who ends it.</param>
    /// <param name="cancel">Calls it off.</param>
    /// <returns>Whether there was such a token that had not been revoked.</returns>
    public async Task<bool> RevokeAsync(string id, string by = "", CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var author = new Author(by).Recorded;
        var revoked =
            await db
                .Tokens.Where(t => t.Id == id && t.RevokedAt == null)
                .ExecuteUpdateAsync(t => t.SetProperty(r => r.RevokedAt, now).SetProperty(r => r.RevokedBy, author), cancel) == 1;
        if (revoked)
        {
            logger.TokenRevoked(id);
        }
        return revoked;
    }

    /// <summary>
    /// Ends the tokens of an account, within the transaction of a context; that of the setting stays, because the operator gives it.
    /// </summary>
    public async Task EndOfAsync(TrackerDb db, string ownerId)
    {
        var now = clock.GetUtcNow();
        await db.Tokens.Where(t => t.OwnerId == ownerId && t.Name != OfSetting && t.RevokedAt == null)
            .ExecuteUpdateAsync(t => t.SetProperty(r => r.RevokedAt, now));
    }

    /// <summary>Ends the tokens of an account and replaces what names its owner, within the transaction of a context.</summary>
    public async Task ForgetOwnerAsync(TrackerDb db, string ownerId, string owner, string name, string by)
    {
        var now = clock.GetUtcNow();
        var author = new Author(by).Recorded;
        var theirs = db.Tokens.Where(t => t.OwnerId == ownerId || t.Owner == owner);
        await theirs.Where(t => t.RevokedAt == null)
            .ExecuteUpdateAsync(t => t.SetProperty(r => r.RevokedAt, now).SetProperty(r => r.RevokedBy, author));
        await theirs.ExecuteUpdateAsync(t => t.SetProperty(r => r.Owner, name));
    }

    /// <summary>Notes that a token was used; it is written later, so that no request waits for it.</summary>
    public void Use(string id) => _used[id] = clock.GetUtcNow();

    /// <summary>Writes when tokens were used last.</summary>
    public async Task WriteUsesAsync(CancellationToken cancel = default)
    {
        foreach (var id in _used.Keys)
        {
            if (_used.TryRemove(id, out var at))
            {
                await using var db = await contexts.CreateDbContextAsync(cancel);
                await db.Tokens.Where(t => t.Id == id && (t.LastUsedAt == null || t.LastUsedAt < at))
                    .ExecuteUpdateAsync(t => t.SetProperty(r => r.LastUsedAt, at), cancel);
            }
        }
    }

    private IQueryable<TokenRow> Good(TrackerDb db)
    {
        var now = clock.GetUtcNow();
        var disabled = now + TrackerUser.LongestByMistake;
        var write = Word(TokenScope.Write);
        return db.Tokens.Where(t => t.RevokedAt == null && (t.ExpiresAt == null || t.ExpiresAt > now)
            && (t.OwnerId == null || db.Users.Any(u => u.Id == t.OwnerId && u.ForgottenAt == null
                && (u.LockoutEnd == null || u.LockoutEnd <= disabled)
                && (t.Scope != write || db.UserRoles.Any(r => r.UserId == u.Id
                    && db.Roles.Any(role => role.Id == r.RoleId && role.Name == TrackerUser.AdminRole))))));
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

    private async Task InsertAsync(
        string name,
        string secret,
        TokenScope scope,
        string owner,
        string? ownerId,
        DateTimeOffset? expiresAt,
        CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(new TokenRow
        {
            Id = Guid.CreateVersion7().ToString("N"), Name = new Author(name).Recorded, Hash = Digest(secret), Scope = Word(scope),
            Owner = new Author(owner).Recorded, CreatedAt = clock.GetUtcNow(), OwnerId = ownerId, ExpiresAt = expiresAt,
        });
        await db.SaveChangesAsync(cancel);
        var word = Word(scope);
        logger.TokenAdded(name, owner, word);
    }

    private async Task<TokenRow?> RowAsync(string secret, CancellationToken cancel)
    {
        var digest = Digest(secret);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Tokens.AsNoTracking().SingleOrDefaultAsync(t => t.Hash == digest, cancel);
    }

    private static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static string Word(TokenScope scope) => scope == TokenScope.Write ? "write" : "read";

    private static Token ToToken(TokenRow r, bool isGood) =>
        new(r.Id, r.Name, r.Scope == "write" ? TokenScope.Write : TokenScope.Read, r.Owner, r.CreatedAt, r.RevokedAt)
        {
            OwnerId = r.OwnerId, ExpiresAt = r.ExpiresAt, LastUsedAt = r.LastUsedAt, RevokedBy = r.RevokedBy, IsGood = isGood,
        };
}
