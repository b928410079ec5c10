using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>
/// Stores which addresses are told of changes, how far each has been told, and every attempt. Each webhook has its position in the table of
/// changes, so that neither a restart nor a failure loses one; the instance that sends to it locks it for a minute.
/// </summary>
public sealed class Webhooks(IDbContextFactory<TrackerDb> contexts, TimeProvider clock)
{
    /// <summary>The most changes of one message.</summary>
    public const int MostChanges = 100;
    /// <summary>The longest time between two attempts.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>How many attempts of each webhook are kept.</summary>
    internal const int MostDeliveries = 200;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1), FirstPause = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait after so many failures in a row.</summary>
    public static TimeSpan PauseAfter(int failures) =>
        failures > 16 ? LongestPause : TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << (failures - 1)));

    /// <summary>Returns all, the oldest first.</summary>
    public async Task<IReadOnlyList<Webhook>> AllAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return [.. (await db.Webhooks.AsNoTracking().OrderBy(w => w.CreatedAt).ToListAsync(cancel)).Select(Of)];
    }

    /// <summary>Adds one; it is told of what changes from now on.</summary>
    public async Task<Webhook> AddAsync(
        string vehicle,
        string address,
        string protectedSecret,
        Author author,
        CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var row = new WebhookRow
        {
            Id = Guid.NewGuid().ToString("N"),
            Vehicle = vehicle,
            Address = address,
            Secret = protectedSecret,
            On = true,
            CreatedAt = now,
            CreatedBy = author.Recorded,
            SentVersion = await VersionAsync(db, cancel),
            NextAttemptAt = now,
            LeasedUntil = now,
        };
        db.Add(row);
        await db.SaveChangesAsync(cancel);
        return Of(row);
    }

    /// <summary>Switches one on or off; what changes while it is off is not told.</summary>
    public async Task SwitchAsync(string id, bool on, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (now, version) = (clock.GetUtcNow(), await VersionAsync(db, cancel));
        await db.Webhooks.Where(w => w.Id == id && w.On != on).ExecuteUpdateAsync(
            w => w.SetProperty(r => r.On, on).SetProperty(r => r.SentVersion, version).SetProperty(r => r.Failures, 0)
                .SetProperty(r => r.NextAttemptAt, now),
            cancel);
    }

    /// <summary>Removes one with its attempts.</summary>
    public async Task RemoveAsync(string id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Webhooks.Where(w => w.Id == id).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Returns the latest attempts of one, the latest first.</summary>
    public async Task<IReadOnlyList<WebhookDelivery>> DeliveriesAsync(string id, int most, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.WebhookDeliveries.AsNoTracking().Where(d => d.WebhookId == id).OrderByDescending(d => d.Id).Take(most)
            .Select(d => new WebhookDelivery(d.At, d.Version, d.Changes, d.Attempt, d.Status, d.Error, d.Milliseconds)).ToListAsync(cancel);
    }

    /// <summary>Takes one that is to be told something, for a minute; null when there is none.</summary>
    public async Task<WebhookTask?> TakeAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var due = await db.Webhooks.AsNoTracking()
            .Where(w => w.On && w.NextAttemptAt <= now && w.LeasedUntil <= now
                && db.Changes.Any(c => c.Id > w.SentVersion && (w.Vehicle == "" || c.Vehicle == w.Vehicle)))
            .OrderBy(w => w.NextAttemptAt)
            .ToListAsync(cancel);
        foreach (var webhook in due)
        {
            var until = now + Lease;
            if (await db.Webhooks.Where(w => w.Id == webhook.Id && w.On && w.LeasedUntil <= now && w.SentVersion == webhook.SentVersion)
                .ExecuteUpdateAsync(w => w.SetProperty(r => r.LeasedUntil, until), cancel) == 0)
            {
                continue;   // another has it
            }
            var changes = await db.Changes.AsNoTracking()
                .Where(c => c.Id > webhook.SentVersion && (webhook.Vehicle == "" || c.Vehicle == webhook.Vehicle))
                .OrderBy(c => c.Id).Take(MostChanges)
                .Select(c => new ToldChange(c.Id, c.Vehicle, c.What, c.Added, c.Revised, c.RecordedAt)).ToListAsync(cancel);
            return new(Of(webhook), changes);
        }
        return null;
    }

    /// <summary>Records an attempt and frees the webhook: for what comes next, or for another attempt after a pause.</summary>
    public async Task RecordAsync(Webhook webhook, WebhookDelivery delivery, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var rows = db.Webhooks.Where(w => w.Id == webhook.Id);
        var now = clock.GetUtcNow();
        var isThere = delivery.Version == 0 ? await rows.AnyAsync(cancel) : await FreeAsync() > 0;
        if (!isThere)
        {
            return;   // removed meanwhile
        }
        var error =
            delivery.Error.Length <= WebhookDelivery.MaxErrorLength ? delivery.Error : delivery.Error[..WebhookDelivery.MaxErrorLength];
        db.Add(
            new WebhookDeliveryRow
            {
                WebhookId = webhook.Id,
                At = delivery.At,
                Version = delivery.Version,
                Changes = delivery.Changes,
                Attempt = delivery.Attempt,
                Status = delivery.Status,
                Error = error,
                Milliseconds = delivery.Milliseconds,
            });
        await db.SaveChangesAsync(cancel);
        var oldest = await db.WebhookDeliveries.Where(d => d.WebhookId == webhook.Id).OrderByDescending(d => d.Id).Skip(MostDeliveries)
            .Select(d => (long?)d.Id).FirstOrDefaultAsync(cancel);
        if (oldest is not null)
        {
            await db.WebhookDeliveries.Where(d => d.WebhookId == webhook.Id && d.Id <= oldest).ExecuteDeleteAsync(cancel);
        }
        await transaction.CommitAsync(cancel);

        Task<int> FreeAsync()
        {
            var (failures, pause) = delivery.IsTaken
                ? (0, TimeSpan.Zero)
                : (webhook.Failures + 1, PauseAfter(webhook.Failures + 1));
            var next = now + pause;
            return delivery.IsTaken
                ? rows.ExecuteUpdateAsync(
                    w => w.SetProperty(r => r.SentVersion, delivery.Version).SetProperty(r => r.Failures, failures)
                        .SetProperty(r => r.NextAttemptAt, next).SetProperty(r => r.LeasedUntil, now),
                    cancel)
                : rows.ExecuteUpdateAsync(
                    w => w.SetProperty(r => r.Failures, failures).SetProperty(r => r.NextAttemptAt, next)
                        .SetProperty(r => r.LeasedUntil, now),
                    cancel);
        }
    }

    private static async Task<long> VersionAsync(TrackerDb db, CancellationToken cancel) =>
        await db.Changes.MaxAsync(c => (long?)c.Id, cancel) ?? 0;

    private static Webhook Of(WebhookRow w) =>
        new(w.Id, w.Vehicle, w.Address, w.Secret, w.On, w.CreatedAt, w.CreatedBy, w.Failures, w.NextAttemptAt);
}
