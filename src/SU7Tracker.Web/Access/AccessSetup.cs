using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using SU7Tracker.Data;
using SU7Tracker.Web.Access.Keys;
using SU7Tracker.Web.Hosting;
using SU7Tracker.Web.People;
using SU7Tracker.Web.Api;

namespace SU7Tracker.Web.Access;

/// <summary>Who comes in, and what they may do there.</summary>
internal static class AccessSetup
{
    private const string SessionCookie = "su7.session";
    private const string SessionOrToken = nameof(SessionOrToken);

    public static void AddAccess(this WebApplicationBuilder builder)
    {
        var closed = builder.Configuration.GetValue("Access:ReadRequiresSignIn", false);
        var services = builder.Services;
        services
            .AddDataProtection()
            .SetApplicationName("SU7Tracker")
            .PersistKeysToDbContext<TrackerDb>()
            .EncryptKeys(builder.Configuration);
        services
            .AddAuthentication(SessionOrToken)
            .AddPolicyScheme(
                SessionOrToken,
                null,
                either =>
                    either.ForwardDefaultSelector = context =>
                        IsProgram(context) ? TokenAuthentication.SchemeName : IdentityConstants.ApplicationScheme)
            .AddIdentityCookies();
        services.AddIdentityCore<TrackerUser>(Rules)
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<TrackerDb>()
            .AddUserManager<AccountManager>()
            .AddErrorDescriber<AccountErrors>()
            .AddPasswordValidator<CommonPasswords>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.ConfigureApplicationCookie(Cookie);
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Read, read => { if (closed) read.RequireAuthenticatedUser(); else read.RequireAssertion(_ => true); })
            .AddPolicy(Policies.Write, write => write.RequireRole(Roles.Admin))
            .AddPolicy(Policies.Manage, manage => manage.RequireRole(Roles.Admin));
        services.AddScoped<AuthenticationStateProvider, LiveAuthentication>();
        services.AddSingleton<Accounts>();
        services.AddSingleton<Callers>();
        services.AddSingleton<AccountLinks>();
        services.AddSingleton<Members>();
        services.AddHostedService<Housekeeping>();
        services.AddScoped<FirstAdmin>();
        services.AddScoped<SignIns>();
        services.AddHttpContextAccessor();
        services.Configure<IdentityPasskeyOptions>(passkey =>
        {
            passkey.UserVerificationRequirement = "required";
            passkey.ValidateOrigin = made =>
                ValueTask.FromResult(!made.CrossOrigin && Origins.IsOurs(made.Origin, made.HttpContext.Request));
        });
    }

    public static void MapAccess(this WebApplication app)
    {
        app.MapPasskeys();
        app.MapPost("/account/logout", async (HttpContext http, SignInManager<TrackerUser> signIn, SecurityLog log) =>
        {
            if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true })
            {
                return Results.BadRequest();
            }
            // A new stamp ends every session, open page and stream of the account, on every device.
            if (await signIn.UserManager.GetUserAsync(http.User) is { } user)
            {
                await signIn.UserManager.UpdateSecurityStampAsync(user);
                await log.AddAsync(Actor.Of(http).Did(SecurityKind.SignOut, user.Id));
            }
            await signIn.SignOutAsync();
            return Results.LocalRedirect("/");
        }).WithMetadata(new RequireAntiforgeryTokenAttribute()).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Comes after the database is migrated and before anyone is let in.</summary>
    public static async Task OpenAccessAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var first = scope.ServiceProvider.GetRequiredService<FirstAdmin>();
        await first.EnsureAsync();
        if (await first.SetupLinkAsync() is { } link)
        {
            app.Lifetime.ApplicationStarted.Register(() => app.Logger.SetupLink(Address(app) + link));
        }
    }

    // Programs show a token and are told when it is missing; a browser with a session reads the API as its owner.
    private static bool IsProgram(HttpContext context) =>
        IsApi(context.Request)
        && (
            context.Request.Headers.Authorization.Count > 0
            || TokenAuthentication.IsTakenFromAddress(context.Request)
            || !HasSession(context.Request));

    private static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a browser shows a session; it need not be valid.</summary>
    public static bool HasSession(HttpRequest request) => request.Headers.Cookie.Count > 0 && request.Cookies.ContainsKey(SessionCookie);

    // Length, not symbols, is what makes a password hard to guess (NIST SP 800-63B).
    private static void Rules(IdentityOptions identity)
    {
        identity.Password = new()
        {
            RequiredLength = 12, RequiredUniqueChars = 5,
            RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false,
        };
        identity.Lockout = new()
        {
            MaxFailedAccessAttempts = 5,
            DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10),
            AllowedForNewUsers = true,
        };
        identity.User.RequireUniqueEmail = true;
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
    }

    private static void Cookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = SessionCookie;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = Members.SessionLifetime;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/account/login";
        cookie.AccessDeniedPath = "/account/denied";
        cookie.ReturnUrlParameter = ReturnUrl.Name;
        cookie.Events.OnValidatePrincipal = ValidateAsync;
        // The API answers with a status, never with the page to sign in at.
        var (login, denied) = (cookie.Events.OnRedirectToLogin, cookie.Events.OnRedirectToAccessDenied);
        cookie.Events.OnRedirectToLogin = refused => IsApi(refused.Request)
            ? ApiProblem.Of(StatusCodes.Status401Unauthorized, ApiTexts.NoToken).ExecuteAsync(refused.HttpContext) : login(refused);
        cookie.Events.OnRedirectToAccessDenied = refused => IsApi(refused.Request)
            ? ApiProblem.Of(StatusCodes.Status403Forbidden, ApiTexts.ScopeTooSmall).ExecuteAsync(refused.HttpContext) : denied(refused);
    }

    // At every request, by what the database said at most two seconds ago; a cookie is made anew only when its account has gained a role.
    private static async Task ValidateAsync(CookieValidatePrincipalContext cookie)
    {
        var services = cookie.HttpContext.RequestServices;
        var accounts = services.GetRequiredService<Accounts>();
        if (cookie.Principal is not { } who || !await accounts.IsLiveAsync(who))
        {
            cookie.RejectPrincipal();
            await cookie.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
        else if (await accounts.HasGainedRolesAsync(who) && services.GetRequiredService<SignInManager<TrackerUser>>() is var signIn
            && await signIn.UserManager.GetUserAsync(who) is { } user)
        {
            cookie.ReplacePrincipal(await signIn.CreateUserPrincipalAsync(user));
            cookie.ShouldRenew = true;
        }
    }

    private static string Address(WebApplication app)
    {
        var address = app.Urls.FirstOrDefault() ?? "http://localhost";
        foreach (var any in new[] { "[::]", "0.0.0.0", "//+", "//*" })
        {
            address = address.Replace(any, any.StartsWith('/') ? "//localhost" : "localhost", StringComparison.Ordinal);
        }
        return address;
    }
}
