using SU7Tracker.Data.Tests.Support;

namespace SU7Tracker.Data.Tests;

/// <summary>Which webhooks are to be told what, and by whom.</summary>
public class WebhooksTests(Databases databases)
{
    private static WebhookDelivery Answered(WebhookTask task, int? status) =>
        new(DateTimeOffset.UtcNow, task.Changes[^1].Version, task.Changes.Count, task.Webhook.Failures + 1, status, "", 5);

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AWebhookIsTakenByOneInstanceAndKeepsItsPlaceUntilItIsTold(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await using var other = tracker.Another();
        var webhooks = tracker.Get<Webhooks>();
        var all = await webhooks.AddAsync("", "https://example.org/all", "secret", Some.Author);
        await webhooks.AddAsync("model-3", "https://example.org/model-3", "secret", Some.Author);
        Assert.Null(await webhooks.TakeAsync());
        await tracker.PublishAsync(Some.Draft(7));

        var task = (await webhooks.TakeAsync())!;
        Assert.Equal((all.Id, "su7", "figures", 1), (task.Webhook.Id, task.Changes[0].Vehicle, task.Changes[0].What, task.Changes.Count));
        Assert.Null(await other.Get<Webhooks>().TakeAsync());
        await webhooks.RecordAsync(task.Webhook, Answered(task, null));
        // It failed: it waits, and nothing is lost.
        Assert.Null(await webhooks.TakeAsync());
        var waiting = (await webhooks.AllAsync())[0];
        Assert.Equal((1, true), (waiting.Failures, waiting.NextAttemptAt > DateTimeOffset.UtcNow));
        await webhooks.SwitchAsync(all.Id, false);
        await webhooks.SwitchAsync(all.Id, true);
        Assert.Null(await webhooks.TakeAsync());
        await tracker.PublishAsync(Some.Draft(8, Some.Week(16)));
        task = (await other.Get<Webhooks>().TakeAsync())!;
        await other.Get<Webhooks>().RecordAsync(task.Webhook, Answered(task, 204));
        Assert.Null(await webhooks.TakeAsync());
        Assert.Equal([true, false], (await webhooks.DeliveriesAsync(all.Id, 10)).Select(d => d.IsTaken));
        await webhooks.RemoveAsync(all.Id);
        Assert.Single(await webhooks.AllAsync());
    }

    [Theory, InlineData(1, 5), InlineData(2, 10), InlineData(3, 20), InlineData(16, 21_600), InlineData(1000, 21_600)]
    public void PausesGrowUpToSixHours(int failures, int seconds) =>
        Assert.Equal(seconds, Webhooks.PauseAfter(failures).TotalSeconds);
}
