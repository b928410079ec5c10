using System.Threading.Channels;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Webhooks;

/// <summary>
/// Tells webhooks of what has changed since they were last told, as soon as it has changed and again after a failure. All that it goes by
/// is in the database: another instance, or this one after a restart, goes on where it was.
/// </summary>
internal sealed class WebhookSender(
    Data.Webhooks webhooks,
    WebhookClient client,
    ChangeFeed feed,
    TimeProvider clock,
    ILogger<WebhookSender> logger) : BackgroundService
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = feed.Subscribe(_ => bell.Writer.TryWrite(true));
        while (!stoppingToken.IsCancellationRequested)
        {
            await WaitAsync(bell.Reader, stoppingToken);
            try
            {
                await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => SendDueAsync(stoppingToken)));
            }
            catch (Exception away) when (Faults.IsTransient(away))
            {
                logger.WebhooksPostponed(away.GetBaseException().Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever fails here must not stop the program.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                logger.WebhooksFailed(failure);
            }
        }
    }

    private async Task SendDueAsync(CancellationToken cancel)
    {
        while (await webhooks.TakeAsync(cancel) is { } task)
        {
            var delivery = await client.SendAsync(task.Webhook, task.Changes, cancel);
            await webhooks.RecordAsync(task.Webhook, delivery, cancel);
            if (!delivery.IsTaken)
            {
                logger.WebhookFailed(task.Webhook.Id, delivery.Attempt, delivery.Status, delivery.Error);
            }
        }
    }

    private async Task WaitAsync(ChannelReader<bool> bell, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(bell.WaitToReadAsync(either.Token).AsTask(), Task.Delay(Poll, clock, either.Token));
        await either.CancelAsync();
        bell.TryRead(out _);
    }
}
