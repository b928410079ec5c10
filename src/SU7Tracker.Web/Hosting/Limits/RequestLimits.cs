using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Api;

namespace SU7Tracker.Web.Hosting.Limits;

/// <summary>Limits how often each caller asks, how long addresses are, how much runs and stays open at a time.</summary>
internal static class RequestLimits
{
    private const int AttemptsPerMinute = 20;
    // What may come at once, in seconds of the limit.
    private const int Burst = 6;
    private const int LongestApiTarget = 8 << 10;
    // A page repeats its address in its links.
    private const int LongestPageTarget = 2 << 10;

    public static void AddRequestLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CircuitLimits>();
        builder.Services.AddSingleton<WorkLimit>();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton<ImportQueue>();
        builder.Services.AddRateLimiter(limits =>
        {
            var reads = Setting("Limits:ReadsPerSecond", 500);
            var pages = Setting("Limits:PagesPerSecond", 20);
            var writes = Setting("Limits:WritesPerSecond", 50);
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = RefuseAsync;
            // Not by endpoint: responses served before routing count against the same limit.
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (RequestCost, CallerKey)>(context => context.CostOf() switch
            {
                RequestCost.Read => Bucket(RequestCost.Read, context, reads),
                RequestCost.Page => Bucket(RequestCost.Page, context, pages),
                _ => RateLimitPartition.GetNoLimiter((RequestCost.None, default(CallerKey))),
            });
            limits.AddPolicy(Policies.WriteRequests, context => Bucket(RequestCost.None, context, writes));
            limits.AddPolicy(Policies.SignInAttempts, context => HttpMethods.IsPost(context.Request.Method)
                ? RateLimitPartition.GetFixedWindowLimiter(
                    CallerKey.Of(context.Connection.RemoteIpAddress),
                    _ => new() { PermitLimit = AttemptsPerMinute, Window = TimeSpan.FromMinutes(1) })
                : RateLimitPartition.GetNoLimiter(default(CallerKey)));
        });

        int Setting(string name, int otherwise) => builder.Configuration.GetValue(name, otherwise);
    }

    /// <summary>Comes after authentication, which tells whose request it is, and before whatever costs more.</summary>
    public static void UseRequestLimits(this WebApplication app)
    {
        app.Use(RefuseLongTargetAsync);
        app.UseRateLimiter();
        var circuits = app.Services.GetRequiredService<CircuitLimits>();
        app.Use(next => context => circuits.InvokeAsync(context, next));
        var work = app.Services.GetRequiredService<WorkLimit>();
        app.Use(next => context => work.InvokeAsync(context, next));
    }

    // 0 lifts the limit.
    private static RateLimitPartition<(RequestCost, CallerKey)> Bucket(RequestCost cost, HttpContext context, int perSecond)
    {
        var key = (cost, CallerKey.Of(context));
        return perSecond <= 0 ? RateLimitPartition.GetNoLimiter(key) : RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
        {
            TokenLimit = perSecond * Burst, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        });
    }

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancel)
    {
        var context = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var isAttempt = context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Policies.SignInAttempts
            && HttpMethods.IsPost(context.Request.Method);
        await (
            isAttempt
                ? PlainAnswer.WriteAsync(context, StatusCodes.Status429TooManyRequests, LayoutTexts.TooManyTitle, LayoutTexts.TooManyText)
                : PlainAnswer.WriteAsync(
                    context,
                    StatusCodes.Status429TooManyRequests,
                    HostingTexts.TooManyTitle,
                    HostingTexts.TooManyText,
                    ApiTexts.TooMany));
    }

    private static Task RefuseLongTargetAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var most = Errors.IsProgram(context) ? LongestApiTarget : LongestPageTarget;
        return request.Path.Value!.Length + request.QueryString.Value!.Length <= most || context.IsExecutedAgain()
            ? next(context)
            : PlainAnswer.WriteAsync(
                context,
                StatusCodes.Status414UriTooLong,
                HostingTexts.LongAddressTitle,
                ApiProblem.Format(HostingTexts.LongAddressText, most));
    }
}
