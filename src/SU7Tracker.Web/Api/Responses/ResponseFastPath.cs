using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Features;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Api;

/// <summary>
/// Sends the cached response to a request in the same words as an earlier one, without reading its parameters again. It stands in the
/// pipeline behind authentication, limits and authorization, and repeats none of their rules.
/// </summary>
internal sealed class ResponseFastPath(Histories histories, TimeProvider clock)
{
    private const int MaxEntries = 4096, MaxAddressLength = 512;
    private static readonly object Key = new();
    private readonly ConcurrentDictionary<(string Target, string Accept), Entry> _entries = new();

    // The bytes belong to the cache and may be evicted there.
    private sealed record Entry(string Slug, long Version, DateOnly Today, WeakReference<CachedResponse> Response);

    /// <summary>Notes that a response follows from a version of a vehicle's record on this day, and from nothing else.</summary>
    public static CachedResult Note(HttpContext context, string slug, long version, CachedResult result)
    {
        context.Items[Key] = (slug, version, result.Response);
        return result;
    }

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        // A token that is not good is refused by the endpoint; one in an address is not remembered.
        if (!HttpMethods.IsGet(request.Method) || !request.Path.StartsWithSegments(ApiSetup.Root + "vehicles", StringComparison.Ordinal)
            || request.Headers.Authorization.Count > 0 || request.Headers.Accept.Count > 1)
        {
            return next(context);
        }
        var key = (Target: context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, Accept: request.Headers.Accept.ToString());
        // Before it is answered: a response of after midnight follows from the new day.
        var today = clock.Today();
        return Find(key, today) is { } found ? new CachedResult(found).ExecuteAsync(context)
            : key.Target.Length + key.Accept.Length > MaxAddressLength || key.Target.Contains("token", StringComparison.OrdinalIgnoreCase) ? next(context)
            : AddAsync(context, next, key, today);
    }

    private CachedResponse? Find((string Target, string Accept) key, DateOnly today) =>
        _entries.TryGetValue(key, out var entry) && entry.Today == today && entry.Response.TryGetTarget(out var response)
            && histories.IsCurrent(entry.Slug, entry.Version)
            ? response : null;

    private async Task AddAsync(HttpContext context, RequestDelegate next, (string Target, string Accept) key, DateOnly today)
    {
        await next(context);
        if (context.Items[Key] is (string slug, long version, CachedResponse response))
        {
            if (_entries.Count >= MaxEntries)
            {
                _entries.Clear();
            }
            _entries[key] = new(slug, version, today, new(response));
        }
    }
}
