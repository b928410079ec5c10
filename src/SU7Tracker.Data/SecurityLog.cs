using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace SU7Tracker.Data;

/// <summary>Stores sign-ins with their addresses, and what was done to accounts and tokens.</summary>
public sealed class SecurityLog(IDbContextFactory<TrackerDb> contexts, TimeProvider clock, ILogger<SecurityLog> logger)
{
    /// <summary>The fewest days that events are kept; the database refuses to delete what is younger.</summary>
    public const int LeastDays = 30;

    /// <summary>
    /// Records an event. Where the database cannot be written, signing in still succeeds, and the event is written to the log of the
    /// program alone.
    /// </summary>
    public async Task AddAsync(SecurityEvent what, CancellationToken cancel = default)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            Add(db, what);
            await db.SaveChangesAsync(cancel);
        }
        catch (Exception away) when (Faults.IsEnvironmental(away) || away is DbUpdateException)
        {
            logger.SecurityEventLost(away, what.Kind, what.Account, what.Address);
        }
    }

    /// <summary>Adds an event to what a context is about to save.</summary>
    public void Add(TrackerDb db, SecurityEvent what) => db.Add(new SecurityEventRow
    {
        RecordedAt = clock.GetUtcNow(), Kind = SecurityEvent.NameOf(what.Kind), Account = Cut(what.Account, Author.MaxLength),
        RecordedBy = Cut(what.By, Author.MaxLength), Address = Cut(what.Address, SecurityEvent.MaxAddressLength),
        Detail = Cut(what.Detail, SecurityEvent.MaxDetailLength),
    });

    /// <summary>
    /// Returns for each account when it was last signed in to, and how often since a day without one of some events after it.
    /// </summary>
    /// <param name="ends">The kinds of events that end all sessions.</param>
    /// <param name="since">Since when sign-ins are counted.</param>
    /// <param name="cancel">Calls it off.</param>
    public async Task<IReadOnlyDictionary<string, (DateTimeOffset Last, int Open)>> SignInsAsync(
        IReadOnlyList<string> ends,
        DateTimeOffset since,
        CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var signIn = SecurityEvent.NameOf(SecurityKind.SignIn);
        var signIns = db.SecurityEvents.Where(e => e.Kind == signIn);
        var last = await signIns.GroupBy(e => e.Account).Select(e => new { e.Key, At = e.Max(x => x.RecordedAt) }).ToListAsync(cancel);
        var open = await signIns
            .Where(e => e.RecordedAt > since
                && !db.SecurityEvents.Any(end => end.Account == e.Account && ends.Contains(end.Kind) && end.Id > e.Id))
            .GroupBy(e => e.Account).Select(e => new { e.Key, Count = e.Count() }).ToDictionaryAsync(e => e.Key, e => e.Count, cancel);
        return last.ToDictionary(e => e.Key, e => (e.At, open.GetValueOrDefault(e.Key)));
    }

    /// <summary>Deletes what is older than some days, and says so in the log itself.</summary>
    /// <returns>How many events were deleted.</returns>
    public async Task<int> TrimAsync(int days, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, LeastDays);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var before = now.AddDays(-days);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.LockAccountsAsync(cancel);
        var old = await db.SecurityEvents.CountAsync(e => e.RecordedAt < before, cancel);
        if (old == 0)
        {
            return 0;
        }
        db.Add(new SecurityEventRow
        {
            RecordedAt = now, Kind = SecurityEvent.NameOf(SecurityKind.Retention), DeletesBefore = before,
            Detail = FormattableString.Invariant($"{old} < {before:yyyy-MM-dd}"),
        });
        await db.SaveChangesAsync(cancel);
        await db.SecurityEvents.Where(e => e.RecordedAt < before).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        logger.SecurityLogTrimmed(old, days);
        return old;
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
