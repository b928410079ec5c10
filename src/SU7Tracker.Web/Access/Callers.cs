using System.Security.Claims;
using SU7Tracker.Data;
using SU7Tracker.Web.Api;

namespace SU7Tracker.Web.Access;

/// <summary>
/// Tells whether a caller who was let in, by a session or a token, still would be; what is open longer than a request asks again and
/// again.
/// </summary>
internal sealed class Callers(Accounts accounts, Tokens tokens, TimeProvider clock)
{
    private readonly RecentValues<bool> _tokens = new(id => tokens.IsGoodAsync(id), Accounts.Freshness, clock);

    /// <summary>
    /// Whether the session or token is still good; strangers always are. While the database is away nobody is turned out.
    /// </summary>
    public async ValueTask<bool> IsValidAsync(ClaimsPrincipal who)
    {
        if (who.Identity is not { IsAuthenticated: true } identity)
        {
            return true;
        }
        try
        {
            return identity.AuthenticationType == TokenAuthentication.SchemeName
                ? await _tokens.ReadAsync(who.FindFirstValue(ClaimTypes.NameIdentifier) ?? "")
                : await accounts.IsLiveAsync(who);
        }
        catch (Exception away) when (Faults.IsTransient(away))
        {
            return true;
        }
    }
}
