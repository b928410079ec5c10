using System.Data.Common;
using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SU7Tracker.Data;

// Has the feed read the table of changes: after each NOTIFY on a connection of its own, or every two seconds. The same connection hears the
// messages of other instances.
internal sealed class ChangeListener(
    ChangeFeed feed, InstanceMessages messages, TrackerStorage storage, ILogger<ChangeListener> logger) : BackgroundService
{
    public const string Channel = "su7_changes";
    public const string ApplicationName = "su7-tracker changes";

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var wait = Shortest;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await (storage.IsPostgres ? ListenAsync(() => wait = Shortest, stopping) : PollAsync(() => wait = Shortest, stopping));
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost)
                when (lost
                        is DbException
                            or IOException
                            or SocketException
                            or TimeoutException
                            or InvalidOperationException
                            or OperationCanceledException)
            {
                logger.FeedLost(lost, wait.TotalMilliseconds);
                await Task.Delay(wait, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                wait = wait < ChangeFeed.Poll ? wait * 2 : ChangeFeed.Poll;
            }
        }
    }

    private async Task ListenAsync(Action connected, CancellationToken stopping)
    {
        var options = new NpgsqlConnectionStringBuilder(storage.ConnectionString)
        {
            Pooling = false, KeepAlive = 10, ApplicationName = ApplicationName,
        };
        await using var connection = new NpgsqlConnection(options.ConnectionString);
        await connection.OpenAsync(stopping);
        var isDue = true;
        connection.Notification += (_, heard) =>
        {
            if (heard.Channel == InstanceMessages.Channel)
            {
                messages.Raise(heard.Payload);
            }
            else
            {
                isDue = true;
            }
        };
        await using (var listen = new NpgsqlCommand($"listen {Channel}; listen {InstanceMessages.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stopping);
        }
        logger.Listening();
        for (var readAt = 0L; ;)
        {
            if (isDue)
            {
                (isDue, readAt) = (false, Stopwatch.GetTimestamp());
                await feed.CatchUpAsync(stopping);
            }
            connected();
            // Messages do not put off the reading that is due without any notification; no milliseconds to wait for would be no end.
            var left = ChangeFeed.Poll - Stopwatch.GetElapsedTime(readAt);
            isDue = left.TotalMilliseconds < 1 || !await connection.WaitAsync(left, stopping) || isDue;
        }
    }

    private async Task PollAsync(Action connected, CancellationToken stopping)
    {
        while (true)
        {
            await feed.CatchUpAsync(stopping);
            connected();
            await Task.Delay(ChangeFeed.Poll, stopping);
        }
    }
}
