using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Access;

/// <summary>What the database says of someone now, whatever their cookie said when it was made.</summary>
public sealed class Accounts(IServiceScopeFactory scopes, TimeProvider clock)
{
    // Failed sign-ins lock an account for minutes. That must not end the sessions of its owner, or anyone could end them; a lock by an admin must.
    private static readonly TimeSpan LongestByMistake = TimeSpan.FromDays(1);

    /// <summary>Whether an account still is what someone signed in as: it exists, is not barred, and has the same stamp and roles.</summary>
    public async Task<bool> IsCurrentAsync(ClaimsPrincipal who)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<TrackerUser>>();
        var claims = scope.ServiceProvider.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity;
        return await users.GetUserAsync(who) is { } user
            && !(user.LockoutEnd > clock.GetUtcNow() + LongestByMistake)
            && who.FindFirstValue(claims.SecurityStampClaimType) == await users.GetSecurityStampAsync(user)
            && (await users.GetRolesAsync(user)).ToHashSet().SetEquals(who.FindAll(claims.RoleClaimType).Select(c => c.Value));
    }

    /// <summary>The name that a write is recorded under; null when this one may not write. To be asked at every write within a circuit.</summary>
    public async Task<Author?> WriterAsync(ClaimsPrincipal who) =>
        who is { Identity: { IsAuthenticated: true, Name: { } name } } && who.IsInRole(Roles.Admin) && await IsCurrentAsync(who) ? new Author(name) : null;
}
