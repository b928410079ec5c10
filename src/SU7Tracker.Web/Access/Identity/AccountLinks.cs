using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Access;

/// <summary>
/// Makes links by which somebody chooses a password: each is good once and not for long, because it names the stamp of the account, which
/// a new password changes.
/// </summary>
internal sealed class AccountLinks(IDataProtectionProvider protection, IDbContextFactory<TrackerDb> contexts, TimeProvider clock)
{
    /// <summary>How long an invitation is good.</summary>
    public static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(7);
    /// <summary>How long a link after a reset is good.</summary>
    public static readonly TimeSpan ResetLifetime = TimeSpan.FromHours(24);

    private const string Path = "/account/password?code=";

    // The keys are in the database, so that a link from one instance is good at another.
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("account link").ToTimeLimitedDataProtector();

    /// <summary>The path of the page on which the owner of an account chooses a password.</summary>
    public string For(TrackerUser user, TimeSpan lifetime) =>
        Path + Uri.EscapeDataString(_protector.Protect($"{user.Id}\n{user.SecurityStamp}", lifetime));

    /// <summary>
    /// The id of the account that a code is for; null when it is not ours, too old or used, or the account may not come in.
    /// </summary>
    public async Task<string?> AccountOfAsync(string? code)
    {
        string[] parts;
        try
        {
            parts = string.IsNullOrEmpty(code) ? [] : _protector.Unprotect(code).Split('\n');
        }
        catch (CryptographicException)
        {
            return null;
        }
        if (parts is not [var id, var stamp])
        {
            return null;
        }
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id) is { ForgottenAt: null } user
            && user.SecurityStamp == stamp && !user.IsDisabled(clock.GetUtcNow()) ? id : null;
    }
}
