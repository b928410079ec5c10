using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace SU7Tracker.Web.Access;

/// <summary>Ends the rights of an open page soon after its account has lost them.</summary>
internal sealed class LiveAuthentication(ILoggerFactory loggers, Accounts accounts) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override TimeSpan RevalidationInterval => Interval;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancel) => accounts.IsCurrentAsync(state.User);
}
