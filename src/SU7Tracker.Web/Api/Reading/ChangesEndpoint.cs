using System.Globalization;
using Microsoft.OpenApi;
using SU7Tracker.Data;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Hosting;
using SU7Tracker.Web.Hosting.Limits;

namespace SU7Tracker.Web.Api;

/// <summary>Sends server-sent events: which vehicle has changed, with the version as the id to resume from.</summary>
internal sealed class ChangesEndpoint(
    ChangeFeed feed, ChangeBroadcast broadcast, Callers callers, TimeProvider clock, IHostApplicationLifetime lifetime) : IApiEndpoint
{
    private static readonly Parameter<string> LastEventId = ApiParameters.Text("Last-Event-ID", () => ApiTexts.AboutLastEventId) with
    {
        In = ParameterLocation.Header,
    };

    // Proxies end connections that are silent for a minute or so.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public void Map(RouteGroupBuilder api) => api.MapGet("changes", (Delegate)StreamAsync).WithName("Changes")
        .WithMetadata(new LongLived(), new OperationDescription(() => ApiTexts.SummaryChanges, [LastEventId]))
            .Produces<string>(contentType: "text/event-stream");

    private async Task<IResult> StreamAsync(HttpContext context)
    {
        using var place = broadcast.Open.TryEnter(CallerKey.Of(context));
        if (place is null)
        {
            context.Response.Headers.RetryAfter = "30";
            return ApiProblem.Of(StatusCodes.Status429TooManyRequests, ApiTexts.TooManyStreams);
        }
        var latest = await feed.VersionAsync(context.RequestAborted);
        // A listener that has seen more than there is has seen another record: one from before a backup was restored.
        var last = context.Request.Headers[LastEventId.Name] is [{ } id]
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? Math.Min(seen, latest)
            : latest;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache, no-store";
        try
        {
            await SendAsync(": listening\n\n");
            for (var sentAt = clock.GetTimestamp(); await callers.IsValidAsync(context.User);)
            {
                var found = last < latest ? null : broadcast.After(last);
                var changes = found?.Changes ?? await broadcast.ReadAsync(last, latest, ending.Token);
                if (changes.Count > 0)
                {
                    await SendAsync(string.Concat(changes.Select(Event)));
                    (last, sentAt) = (changes[^1].Version, clock.GetTimestamp());
                    continue;
                }
                if (clock.GetElapsedTime(sentAt) >= LongestSilence)
                {
                    await SendAsync(": still listening\n\n");
                    sentAt = clock.GetTimestamp();
                }
                await found!.Value.More.WaitAsync(ending.Token);
            }
        }
        catch (Exception end) when (ending.IsCancellationRequested || Faults.IsTransient(end) || end is IOException)
        {
            // The listener has gone, the program ends, or the database is away: the listener comes back with the last id.
        }
        return Results.Empty;

        async Task SendAsync(string text)
        {
            await context.Response.WriteAsync(text, ending.Token);
            await context.Response.Body.FlushAsync(ending.Token);
        }
    }

    private static string Event(Change change)
    {
        var data = $$"""{"vehicle":"{{change.Vehicle}}","version":{{change.Version}}}""";
        return string.Create(CultureInfo.InvariantCulture, $"id: {change.Version}\nevent: change\ndata: {data}\n\n");
    }
}
