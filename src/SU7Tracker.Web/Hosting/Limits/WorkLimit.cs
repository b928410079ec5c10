using System.Threading.RateLimiting;

namespace SU7Tracker.Web.Hosting.Limits;

/// <summary>
/// Bounds how many pages and derived numbers are made at a time; the others wait outside the thread pool, so that health checks and
/// messages of open pages do not queue behind them. One vehicle has half of the places at most. A place is given back when the response
/// starts: a slow reader holds none.
/// </summary>
internal sealed class WorkLimit : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _places;
    private readonly PartitionedRateLimiter<string> _ofVehicle;
    private readonly int _mostWaiting;
    private int _waiting;

    public WorkLimit(IConfiguration configuration)
    {
        var most = configuration.GetValue("Limits:WorkAtOnce", 3 * Math.Max(2, Environment.ProcessorCount));
        _places = new(most);
        _mostWaiting = configuration.GetValue("Limits:WorkWaiting", 1000);
        _ofVehicle = PartitionedRateLimiter.Create<string, string>(slug => slug.Length == 0
            ? RateLimitPartition.GetNoLimiter(slug)
            : RateLimitPartition.GetConcurrencyLimiter(
                slug, _ => new() { PermitLimit = Math.Max(1, most / 2), QueueLimit = _mostWaiting }));
    }

    /// <summary>How many requests wait for a place.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var isCostly =
            context.CostOf() is not RequestCost.None
            && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            && context.GetEndpoint()?.Metadata.GetMetadata<LongLived>() is null;
        return isCostly ? RunAsync(context, next) : next(context);
    }

    private async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        if (await EnterAsync(context) is not { } place)
        {
            context.Response.Headers.RetryAfter = Errors.RetryAfter;
            await PlainAnswer.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, HostingTexts.BusyTitle, HostingTexts.BusyText);
            return;
        }
        context.Response.OnStarting(static state =>
        {
            ((Place)state).Leave();
            return Task.CompletedTask;
        }, place);
        try
        {
            await next(context);
        }
        finally
        {
            place.Leave();
        }
    }

    private async Task<Place?> EnterAsync(HttpContext context)
    {
        var slug = context.GetRouteValue("slug") as string ?? "";
        var lease = _ofVehicle.AttemptAcquire(slug);
        if (lease.IsAcquired && _places.Wait(0))
        {
            return new(_places, lease);
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(LongestWait);
        var place = default(Place);
        try
        {
            if (Interlocked.Increment(ref _waiting) <= _mostWaiting)
            {
                lease = lease.IsAcquired ? lease : await _ofVehicle.AcquireAsync(slug, cancellationToken: patience.Token);
                if (lease.IsAcquired)
                {
                    await _places.WaitAsync(patience.Token);
                    place = new(_places, lease);
                }
            }
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            // It has waited long enough.
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            if (place is null)
            {
                lease.Dispose();
            }
        }
        return place;
    }

    public void Dispose()
    {
        _places.Dispose();
        _ofVehicle.Dispose();
    }

    private sealed class Place(SemaphoreSlim places, RateLimitLease ofVehicle)
    {
        private int _left;

        public void Leave()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                places.Release();
                ofVehicle.Dispose();
            }
        }
    }
}
