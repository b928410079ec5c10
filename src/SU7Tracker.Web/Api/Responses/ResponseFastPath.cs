using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using SU7Tracker.Data;
using SU7Tracker.Web.Access;

namespace SU7Tracker.Web.Api;

/// <summary>
/// Sends the cached response to an anonymous request in the same words as an earlier one, before authentication, routing and parameters;
/// RESULTS.md holds the measurement that justifies it. It has no rules of its own: a response is noted only once the pipeline has answered
/// the same request for somebody anonymous, the limit is the program's, and everything else goes through the pipeline.
/// </summary>
internal sealed class ResponseFastPath(Histories histories, IOptions<RateLimiterOptions> limits, TimeProvider clock)
{
    private const int MaxEntries = 4096, MaxAddressLength = 512;
    private static readonly object NoteKey = new();
    private readonly ConcurrentDictionary<Request, Entry> _entries = new();

    private readonly record struct Request(string Target, string Accept);

    // The bytes belong to the cache and may be evicted there.
    private sealed record Entry(string Slug, long Version, DateOnly Today, WeakReference<CachedResponse> Response);

    /// <summary>Notes that a response follows from a version of a vehicle's record on this day, and from nothing else.</summary>
    public static CachedResult Note(HttpContext context, string slug, long version, CachedResult result)
    {
        context.Items[NoteKey] = (slug, version, result.Response);
        return result;
    }

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || !request.Path.StartsWithSegments("/api/v1/vehicles", StringComparison.Ordinal)
            || request.Headers.Authorization.Count > 0 || request.Headers.Accept.Count > 1 || AccessSetup.HasSession(request))
        {
            return next(context);
        }
        var asked = new Request(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, request.Headers.Accept.ToString());
        CachedResponse? response;
        // Before it is answered: a response of after midnight follows from the new day.
        DateOnly today;
        try
        {
            today = clock.Today();
            response = Find(context, asked, today);
        }
#pragma warning disable CA1031 // What fails here fails in the pipeline, too, and is explained there.
        catch (Exception)
#pragma warning restore CA1031
        {
            return next(context);
        }
        if (response is not null)
        {
            return new CachedResult(response).ExecuteAsync(context);
        }
        // A token may stand in an address; it is not remembered.
        return asked.Target.Length + asked.Accept.Length > MaxAddressLength
            || asked.Target.Contains("token", StringComparison.OrdinalIgnoreCase)
            ? next(context) : AddAsync(context, next, asked, today);
    }

    private CachedResponse? Find(HttpContext context, Request asked, DateOnly today)
    {
        if (!_entries.TryGetValue(asked, out var entry) || entry.Today != today || !entry.Response.TryGetTarget(out var response)
            || !histories.IsCurrent(entry.Slug, entry.Version))
        {
            return null;
        }
        // A request that the limit refuses is told so by the pipeline.
        using var lease = limits.Value.GlobalLimiter!.AttemptAcquire(context);
        return lease.IsAcquired ? response : null;
    }

    private async Task AddAsync(HttpContext context, RequestDelegate next, Request asked, DateOnly today)
    {
        await next(context);
        if (context.User.Identity is not { IsAuthenticated: true }
            && context.Items[NoteKey] is (string slug, long version, CachedResponse response))
        {
            if (_entries.Count >= MaxEntries)
            {
                _entries.Clear();
            }
            _entries[asked] = new(slug, version, today, new(response));
        }
    }
}
