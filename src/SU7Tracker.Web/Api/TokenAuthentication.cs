using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Api;

/// <summary>Recognises callers by <c>Authorization: Bearer &lt;token&gt;</c>.</summary>
internal sealed class TokenAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, Tokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bearer";
    public const string ScopeClaim = "scope";
    private const int LongestSecret = 512;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Secret() is not { } secret)
        {
            return AuthenticateResult.NoResult();
        }
        if (secret.Length > LongestSecret || await tokens.FindAsync(secret, Context.RequestAborted) is not { } token)
        {
            return AuthenticateResult.Fail(ApiTexts.BadToken);
        }
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, token.Id), new(ClaimTypes.Name, $"{token.Owner} ({token.Name})"), new(ScopeClaim, token.Scope == TokenScope.Write ? "write" : "read")],
            SchemeName);
        return AuthenticateResult.Success(new(new(identity), SchemeName));
    }

    private string? Secret() =>
        Request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return ApiProblem.Of(StatusCodes.Status401Unauthorized, Secret() is null ? ApiTexts.NoToken : ApiTexts.BadToken).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiProblem.Of(StatusCodes.Status403Forbidden, ApiTexts.ScopeTooSmall).ExecuteAsync(Context);
}
