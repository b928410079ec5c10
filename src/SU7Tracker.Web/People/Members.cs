using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SU7Tracker.Data;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.People;

/// <summary>
/// Looks after accounts and tokens, for the page and for the commands. Each change is one transaction with its event in the security log;
/// one that would leave nobody who can look after the rest is refused.
/// </summary>
internal sealed class Members(
    IServiceScopeFactory scopes,
    AccountLinks links,
    SecurityLog log,
    Tokens tokens,
    Recorder recorder,
    TimeProvider clock)
{
    /// <summary>The longest name of a token, in characters.</summary>
    public const int MaxTokenName = 100;

    // What a cookie lives for.
    internal static readonly TimeSpan SessionLifetime = TimeSpan.FromDays(14);

    private static readonly string[] EndOfSessions =
    [
        .. new[]
        {
            SecurityKind.SignOut, SecurityKind.SessionsEnded, SecurityKind.PasswordChanged, SecurityKind.Reset, SecurityKind.Disabled,
            SecurityKind.AuthenticatorAdded, SecurityKind.AuthenticatorRemoved, SecurityKind.LinkUsed,
        }.Select(SecurityEvent.NameOf),
    ];

    private sealed record Work(UserManager<TrackerUser> Users, TrackerDb Db);

    /// <summary>Everybody with an account, by address; those who were forgotten are not among them.</summary>
    public async Task<IReadOnlyList<Member>> AllAsync(CancellationToken cancel = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
        var now = clock.GetUtcNow();
        var users = await db.Users.AsNoTracking().Where(u => u.ForgottenAt == null).OrderBy(u => u.NormalizedUserName).ToListAsync(cancel);
        var roles = (await db.UserRoles.Join(db.Roles, r => r.RoleId, r => r.Id, (r, role) => new { r.UserId, role.Name })
            .ToListAsync(cancel)).ToLookup(r => r.UserId, r => r.Name ?? "");
        var passkeys = await db.UserPasskeys.GroupBy(p => p.UserId).Select(p => new { p.Key, Count = p.Count() })
            .ToDictionaryAsync(p => p.Key, p => p.Count, cancel);
        var signIns = await log.SignInsAsync(EndOfSessions, now - SessionLifetime, cancel);
        return
        [
            .. users.Select(u => new Member(
                u.Id,
                u.Name,
                u.Email ?? u.UserName ?? "",
                Roles.All.FirstOrDefault(role => roles[u.Id].Contains(role)) ?? "",
                u.IsDisabled(now) ? MemberState.Disabled
                    : u.PasswordHash is null && !passkeys.ContainsKey(u.Id) ? MemberState.Invited
                    : u.LockoutEnd > now ? MemberState.Locked
                    : MemberState.Active,
                signIns.TryGetValue(u.Id, out var seen) ? seen.Last : null,
                signIns.TryGetValue(u.Id, out var open) ? open.Open : 0,
                passkeys.GetValueOrDefault(u.Id),
                u.TwoFactorEnabled)),
        ];
    }

    /// <summary>Invites somebody, who chooses a password by a link that is shown once.</summary>
    public Task<MemberResult> InviteAsync(string name, string email, string role, Actor actor) => RunAsync(async work =>
    {
        var user = new TrackerUser { UserName = email.Trim(), Email = email.Trim(), EmailConfirmed = true, Name = name.Trim() };
        if (user.Name.Length > TrackerUser.MaxNameLength)
        {
            return new(PeopleTexts.NameTooLong.With(TrackerUser.MaxNameLength));
        }
        if (await work.Users.CreateAsync(user) is { Succeeded: false } refused)
        {
            return Refused(refused);
        }
        if (await work.Users.AddToRoleAsync(user, role) is { Succeeded: false } noRole)
        {
            return Refused(noRole);
        }
        log.Add(work.Db, actor.Did(SecurityKind.Invited, user.Id, role));
        return new(Secret: links.For(user, AccountLinks.InvitationLifetime));
    });

    /// <summary>Makes an admin with a password, or of somebody who has an account.</summary>
    /// <returns>The password, where one was made.</returns>
    public Task<MemberResult> AddAdminAsync(string email, Actor actor) => RunAsync(async work =>
    {
        if (await work.Users.FindByEmailAsync(email) is { } known)
        {
            return await SetRoleAsync(work, known, Roles.Admin, actor);
        }
        var password = NewPassword();
        var user = new TrackerUser { UserName = email, Email = email, EmailConfirmed = true };
        var created = await work.Users.CreateAsync(user, password);
        if (created.Succeeded)
        {
            created = await work.Users.AddToRoleAsync(user, Roles.Admin);
        }
        log.Add(work.Db, actor.Did(SecurityKind.Invited, user.Id, Roles.Admin));
        return created.Succeeded ? new(Secret: password) : Refused(created);
    });

    /// <summary>Changes what somebody is here for.</summary>
    public Task<MemberResult> SetRoleAsync(string id, string role, Actor actor) =>
        ChangeAsync(id, (work, user) => SetRoleAsync(work, user, role, actor));

    /// <summary>Keeps somebody out until they are let in again; sessions, pages, streams and tokens end within seconds.</summary>
    public Task<MemberResult> DisableAsync(string id, Actor actor) => ChangeAsync(id, async (work, user) =>
    {
        if (await IsLastAdminAsync(work.Db, user))
        {
            return new(PeopleTexts.LastAdmin);
        }
        (user.LockoutEnabled, user.LockoutEnd) = (true, DateTimeOffset.MaxValue);
        log.Add(work.Db, actor.Did(SecurityKind.Disabled, user.Id));
        return Refused(await work.Users.UpdateSecurityStampAsync(user));
    });

    /// <summary>Lets somebody in again who was disabled or locked.</summary>
    public Task<MemberResult> EnableAsync(string id, Actor actor) => ChangeAsync(id, async (work, user) =>
    {
        (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
        log.Add(work.Db, actor.Did(SecurityKind.Enabled, user.Id));
        return Refused(await work.Users.UpdateAsync(user));
    });

    /// <summary>Ends all sessions, open pages and streams of somebody.</summary>
    public Task<MemberResult> EndSessionsAsync(string id, Actor actor) => ChangeAsync(id, async (work, user) =>
    {
        log.Add(work.Db, actor.Did(SecurityKind.SessionsEnded, user.Id));
        return Refused(await work.Users.UpdateSecurityStampAsync(user));
    });

    /// <summary>
    /// Takes password, passkeys and the authenticator app away from somebody who has lost them, opens the account, and makes a link by
    /// which they choose a new password, or the password itself.
    /// </summary>
    public Task<MemberResult> ResetAsync(string id, bool withPassword, Actor actor) => ChangeAsync(id, async (work, user) =>
    {
        // By a link that is lost nobody could come in any more.
        if (!withPassword && await IsLastAdminAsync(work.Db, user))
        {
            return new(PeopleTexts.LastAdmin);
        }
        await ClearAsync(work, user);
        (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
        log.Add(work.Db, actor.Did(SecurityKind.Reset, user.Id));
        var password = NewPassword();
        var result = withPassword ? await work.Users.AddPasswordAsync(user, password) : await work.Users.UpdateSecurityStampAsync(user);
        return result.Succeeded
            ? new(Secret: withPassword ? password : links.For(user, AccountLinks.ResetLifetime))
            : Refused(result);
    });

    /// <summary>
    /// Forgets somebody: name and address are replaced, sessions and tokens end, nobody can sign in to the account any more. What they
    /// recorded stays.
    /// </summary>
    public async Task<MemberResult> ForgetAsync(string id, Actor actor)
    {
        var result = await ChangeAsync(id, async (work, user) =>
        {
            if (await IsLastAdminAsync(work.Db, user))
            {
                return new(PeopleTexts.LastAdmin);
            }
            var (now, address) = (clock.GetUtcNow(), user.Email ?? user.UserName);
            var name = "forgotten-" + user.Id.Replace("-", "", StringComparison.Ordinal)[..8];
            await ClearAsync(work, user);
            await work.Db.UserRoles.Where(r => r.UserId == user.Id).ExecuteDeleteAsync();
            await work.Db.UserTokens.Where(t => t.UserId == user.Id).ExecuteDeleteAsync();
            (user.UserName, user.NormalizedUserName) = (name, work.Users.NormalizeName(name));
            (user.Email, user.NormalizedEmail, user.PhoneNumber, user.Name) = (null, null, null, "");
            (user.LockoutEnabled, user.LockoutEnd, user.ForgottenAt) = (true, DateTimeOffset.MaxValue, now);
            (user.SecurityStamp, user.ConcurrencyStamp) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
            log.Add(work.Db, actor.Did(SecurityKind.Forgotten, user.Id));
            await work.Db.SaveChangesAsync();
            await tokens.ForgetOwnerAsync(work.Db, user.Id, address ?? "", name, actor.Id);
            await OpenImports.RemoveOfAsync(work.Db, user.Id);
            return new();
        });
        if (result.Problem is null)
        {
            await recorder.TellAsync(Activities.PeopleChanged, new(actor.Id));
        }
        return result;
    }

    /// <summary>The id of the account with an address; null where there is none.</summary>
    public async Task<string?> IdOfAsync(string email)
    {
        await using var scope = scopes.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<UserManager<TrackerUser>>().FindByEmailAsync(email))?.Id;
    }

    /// <summary>Makes a token that is shown once.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="scope">What it allows.</param>
    /// <param name="lastDay">The last day on which it is good, in UTC; null for ever.</param>
    /// <param name="owner">The account that it ends with; null where a command makes it for none.</param>
    /// <param name="actor">Who makes it.</param>
    public async Task<MemberResult> AddTokenAsync(string name, TokenScope scope, DateOnly? lastDay, string? owner, Actor actor)
    {
        name = name.Trim();
        if (name.Length is 0 or > MaxTokenName)
        {
            return new(PeopleTexts.TokenNameNeeded.With(MaxTokenName));
        }
        if (lastDay < clock.Today())
        {
            return new(PeopleTexts.ExpiryPast);
        }
        // Nobody who was forgotten is to be found by the name of a token's owner: an account is named by its id alone.
        var secret = await tokens.AddAsync(name, scope, owner ?? actor.Id, owner, EndOf(lastDay));
        await log.AddAsync(actor.Did(SecurityKind.TokenCreated, owner ?? "", scope == TokenScope.Write ? "write" : "read"));
        return new(Secret: secret);
    }

    /// <summary>Ends a token.</summary>
    public async Task<MemberResult> RevokeTokenAsync(string id, Actor actor)
    {
        var token = (await tokens.AllAsync()).FirstOrDefault(t => t.Id == id);
        if (token is null || !await tokens.RevokeAsync(id, actor.Id))
        {
            return new(PeopleTexts.TokenGone);
        }
        await log.AddAsync(actor.Did(SecurityKind.TokenRevoked, token.OwnerId ?? ""));
        return new();
    }

    private static DateTimeOffset? EndOf(DateOnly? day) =>
        day is { } last ? new DateTimeOffset(last.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddDays(1) : null;

    private async Task<MemberResult> SetRoleAsync(Work work, TrackerUser user, string role, Actor actor)
    {
        var has = await work.Users.GetRolesAsync(user);
        if (has.Count == 1 && has[0] == role)
        {
            return new();
        }
        if (role != Roles.Admin && await IsLastAdminAsync(work.Db, user))
        {
            return new(PeopleTexts.LastAdmin);
        }
        var result = await work.Users.RemoveFromRolesAsync(user, has);
        result = result.Succeeded ? await work.Users.AddToRoleAsync(user, role) : result;
        log.Add(work.Db, actor.Did(SecurityKind.RoleChanged, user.Id, $"{(has.Count == 0 ? "–" : string.Join(", ", has))} → {role}"));
        return Refused(result);
    }

    // An admin who has not used their invitation cannot look after anybody yet.
    private async Task<bool> IsLastAdminAsync(TrackerDb db, TrackerUser user)
    {
        var disabled = clock.GetUtcNow() + TrackerUser.LongestByMistake;
        var admins = await db.Users.AsNoTracking()
            .Where(u => u.ForgottenAt == null && (u.LockoutEnd == null || u.LockoutEnd <= disabled)
                && (u.PasswordHash != null || db.UserPasskeys.Any(p => p.UserId == u.Id))
                && db.UserRoles.Any(r => r.UserId == u.Id && db.Roles.Any(x => x.Id == r.RoleId && x.Name == Roles.Admin)))
            .Select(u => u.Id).Take(2).ToListAsync();
        return admins is [var only] && only == user.Id;
    }

    private static async Task ClearAsync(Work work, TrackerUser user)
    {
        foreach (var passkey in await work.Users.GetPasskeysAsync(user))
        {
            await work.Users.RemovePasskeyAsync(user, passkey.CredentialId);
        }
        await work.Users.SetTwoFactorEnabledAsync(user, false);
        await work.Users.ResetAuthenticatorKeyAsync(user);
        await work.Users.RemovePasswordAsync(user);
    }

    private Task<MemberResult> ChangeAsync(string id, Func<Work, TrackerUser, Task<MemberResult>> change) => RunAsync(async work =>
        await work.Users.FindByIdAsync(id) is { ForgottenAt: null } user ? await change(work, user) : new(PeopleTexts.MemberGone));

    private async Task<MemberResult> RunAsync(Func<Work, Task<MemberResult>> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = new Work(
            scope.ServiceProvider.GetRequiredService<UserManager<TrackerUser>>(),
            scope.ServiceProvider.GetRequiredService<TrackerDb>());
        await using var transaction = await work.Db.Database.BeginTransactionAsync();
        await work.Db.LockAccountsAsync();
        var result = await change(work);
        if (result.Problem is null)
        {
            await work.Db.SaveChangesAsync();
            await transaction.CommitAsync();
        }
        return result;
    }

    private static MemberResult Refused(IdentityResult result) =>
        result.Succeeded ? new() : new(string.Join(' ', result.Errors.Select(e => e.Description)));

    // Nobody types a password into a terminal's history: it is made here, shown once, and changed at /account.
    private static string NewPassword() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(15));
}
