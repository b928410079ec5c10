using System.Diagnostics;
using Microsoft.AspNetCore.Identity;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Access;

/// <summary>Signs people in. A refusal takes the same time whether the address is known, unknown or locked, and says the same.</summary>
internal sealed class SignIns(
    SignInManager<TrackerUser> signIn,
    IHttpContextAccessor http,
    SecurityLog log,
    TimeProvider clock,
    ILogger<SignIns> logger)
{
    // More than a hash and two writes to a database take.
    private static readonly TimeSpan Refusal = TimeSpan.FromMilliseconds(600);
    private static readonly TrackerUser Nobody = new();
    private static string? s_hash;

    /// <summary>Signs somebody in with a password.</summary>
    /// <returns>Success, that a code is needed as well, or failure for whatever reason.</returns>
    public async Task<SignInResult> WithPasswordAsync(string email, string password, bool keep)
    {
        var started = Stopwatch.GetTimestamp();
        var users = signIn.UserManager;
        var user = await users.FindByNameAsync(email.Trim());
        var isLocked = user is not null && await users.IsLockedOutAsync(user);
        if (user is null || isLocked)
        {
            users.PasswordHasher.VerifyHashedPassword(Nobody, s_hash ??= users.PasswordHasher.HashPassword(Nobody, "nobody's"), password);
        }
        var result =
            user is null || isLocked ? SignInResult.Failed : await signIn.PasswordSignInAsync(user, password, keep, lockoutOnFailure: true);
        return await ReportAsync(result, user, "password", started);
    }

    /// <summary>Signs somebody in with a code of their authenticator app, or a recovery code, after their password.</summary>
    public async Task<SignInResult> WithCodeAsync(string code, bool isRecovery, bool keep)
    {
        var started = Stopwatch.GetTimestamp();
        var user = await signIn.GetTwoFactorAuthenticationUserAsync();
        var plain = code.Replace(" ", "", StringComparison.Ordinal).Trim();
        var result = user is null ? SignInResult.Failed
            : isRecovery ? await signIn.TwoFactorRecoveryCodeSignInAsync(plain)
            : await signIn.TwoFactorAuthenticatorSignInAsync(plain.Replace("-", "", StringComparison.Ordinal), keep, rememberClient: false);
        return await ReportAsync(result, user, isRecovery ? "recovery code" : "code", started);
    }

    /// <summary>
    /// Signs somebody in with a passkey. It opens an account that others have locked by wrong passwords; one that an admin has disabled
    /// stays closed.
    /// </summary>
    public async Task<SignInResult> WithPasskeyAsync(string credential)
    {
        var started = Stopwatch.GetTimestamp();
        PasskeyAssertionResult<TrackerUser>? shown = null;
        try
        {
            shown = await signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // No options were asked for before, or too long ago.
        }
        if (shown is not { Succeeded: true } || shown.User.IsDisabled(clock.GetUtcNow()))
        {
            return await ReportAsync(SignInResult.Failed, shown is { Succeeded: true } ? shown.User : null, "passkey", started);
        }
        var users = signIn.UserManager;
        await users.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey);
        await users.SetLockoutEndDateAsync(shown.User, null);
        await users.ResetAccessFailedCountAsync(shown.User);
        await signIn.SignInAsync(shown.User, isPersistent: false, authenticationMethod: "passkey");
        return await ReportAsync(SignInResult.Success, shown.User, "passkey", started);
    }

    private async Task<SignInResult> ReportAsync(SignInResult result, TrackerUser? user, string how, long started)
    {
        if (result.Succeeded)
        {
            logger.SignedIn(user!.UserName!);
            await log.AddAsync(new(SecurityKind.SignIn, user.Id, user.Id, Actor.AddressOf(http.HttpContext), how));
        }
        else if (!result.RequiresTwoFactor)
        {
            logger.SignInFailed(http.HttpContext?.Connection.RemoteIpAddress);
            // As long for an address that nobody has as for one that somebody has.
            await log.AddAsync(new(SecurityKind.SignInFailed, user?.Id ?? "", "", Actor.AddressOf(http.HttpContext), how));
            if (result.IsLockedOut)
            {
                await log.AddAsync(new(SecurityKind.Lockout, user?.Id ?? "", "", Actor.AddressOf(http.HttpContext)));
            }
            if (Refusal - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } rest)
            {
                await Task.Delay(rest);
            }
        }
        return result;
    }
}
