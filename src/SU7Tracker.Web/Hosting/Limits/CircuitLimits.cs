using Microsoft.AspNetCore.Http.Features;
using SU7Tracker.Web.Access;

namespace SU7Tracker.Web.Hosting.Limits;

/// <summary>
/// Guards the connections of open pages: from our own pages alone, for readers alone where reading is closed, as many as the caps allow,
/// and no longer than the session that opened them.
/// </summary>
internal sealed class CircuitLimits(IConfiguration configuration, Callers callers, ILogger<CircuitLimits> logger)
{
    private static readonly PathString Hub = "/_blazor";
    private readonly bool _closed = configuration.GetValue("Access:ReadRequiresSignIn", false);

    /// <summary>The connections that are open.</summary>
    public Occupancy Open { get; } = new(
        configuration.GetValue("Limits:OpenPagesPerCaller", 100), configuration.GetValue("Limits:OpenPages", 2000));

    /// <summary>
    /// Whether a page may be rendered with a connection; without one it shows its numbers and does not follow the record.
    /// </summary>
    public bool HasRoomFor(HttpContext context) => Open.HasRoomFor(CallerKey.Of(context));

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(Hub, out var rest) || rest == "/initializers")
        {
            return next(context);
        }
        if (!Origins.IsOurs(context.Request.Headers.Origin, context.Request))
        {
            logger.ForeignOrigin(context.Request.Headers.Origin.ToString(), context.Request.Host.Value ?? "");
            return RefuseAsync(context, StatusCodes.Status403Forbidden, HostingTexts.ForeignOrigin);
        }
        if (_closed && context.User.Identity is not { IsAuthenticated: true })
        {
            return RefuseAsync(context, StatusCodes.Status401Unauthorized, HostingTexts.NoCircuitForStrangers);
        }
        if (rest == "/negotiate")
        {
            return HasRoomFor(context) ? next(context) : RefuseFullAsync(context);
        }
        if (rest.HasValue)
        {
            return next(context);
        }
        // Other transports than WebSockets would be connections that nobody counts.
        return IsWebSocket(context)
            ? ConnectAsync(context, next)
            : RefuseAsync(context, StatusCodes.Status400BadRequest, HostingTexts.NeedsWebSockets);
    }

    private async Task ConnectAsync(HttpContext context, RequestDelegate next)
    {
        using var place = Open.TryEnter(CallerKey.Of(context));
        if (place is null)
        {
            await RefuseFullAsync(context);
            return;
        }
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var watching = context.User.Identity is { IsAuthenticated: true } ? WatchAsync(context, ended.Token) : Task.CompletedTask;
        try
        {
            await next(context);
        }
        finally
        {
            await ended.CancelAsync();
            await watching;
        }
    }

    private async Task WatchAsync(HttpContext context, CancellationToken ended)
    {
        var who = context.User;
        using var timer = new PeriodicTimer(Accounts.Freshness);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                if (!await callers.IsValidAsync(who))
                {
                    context.Abort();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The connection has ended by itself.
        }
    }

    private static bool IsWebSocket(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) && context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true })
        || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" };

    private static Task RefuseFullAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "30";
        return RefuseAsync(context, StatusCodes.Status429TooManyRequests, HostingTexts.TooManyOpenPages);
    }

    private static Task RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text);
    }
}
