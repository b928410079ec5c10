using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Access;

/// <summary>What a browser asks for before it makes a passkey or signs in with one, and the forms that it sends afterwards.</summary>
internal static class PasskeyEndpoints
{
    private const int MostPasskeys = 20, LongestName = 100;

    public static void MapPasskeys(this WebApplication app)
    {
        var account = app.MapGroup("/account/passkeys").ExcludeFromDescription().WithMetadata(new RequireAntiforgeryTokenAttribute())
            .AddEndpointFilter(RequireTokenAsync).RequireRateLimiting(Policies.SignInAttempts);
        account.MapPost("/request", RequestAsync).AllowAnonymous();
        account.MapPost("/creation", CreationAsync).RequireAuthorization();
        account.MapPost("/add", AddAsync).RequireAuthorization();
        account.MapPost("/remove", RemoveAsync).RequireAuthorization();
    }

    private static async ValueTask<object?> RequireTokenAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        invocation.HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true }
            ? await next(invocation)
            : Results.BadRequest();

    private static async Task<IResult> RequestAsync(SignInManager<TrackerUser> signIn) =>
        Results.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    private static async Task<IResult> CreationAsync(HttpContext http, SignInManager<TrackerUser> signIn)
    {
        if (await signIn.UserManager.GetUserAsync(http.User) is not { } user)
        {
            return Results.Unauthorized();
        }
        var name = user.UserName!;
        return Results.Content(
            await signIn.MakePasskeyCreationOptionsAsync(
                new()
                {
                    Id = user.Id,
                    Name = name,
                    DisplayName = name,
                }),
            "application/json");
    }

    private static async Task<IResult> AddAsync(
        HttpContext http,
        SignInManager<TrackerUser> signIn,
        SecurityLog log,
        ILogger<SignIns> logger)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var users = signIn.UserManager;
        if (await users.GetUserAsync(http.User) is not { } user || (await users.GetPasskeysAsync(user)).Count >= MostPasskeys)
        {
            return Back("failed");
        }
        PasskeyAttestationResult? made = null;
        string? why = null;
        try
        {
            made = await signIn.PerformPasskeyAttestationAsync(form["credential"].ToString());
        }
        catch (InvalidOperationException noOptions)
        {
            why = noOptions.Message;   // none were asked for before, or too long ago
        }
        if (made is not { Succeeded: true } || made.UserEntity.Id != user.Id)
        {
            logger.PasskeyRefused(user.UserName!, made?.Failure?.Message ?? why ?? "it was made for another account");
            return Back("failed");
        }
        var name = form["name"].ToString().Trim();
        made.Passkey.Name = name.Length == 0 ? AccessTexts.Passkey : name[..Math.Min(name.Length, LongestName)];
        if (!(await users.AddOrUpdatePasskeyAsync(user, made.Passkey)).Succeeded)
        {
            return Back("failed");
        }
        logger.PasskeyAdded(user.UserName!);
        await log.AddAsync(Actor.Of(http).Did(SecurityKind.PasskeyAdded, user.Id));
        return Back("added");
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext http,
        UserManager<TrackerUser> users,
        SecurityLog log,
        ILogger<SignIns> logger)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (await users.GetUserAsync(http.User) is { } user
            && (await users.GetPasskeysAsync(user)).FirstOrDefault(p => Convert.ToHexString(p.CredentialId) == form["id"]) is { } passkey)
        {
            await users.RemovePasskeyAsync(user, passkey.CredentialId);
            logger.PasskeyRemoved(user.UserName!);
            await log.AddAsync(Actor.Of(http).Did(SecurityKind.PasskeyRemoved, user.Id));
        }
        return Back("removed");
    }

    private static IResult Back(string how) => Results.LocalRedirect("/account?passkey=" + how);
}
