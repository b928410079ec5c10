using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>
/// Reads the log: every write and every security event, the latest first. Both are read by their keys, so that a page costs the same
/// however long the log is.
/// </summary>
public sealed class Activities(IDbContextFactory<TrackerDb> contexts)
{
    /// <summary>The longest page.</summary>
    public const int MaxLimit = 1000;
    /// <summary>How much of one write is shown.</summary>
    public const int MostShown = 200;

    // Marks that concern the database and not the record.
    private static readonly string[] Silent = [PeopleChanged, "migrated"];

    /// <summary>The name of the change that is recorded when names of accounts have changed.</summary>
    public const string PeopleChanged = "people";

    /// <summary>Returns a page of the log.</summary>
    public async Task<ActivityPage> PageAsync(ActivityQuery query, CancellationToken cancel = default)
    {
        var limit = Math.Clamp(query.Limit, 1, MaxLimit);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var writes = query.Kind is not null || query.Writes == false ? []
            : await Writes(db, query).OrderByDescending(c => c.Id).Take(limit + 1).ToListAsync(cancel);
        var events = query.What is { Length: > 0 } || query.Vehicle is { Length: > 0 } || query.Writes == true ? []
            : await Events(db, query).OrderByDescending(e => e.Id).Take(limit + 1).ToListAsync(cancel);
        var (page, place, w, e) = (new List<(ChangeRow? Write, SecurityEventRow? Event)>(), query.After, 0, 0);
        while (page.Count < limit && (w < writes.Count || e < events.Count))
        {
            if (e == events.Count || (w < writes.Count && writes[w].RecordedAt >= events[e].RecordedAt))
            {
                place = place with { Write = writes[w].Id };
                page.Add((writes[w++], null));
            }
            else
            {
                place = place with { Event = events[e].Id };
                page.Add((null, events[e++]));
            }
        }
        var ids = page.Where(p => p.Write is not null).Select(p => p.Write!.Id).ToList();
        var parts = (await db.Changes.AsNoTracking().Where(c => c.Batch != null && ids.Contains(c.Batch.Value)).ToListAsync(cancel))
            .ToLookup(c => c.Batch!.Value);
        var undone = (await db.Changes.Where(c => c.Undoes != null && ids.Contains(c.Undoes.Value) && c.Batch == null)
            .Select(c => new { c.Id, Of = c.Undoes!.Value }).ToListAsync(cancel)).ToLookup(c => c.Of, c => c.Id);
        return new(
            [
                .. page.Select(p => p.Write is { } write
                    ? Of(write, [write, .. parts[write.Id]], undone[write.Id].Select(id => (long?)id).FirstOrDefault())
                    : Of(p.Event!)),
            ],
            w < writes.Count || e < events.Count ? place : null);
    }

    /// <summary>Returns a write; null when there is none.</summary>
    public async Task<Activity?> FindAsync(long batch, CancellationToken cancel = default) =>
        (await PageAsync(new() { After = new(batch + 1, 0), Limit = 1, Writes = true }, cancel)).Items is [{ } found]
            && found.Batch == batch ? found : null;

    /// <summary>Returns what a write has changed.</summary>
    public async Task<WriteContent> ContentAsync(long batch, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var changes = await db.Changes.Where(c => c.Id == batch || c.Batch == batch).Select(c => c.Id).ToListAsync(cancel);
        var recorded = db.Figures.AsNoTracking().Where(f => changes.Contains(f.ChangeId));
        var figures = await recorded.OrderBy(f => f.Id).Take(MostShown).ToListAsync(cancel);
        var differences = new List<FigureDifference>(figures.Count);
        foreach (var f in figures)
        {
            var before = f.Revision == 1 ? null : await db.Figures.AsNoTracking()
                .Where(g => g.Vehicle == f.Vehicle && g.Measure == f.Measure && g.Basis == f.Basis && g.Reading == f.Reading
                    && g.City == f.City && g.PeriodStart == f.PeriodStart && g.PeriodEnd == f.PeriodEnd && g.Source == f.Source
                    && g.Revision < f.Revision)
                .OrderByDescending(g => g.Revision).FirstOrDefaultAsync(cancel);
            differences.Add(new(before?.ToFigure(), f.ToFigure()));
        }
        var versions = db.EntityVersions.AsNoTracking().Where(v => changes.Contains(v.ChangeId));
        var facts = new List<FactDifference>();
        foreach (var after in await versions.OrderBy(v => v.Id).Take(MostShown).ToListAsync(cancel))
        {
            var before = await db.EntityVersions.AsNoTracking()
                .Where(v => v.Kind == after.Kind && v.Key == after.Key && v.Id < after.Id)
                .OrderByDescending(v => v.Id).FirstOrDefaultAsync(cancel);
            if (FactTables.All.FirstOrDefault(t => t.Name == after.Kind) is { } table)
            {
                facts.Add(new(after.Key, before is null or { IsGone: true }, after.IsGone, table.Differences(before, after)));
            }
        }
        var total = (figures.Count < MostShown ? figures.Count : await recorded.CountAsync(cancel))
            + (facts.Count < MostShown ? facts.Count : await versions.CountAsync(cancel));
        return new(differences, facts, total);
    }

    private static IQueryable<ChangeRow> Writes(TrackerDb db, ActivityQuery query)
    {
        var after = query.After.Write;
        var rows = db.Changes.AsNoTracking().Where(c => c.Batch == null && c.Id < after && !Silent.Contains(c.What));
        rows = query.What is { Length: > 0 } what ? rows.Where(c => c.What == what) : rows;
        rows = query.Person is { Length: > 0 } person ? rows.Where(c => c.RecordedBy == person) : rows;
        rows = query.Vehicle is { Length: > 0 } vehicle
            ? rows.Where(c => c.Vehicle == vehicle || db.Changes.Any(part => part.Batch == c.Id && part.Vehicle == vehicle))
            : rows;
        if (query.From is { } from)
        {
            var start = Midnight(from);
            rows = rows.Where(c => c.RecordedAt >= start);
        }
        if (query.To is { } to && to < DateOnly.MaxValue)
        {
            var end = Midnight(to.AddDays(1));
            rows = rows.Where(c => c.RecordedAt < end);
        }
#pragma warning disable CA1304, CA1311, CA1862 // The databases fold the case.
        foreach (var word in WordsOf(query))
        {
            // Each table is searched once, not once for each write.
            var figures = db.Figures.Where(f => f.Vehicle.Contains(word) || f.Source.ToLower().Contains(word)
                || f.Note.ToLower().Contains(word) || f.Reason.ToLower().Contains(word)).Select(f => f.ChangeId);
            var facts = db.EntityVersions.Where(v => v.Key.ToLower().Contains(word) || v.Content.ToLower().Contains(word))
                .Select(v => v.ChangeId);
            rows = rows.Where(c => c.Vehicle.Contains(word) || c.What.Contains(word) || facts.Contains(c.Id) || figures.Contains(c.Id)
                || db.Changes.Any(part => part.Batch == c.Id && figures.Contains(part.Id)));
        }
#pragma warning restore CA1304, CA1311, CA1862
        return rows;
    }

    private static IQueryable<SecurityEventRow> Events(TrackerDb db, ActivityQuery query)
    {
        var after = query.After.Event;
        var rows = db.SecurityEvents.AsNoTracking().Where(e => e.Id < after);
        if (query.Kind is { } kind)
        {
            var name = SecurityEvent.NameOf(kind);
            rows = rows.Where(e => e.Kind == name);
        }
        rows = query.Person is { Length: > 0 } person ? rows.Where(e => e.RecordedBy == person || e.Account == person) : rows;
        if (query.From is { } from)
        {
            var start = Midnight(from);
            rows = rows.Where(e => e.RecordedAt >= start);
        }
        if (query.To is { } to && to < DateOnly.MaxValue)
        {
            var end = Midnight(to.AddDays(1));
            rows = rows.Where(e => e.RecordedAt < end);
        }
#pragma warning disable CA1304, CA1311, CA1862 // The databases fold the case.
        foreach (var word in WordsOf(query))
        {
            rows = rows.Where(e => e.Kind.Contains(word) || e.Detail.ToLower().Contains(word) || e.Address.ToLower().Contains(word)
                || e.RecordedBy.ToLower().Contains(word));
        }
#pragma warning restore CA1304, CA1311, CA1862
        return rows;
    }

    private static IEnumerable<string> WordsOf(ActivityQuery query) =>
        (query.Words ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8);

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static Activity Of(ChangeRow first, IReadOnlyList<ChangeRow> all, long? undoneBy) => new(first.RecordedAt, first.RecordedBy)
    {
        Batch = first.Id,
        What = first.What,
        Vehicles = [.. all.Select(c => c.Vehicle).Where(v => v.Length > 0).Order(StringComparer.Ordinal)],
        // What belongs to no vehicle is counted once, under none; its vehicles are only notified.
        Added = all.Any(c => c.Vehicle.Length == 0) ? all.Where(c => c.Vehicle.Length == 0).Sum(c => c.Added) : all.Sum(c => c.Added),
        Revised = all.Any(c => c.Vehicle.Length == 0) ? all.Where(c => c.Vehicle.Length == 0).Sum(c => c.Revised) : all.Sum(c => c.Revised),
        Undoes = first.Undoes,
        UndoneBy = undoneBy,
    };

    private static Activity Of(SecurityEventRow row) => new(row.RecordedAt, row.RecordedBy)
    {
        Kind = SecurityEvent.KindOf(row.Kind), Account = row.Account, Address = row.Address, Detail = row.Detail,
    };
}
