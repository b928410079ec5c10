using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Access;

/// <summary>Looks after accounts. Whoever changes a password or takes the role Admin away ends the tokens of the account with it.</summary>
internal sealed class AccountManager(
    IUserStore<TrackerUser> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<TrackerUser> hasher,
    IEnumerable<IUserValidator<TrackerUser>> userRules,
    IEnumerable<IPasswordValidator<TrackerUser>> passwordRules,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserManager<TrackerUser>> logger,
    TrackerDb db,
    Tokens tokens)
    : UserManager<TrackerUser>(store, options, hasher, userRules, passwordRules, normalizer, errors, services, logger)
{
    /// <inheritdoc/>
    public override async Task<IdentityResult> ChangePasswordAsync(TrackerUser user, string currentPassword, string newPassword) =>
        await EndTokensAsync(user, await base.ChangePasswordAsync(user, currentPassword, newPassword));

    /// <inheritdoc/>
    public override async Task<IdentityResult> RemovePasswordAsync(TrackerUser user) =>
        await EndTokensAsync(user, await base.RemovePasswordAsync(user));

    /// <inheritdoc/>
    public override async Task<IdentityResult> RemoveFromRoleAsync(TrackerUser user, string role)
    {
        var result = await base.RemoveFromRoleAsync(user, role);
        return role == Roles.Admin ? await EndTokensAsync(user, result) : result;
    }

    /// <inheritdoc/>
    public override async Task<IdentityResult> RemoveFromRolesAsync(TrackerUser user, IEnumerable<string> roles)
    {
        var removed = roles.ToList();
        var result = await base.RemoveFromRolesAsync(user, removed);
        return removed.Contains(Roles.Admin) ? await EndTokensAsync(user, result) : result;
    }

    private async Task<IdentityResult> EndTokensAsync(TrackerUser user, IdentityResult result)
    {
        if (result.Succeeded)
        {
            // In the transaction that the account is changed in.
            await tokens.RevokeOfAsync(db, user.Id);
        }
        return result;
    }
}
