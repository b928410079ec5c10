using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Access;

/// <summary>How a new installation gets its first admin: from the configuration, or by a link that works once.</summary>
internal sealed class FirstAdmin(
    UserManager<TrackerUser> users, RoleManager<IdentityRole> roles, TrackerDb db, Tokens tokens, SecurityLog log,
    IDataProtectionProvider protection, IConfiguration configuration, ILogger<FirstAdmin> logger)
{
    // Two first admins, made at the same moment by two instances, would have the same key.
    private const string Id = "first-admin";
    private const string Path = "/account/setup?code=";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    // The keys are in the database, so that a code from one instance is good at another; none outlives the moment in which there is an
    // admin.
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("first admin").ToTimeLimitedDataProtector();

    /// <summary>Sees to the roles and, where configured, to the first admin and their token.</summary>
    /// <exception cref="InvalidOperationException">What is configured cannot be used.</exception>
    public async Task EnsureAsync()
    {
        await EnsureRolesAsync();
        var (email, password, token) = (configuration["Admin:Email"], configuration["Admin:Password"], configuration["Admin:Token"]);
        if (!string.IsNullOrEmpty(token) && token.Length < Tokens.MinLength)
        {
            throw new InvalidOperationException($"Admin:Token has {token.Length} characters; at least {Tokens.MinLength} are needed.");
        }
        if (!string.IsNullOrEmpty(email) && !string.IsNullOrEmpty(password) && await IsMissingAsync())
        {
            if (password.Length < users.Options.Password.RequiredLength)
            {
                logger.ShortPassword(users.Options.Password.RequiredLength);
            }
            var result = await CreateAsync(
                email,
                user =>
                {
                    user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
                    return users.CreateAsync(user);
                });
            if (!result.Succeeded && await IsMissingAsync())
            {
                throw new InvalidOperationException(
                    $"The admin of Admin:Email cannot be created: {string.Join(' ', result.Errors.Select(e => e.Description))}");
            }
        }
        if (!string.IsNullOrEmpty(token))
        {
            var owner = string.IsNullOrEmpty(email) ? null : await users.FindByEmailAsync(email);
            await tokens.EnsureAsync(Tokens.OfSetting, token, TokenScope.Write, owner?.Id ?? "configuration", owner?.Id);
        }
    }

    /// <summary>The path of the set-up page with a code for it; null when there is an admin.</summary>
    public async Task<string?> SetupLinkAsync() =>
        await IsMissingAsync() ? Path + Uri.EscapeDataString(_protector.Protect(Id, Lifetime)) : null;

    /// <summary>Whether a set-up code is good: it is ours, not too old, and nobody has used one.</summary>
    public async Task<bool> IsGoodAsync(string? code)
    {
        try
        {
            return !string.IsNullOrEmpty(code) && _protector.Unprotect(code) == Id && await IsMissingAsync();
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Makes the first admin.</summary>
    /// <returns>What is wrong; a failure without errors when somebody else was faster.</returns>
    public Task<IdentityResult> CreateAsync(string email, string password) => CreateAsync(email, user => users.CreateAsync(user, password));

    private async Task<IdentityResult> CreateAsync(string email, Func<TrackerUser, Task<IdentityResult>> create)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        try
        {
            await db.LockAccountsAsync();
            if (!await IsMissingAsync())
            {
                return IdentityResult.Failed();
            }
            if (await users.FindByEmailAsync(email) is not { } user)
            {
                user = new TrackerUser
                {
                    Id = await users.FindByIdAsync(Id) is null ? Id : Guid.NewGuid().ToString(),
                    UserName = email,
                    Email = email,
                    EmailConfirmed = true,
                };
                if (await create(user) is { Succeeded: false } refused)
                {
                    return refused;
                }
            }
            var result = await users.AddToRoleAsync(user, Roles.Admin);
            if (result.Succeeded)
            {
                log.Add(db, new(SecurityKind.FirstAdmin, user.Id, user.Id));
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
                logger.FirstAdminCreated(email);
            }
            return result;
        }
        catch (DbUpdateException)
        {
            return IdentityResult.Failed();
        }
    }

    private async Task<bool> IsMissingAsync() =>
        !await db.UserRoles.AnyAsync(link => db.Roles.Any(role => role.Id == link.RoleId && role.Name == Roles.Admin));

    /// <summary>Sees to the roles.</summary>
    public async Task EnsureRolesAsync()
    {
        var known = await db.Roles.Select(role => role.Name).ToListAsync();
        foreach (var role in Roles.All.Except(known))
        {
            try
            {
                await roles.CreateAsync(new IdentityRole(role!));
            }
            catch (DbUpdateException)
            {
                db.ChangeTracker.Clear();   // another instance was faster
            }
        }
    }
}
