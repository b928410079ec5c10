using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace SU7Tracker.Web.Access;

/// <summary>Ends the rights of an open page soon after its account has lost them.</summary>
internal sealed class LiveAuthentication(ILoggerFactory loggers, Callers callers) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => Accounts.Freshness;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancel) =>
        await callers.IsValidAsync(state.User);
}
