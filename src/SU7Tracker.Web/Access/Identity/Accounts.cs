using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SU7Tracker.Data;
using SU7Tracker.Web.Api;

namespace SU7Tracker.Web.Access;

/// <summary>Tells what the database says of an account now, whatever a cookie said when it was made.</summary>
public sealed class Accounts
{
    /// <summary>How old an answer may be that ends sessions, open pages and streams.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private readonly IDbContextFactory<TrackerDb> _contexts;
    private readonly ClaimsIdentityOptions _claims;
    private readonly TimeProvider _clock;
    private readonly RecentValues<State?> _recent;

    /// <summary>Over the accounts of a database.</summary>
    public Accounts(IDbContextFactory<TrackerDb> contexts, IOptions<IdentityOptions> options, TimeProvider clock)
    {
        (_contexts, _claims, _clock) = (contexts, options.Value.ClaimsIdentity, clock);
        _recent = new(ReadAsync, Freshness, clock);
    }

    private sealed record State(string? Stamp, bool IsBarred, IReadOnlySet<string> Roles);

    /// <summary>
    /// Whether an account still is what someone signed in as: it exists, is not barred, has the same stamp and has lost no role.
    /// </summary>
    public async Task<bool> IsCurrentAsync(ClaimsPrincipal who) => Allows(await ReadAsync(IdOf(who)), who);

    /// <summary>
    /// The same by an answer that may be two seconds old; one query serves all who ask meanwhile. A refusal is never old: a cookie may
    /// have been made anew since.
    /// </summary>
    public async ValueTask<bool> IsLiveAsync(ClaimsPrincipal who) =>
        Allows(await _recent.ReadAsync(IdOf(who)), who) || await IsCurrentAsync(who);

    /// <summary>Whether an account has roles that someone signed in without.</summary>
    public async ValueTask<bool> HasGainedRolesAsync(ClaimsPrincipal who) =>
        await _recent.ReadAsync(IdOf(who)) is { } state && state.Roles.Count > who.FindAll(_claims.RoleClaimType).Count();

    /// <summary>
    /// The author that a write is recorded under; null when this one may not write. To be asked at every write within a circuit.
    /// </summary>
    public async Task<Author?> WriterAsync(ClaimsPrincipal who) =>
        who is { Identity.IsAuthenticated: true } && who.IsInRole(Roles.Admin) && await IsCurrentAsync(who) ? AuthorOf(who) : null;

    /// <summary>Whom the writes of a caller are recorded under: an account by its id, a token that no account owns by its name.</summary>
    public static Author AuthorOf(ClaimsPrincipal who) => new(
        (who.Identity?.AuthenticationType == TokenAuthentication.SchemeName
            ? who.FindFirstValue(TokenAuthentication.OwnerClaim)
            : who.FindFirstValue(ClaimTypes.NameIdentifier))
        ?? who.Identity?.Name ?? "");

    private bool Allows(State? state, ClaimsPrincipal who) =>
        state is { IsBarred: false } && who.FindFirstValue(_claims.SecurityStampClaimType) == state.Stamp
        && who.FindAll(_claims.RoleClaimType).All(role => state.Roles.Contains(role.Value));

    private string IdOf(ClaimsPrincipal who) => who.FindFirstValue(_claims.UserIdClaimType) ?? "";

    private async Task<State?> ReadAsync(string id)
    {
        await using var db = await _contexts.CreateDbContextAsync();
        var user = await db
            .Users.AsNoTracking()
            .Where(u => u.Id == id)
            .Select(u => new { u.SecurityStamp, u.LockoutEnd })
            .SingleOrDefaultAsync();
        if (user is null)
        {
            return null;
        }
        var roles = await db.UserRoles.Where(r => r.UserId == id).Join(db.Roles, r => r.RoleId, r => r.Id, (_, r) => r.Name!).ToListAsync();
        // Failed sign-ins lock an account for minutes. That must not end the sessions of its owner, or anyone could end them; a lock by an
        // admin must.
        return new(
            user.SecurityStamp,
            user.LockoutEnd > _clock.GetUtcNow() + TrackerUser.LongestByMistake,
            roles.ToHashSet(StringComparer.Ordinal));
    }
}
