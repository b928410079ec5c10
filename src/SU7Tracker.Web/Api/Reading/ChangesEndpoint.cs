using System.Globalization;
using Microsoft.OpenApi;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Api;

/// <summary>Server-sent events: which vehicle has changed, with the version as the id to resume from.</summary>
internal sealed class ChangesEndpoint(ChangeFeed feed, IHostApplicationLifetime lifetime) : IApiEndpoint
{
    private static readonly Parameter<string> LastEventId = ApiParameters.Text("Last-Event-ID", () => ApiTexts.AboutLastEventId) with
    {
        In = ParameterLocation.Header,
    };

    // Proxies end connections that are silent for a minute or so.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public void Map(RouteGroupBuilder api) => api.MapGet("changes", (Delegate)StreamAsync).WithName("Changes")
        .WithMetadata(new OperationDescription(() => ApiTexts.SummaryChanges, [LastEventId]))
            .Produces<string>(contentType: "text/event-stream");

    private async Task StreamAsync(HttpContext context)
    {
        var latest = await feed.VersionAsync(context.RequestAborted);
        // Who has seen more than there is has seen another record: one from before a backup was put back.
        var last = context.Request.Headers[LastEventId.Name] is [{ } id]
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? Math.Min(seen, latest)
            : latest;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache, no-store";
        var changes = feed.Since(last, ending.Token).GetAsyncEnumerator(ending.Token);
        var next = changes.MoveNextAsync().AsTask();
        try
        {
            await SendAsync(": listening\n\n");
            while (true)
            {
                if (await Task.WhenAny(next, Task.Delay(LongestSilence, ending.Token)) != next && !ending.IsCancellationRequested)
                {
                    await SendAsync(": still listening\n\n");
                    continue;
                }
                await next;
                var change = changes.Current;
                var data = $$"""{"vehicle":"{{change.Vehicle}}","version":{{change.Version}}}""";
                await SendAsync(string.Create(CultureInfo.InvariantCulture, $"id: {change.Version}\nevent: change\ndata: {data}\n\n"));
                next = changes.MoveNextAsync().AsTask();
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The listener has gone, or the program ends.
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAny(next);   // it must have ended before the enumeration is
            await changes.DisposeAsync();
        }

        async Task SendAsync(string text)
        {
            await context.Response.WriteAsync(text, ending.Token);
            await context.Response.Body.FlushAsync(ending.Token);
        }
    }
}
