namespace SU7Tracker.Web.Hosting.Limits;

/// <summary>
/// Bounds how many pages and derived numbers are made at a time; the others wait outside the thread pool, so that health checks and
/// messages of open pages do not queue behind them. A place is given back when the response starts: a slow reader holds none.
/// </summary>
internal sealed class WorkLimit(IConfiguration configuration) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _places = new(configuration.GetValue("Limits:WorkAtOnce", 3 * Math.Max(2, Environment.ProcessorCount)));
    private readonly int _mostWaiting = configuration.GetValue("Limits:WorkWaiting", 1000);
    private int _waiting;

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
        if (!_places.Wait(0) && !await WaitAsync(context.RequestAborted))
        {
            context.Response.Headers.RetryAfter = Errors.RetryAfter;
            await PlainAnswer.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, HostingTexts.BusyTitle, HostingTexts.BusyText);
            return;
        }
        var place = new Place(_places);
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

    private async Task<bool> WaitAsync(CancellationToken cancel)
    {
        try
        {
            return Interlocked.Increment(ref _waiting) <= _mostWaiting && await _places.WaitAsync(LongestWait, cancel);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _places.Dispose();

    private sealed class Place(SemaphoreSlim places)
    {
        private int _left;

        public void Leave()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                places.Release();
            }
        }
    }
}
