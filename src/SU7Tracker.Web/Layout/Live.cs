using SU7Tracker.Data;

namespace SU7Tracker.Web.Layout;

/// <summary>Open pages that follow the record.</summary>
public static class Live
{
    /// <summary>Subscribes a page to changes; the handler runs in the language of the page, not in that of the thread that heard of the change.</summary>
    public static IDisposable Follow(this ChangeFeed feed, Action<Change> handler)
    {
        var page = ExecutionContext.Capture();
        return feed.Subscribe(change =>
        {
            if (page is null)
            {
                handler(change);
            }
            else
            {
                ExecutionContext.Run(page, _ => handler(change), null);
            }
        });
    }
}
