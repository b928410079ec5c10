using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace SU7Tracker.Data;

/// <summary>
/// Passes short messages to every instance of the program, the sender included. Nothing of them is stored: who does not listen at that
/// moment misses them. An SQLite file has one instance, and none is sent.
/// </summary>
public sealed class InstanceMessages(
    IDbContextFactory<TrackerDb> contexts,
    TrackerStorage storage,
    ILogger<InstanceMessages> logger)
{
    /// <summary>The longest message, in bytes of UTF-8; PostgreSQL takes less than 8,000.</summary>
    public const int MaxLength = 7_900;

    internal const string Channel = "su7_messages";

    /// <summary>Whether there can be other instances.</summary>
    public bool HasOthers => storage.IsPostgres;

    /// <summary>Is raised for each message; a handler is quick and does not wait.</summary>
    public event Action<string>? Heard;

    /// <summary>Sends a message.</summary>
    public async Task SendAsync(string message, CancellationToken cancel = default)
    {
        if (!HasOthers)
        {
            return;
        }
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Database.ExecuteSqlAsync($"select pg_notify({Channel}, {message})", cancel);
    }

    internal void Raise(string message)
    {
        try
        {
            Heard?.Invoke(message);
        }
#pragma warning disable CA1031 // A message that cannot be used must not end the connection that changes are heard on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.MessageFailed(failure);
        }
    }
}
