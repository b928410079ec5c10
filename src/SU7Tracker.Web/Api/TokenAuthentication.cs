using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Api;

/// <summary>
/// Recognises callers by <c>Authorization: Bearer &lt;token&gt;</c>. A spreadsheet, which can only be given an address, may carry a read
/// token in it
/// (<c>?token=…</c>) where it reads a table; what stands in an address is seen by too many for anything more.
/// </summary>
internal sealed class TokenAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder,
    Tokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bearer";
    public const string ScopeClaim = "scope";
    public const string OwnerClaim = "owner";
    private const int LongestSecret = 512;

    /// <summary>Whether an address carries a token, wherever it leads.</summary>
    public static bool IsInAddress(HttpRequest request) => request.QueryString.HasValue && InAddress(request) is not null;

    /// <summary>Whether an address carries a token and leads to a table, where it is taken.</summary>
    public static bool IsTakenFromAddress(HttpRequest request) =>
        IsInAddress(request) && ApiSetup.IsRead(request) && request.Path.Value!.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Turns away a token that is not good, even where nobody needs one: its owner must hear of it.</summary>
    public static ValueTask<object?> RefuseAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        invocation.HttpContext is { User.Identity: not { IsAuthenticated: true }, Request: var request }
            && (InHeader(request) is not null || IsTakenFromAddress(request))
            ? ValueTask.FromResult<object?>(Results.Challenge(authenticationSchemes: [SchemeName]))
            : next(invocation);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var byHeader = InHeader(Request);
        if ((byHeader ?? (IsTakenFromAddress(Request) ? InAddress(Request) : null)) is not { } secret)
        {
            return AuthenticateResult.NoResult();
        }
        if (secret.Length > LongestSecret || await tokens.FindAsync(secret, Context.RequestAborted) is not { } token)
        {
            return AuthenticateResult.Fail(ApiTexts.BadToken);
        }
        if (byHeader is null && token.Scope != TokenScope.Read)
        {
            return AuthenticateResult.Fail(ApiTexts.WriteTokenInAddress);
        }
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, token.Id), new(ClaimTypes.Name, $"{token.Owner} ({token.Name})"),
                new(ScopeClaim, token.Scope == TokenScope.Write ? "write" : "read")],
            SchemeName);
        if (token.OwnerId is { } owner)
        {
            identity.AddClaim(new(OwnerClaim, owner));
        }
        tokens.Use(token.Id);
        return AuthenticateResult.Success(new(new(identity), SchemeName));
    }

    private static string? InHeader(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header["Bearer ".Length..].Trim() : null;

    private static string? InAddress(HttpRequest request) => request.Query["token"] is [{ } token, ..] ? token
        : request.Query["access_token"] is [{ } access, ..] ? access : null;

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        var why = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message
            ?? (IsInAddress(Request) ? ApiTexts.TokenInAddress : ApiTexts.NoToken);
        await ApiProblem.Of(StatusCodes.Status401Unauthorized, why).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiProblem.Of(StatusCodes.Status403Forbidden, ApiTexts.ScopeTooSmall).ExecuteAsync(Context);
}
