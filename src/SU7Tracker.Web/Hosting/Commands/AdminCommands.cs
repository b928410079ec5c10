using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using SU7Tracker.Data;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Api;

namespace SU7Tracker.Web.Hosting.Commands;

/// <summary>Admins: <c>admin add</c>, <c>admin list</c>, <c>admin disable</c>, <c>admin reset</c>.</summary>
internal static class AdminCommands
{
    public static readonly Command[] All =
    [
        new(["admin", "add"], 1, 1, [], AddAsync),
        new(["admin", "list"], 0, 0, [], ListAsync),
        new(["admin", "disable"], 1, 1, [], DisableAsync),
        new(["admin", "reset"], 1, 1, [], ResetAsync),
    ];

    private static async Task<int> AddAsync(CommandLine line, IServiceProvider services, CancellationToken cancel)
    {
        var email = line.Words[0];
        await services.GetRequiredService<FirstAdmin>().EnsureRolesAsync();
        var users = services.GetRequiredService<UserManager<TrackerUser>>();
        if (await users.FindByEmailAsync(email) is { } known)
        {
            var promoted = await users.IsInRoleAsync(known, Roles.Admin)
                ? IdentityResult.Success
                : await users.AddToRoleAsync(known, Roles.Admin);
            return await Commands.ReportAsync(promoted, ApiProblem.Format(CommandTexts.IsAdmin, email));
        }
        var password = NewPassword();
        var user = new TrackerUser { UserName = email, Email = email, EmailConfirmed = true };
        var created = await users.CreateAsync(user, password);
        return await Commands.ReportAsync(
            created.Succeeded ? await users.AddToRoleAsync(user, Roles.Admin) : created,
            ApiProblem.Format(CommandTexts.AdminAdded, email, password));
    }

    private static async Task<int> ListAsync(CommandLine line, IServiceProvider services, CancellationToken cancel)
    {
        var users = services.GetRequiredService<UserManager<TrackerUser>>();
        var clock = services.GetRequiredService<TimeProvider>();
        foreach (var admin in (await users.GetUsersInRoleAsync(Roles.Admin)).OrderBy(u => u.Email, StringComparer.Ordinal))
        {
            var state = admin.LockoutEnd > clock.GetUtcNow() + Accounts.LongestByMistake ? CommandTexts.Disabled
                : admin.LockoutEnd > clock.GetUtcNow() ? CommandTexts.Locked : CommandTexts.Active;
            var passkeys = (await users.GetPasskeysAsync(admin)).Count;
            await Commands.SayAsync(
                ApiProblem.Format(
                    CommandTexts.AdminLine,
                    admin.Email,
                    state,
                    passkeys,
                    admin.TwoFactorEnabled ? CommandTexts.Yes : CommandTexts.No));
        }
        return 0;
    }

    private static Task<int> DisableAsync(CommandLine line, IServiceProvider services, CancellationToken cancel) =>
        ChangeAsync(line.Words[0], services, CommandTexts.AdminDisabled, async (users, user) =>
        {
            await users.SetLockoutEnabledAsync(user, true);
            await users.SetLockoutEndDateAsync(user, DateTimeOffset.MaxValue);
            return (await users.UpdateSecurityStampAsync(user), "");
        });

    // For whoever has lost everything: a new password, no second step, no passkey, not locked.
    private static Task<int> ResetAsync(CommandLine line, IServiceProvider services, CancellationToken cancel) =>
        ChangeAsync(line.Words[0], services, CommandTexts.AdminReset, async (users, user) =>
        {
            var password = NewPassword();
            foreach (var passkey in await users.GetPasskeysAsync(user))
            {
                await users.RemovePasskeyAsync(user, passkey.CredentialId);
            }
            await users.SetTwoFactorEnabledAsync(user, false);
            await users.ResetAuthenticatorKeyAsync(user);
            await users.SetLockoutEndDateAsync(user, null);
            await users.ResetAccessFailedCountAsync(user);
            return (await users.ResetPasswordAsync(user, await users.GeneratePasswordResetTokenAsync(user), password), password);
        });

    private static async Task<int> ChangeAsync(
        string email,
        IServiceProvider services,
        string done,
        Func<UserManager<TrackerUser>, TrackerUser, Task<(IdentityResult Result, string Told)>> change)
    {
        var users = services.GetRequiredService<UserManager<TrackerUser>>();
        if (await users.FindByEmailAsync(email) is not { } user)
        {
            return await Commands.RefuseAsync(ApiProblem.Format(CommandTexts.NoAccount, email));
        }
        var (result, told) = await change(users, user);
        return await Commands.ReportAsync(result, ApiProblem.Format(done, email, told));
    }

    // Nobody types a password into a terminal's history: it is made here, shown once, and changed at /account.
    private static string NewPassword() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(15));
}
