using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using SU7Tracker.Data;
using SU7Tracker.Web.Access;

namespace SU7Tracker.Web.Api;

/// <summary>
/// The short way for what was answered before to a request in the same words: nobody has to be recognised, nothing read from the address,
/// nothing derived. Whatever is out of the ordinary goes the long way: a token, a session, a limit that is reached, a record that has
/// changed or cannot be trusted, another day.
/// </summary>
internal sealed class WarmAnswers(Histories histories, IOptions<RateLimiterOptions> limits, TimeProvider clock, IConfiguration configuration)
{
    private const int MostKept = 4096, LongestAddress = 512;
    private static readonly object Told = new();
    private readonly bool _open = !configuration.GetValue("Access:ReadRequiresSignIn", false);
    private readonly ConcurrentDictionary<(string Target, string Accept), Warm> _kept = new();

    // The bytes belong to Answers and may be dropped there.
    private sealed record Warm(string Slug, long Version, DateOnly Today, WeakReference<Answer> Answer);

    /// <summary>What an endpoint tells of its answer: that it follows from this version of a vehicle's record, on this day, and from nothing else.</summary>
    public static AnswerResult Keep(HttpContext context, string slug, long version, AnswerResult answer)
    {
        context.Items[Told] = (slug, version, answer.Answer);
        return answer;
    }

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!_open || !HttpMethods.IsGet(request.Method) || !request.Path.StartsWithSegments("/api/v1/vehicles", StringComparison.Ordinal)
            || request.Headers.Authorization.Count > 0 || request.Headers.Accept.Count > 1 || AccessSetup.HasSession(request))
        {
            return next(context);
        }
        var key = (Target: context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, Accept: request.Headers.Accept.ToString());
        AnswerResult? answer;
        // Before it is answered: what is answered after midnight follows from the new day, and is not taken for the old one's.
        DateOnly today;
        try
        {
            today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            answer = Find(context, key, today);
        }
#pragma warning disable CA1031 // What fails here fails on the long way, too, and is explained there.
        catch (Exception)
#pragma warning restore CA1031
        {
            return next(context);
        }
        if (answer is not null)
        {
            return answer.ExecuteAsync(context);
        }
        // A token may stand in an address; it is not kept.
        return key.Target.Length + key.Accept.Length > LongestAddress || key.Target.Contains("token", StringComparison.OrdinalIgnoreCase)
            ? next(context) : LearnAsync(context, next, key, today);
    }

    private AnswerResult? Find(HttpContext context, (string Target, string Accept) key, DateOnly today) =>
        _kept.TryGetValue(key, out var warm) && warm.Today == today && warm.Answer.TryGetTarget(out var answer) && histories.IsCurrent(warm.Slug, warm.Version)
            && limits.Value.GlobalLimiter!.AttemptAcquire(context).IsAcquired
            ? new(answer) : null;

    private async Task LearnAsync(HttpContext context, RequestDelegate next, (string Target, string Accept) key, DateOnly today)
    {
        await next(context);
        if (context.User.Identity is not { IsAuthenticated: true } && context.Items[Told] is (string slug, long version, Answer answer))
        {
            if (_kept.Count >= MostKept)
            {
                _kept.Clear();
            }
            _kept[key] = new(slug, version, today, new(answer));
        }
    }
}
