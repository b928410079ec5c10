using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Api;

/// <summary>Server-sent events: which vehicle has changed, with the version as the id to resume from.</summary>
internal static class ChangeEndpoint
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/changes", async (HttpContext context, ChangeFeed feed) =>
    {
        var latest = await feed.VersionAsync(context.RequestAborted);
        // Who has seen more than there is has seen another record: one from before a backup was put back.
        var last = context.Request.Headers["Last-Event-ID"] is [{ } id] && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? Math.Min(seen, latest)
            : latest;
        return TypedResults.ServerSentEvents(EventsAsync(feed, last, context.RequestAborted));
    }).WithName("Changes");

    private static async IAsyncEnumerable<SseItem<ChangeJson>> EventsAsync(ChangeFeed feed, long version, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var change in feed.Since(version, cancel))
        {
            yield return new(new(change.Vehicle, change.Version), "change") { EventId = change.Version.ToString(CultureInfo.InvariantCulture) };
        }
    }
}

/// <summary>That the record of a vehicle has changed.</summary>
public sealed record ChangeJson(string Vehicle, long Version);
