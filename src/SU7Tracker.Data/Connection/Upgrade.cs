using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>
/// Migrates the figures of earlier versions, in which revisions of one figure came from any source. Rows stay as they are. Where a
/// row replaced that of another source and is a withdrawal or carries a reason, a withdrawal of the other source's figure is appended,
/// known on the same day.
/// </summary>
internal static class Upgrade
{
    private const string Migrated = "migrated", Upgraded = "upgrade";
    private static readonly Author Author = new("upgrade");

    /// <summary>Marks in the transaction of the migration which figures were recorded before it: those of earlier changes.</summary>
    public static void MarkEarlierFigures(this MigrationBuilder migration, string now) => migration.Sql($"""
        insert into changes (vehicle, recorded_at, recorded_by, what, added, revised)
        select '', {now}, '{Author.Id}', '{Migrated}', 0, 0 where exists (select 1 from figures);
        """);

    /// <summary>Appends the withdrawals once, all in one transaction. The caller holds the start lock.</summary>
    public static async Task RunAsync(TrackerDb db, TimeProvider clock, CancellationToken cancel)
    {
        var marks = await db
            .Changes.AsNoTracking()
            .Where(c => c.Vehicle == "" && (c.What == Migrated || c.What == Upgraded))
            .ToListAsync(cancel);
        if (marks.Find(m => m.What == Migrated) is not { } mark || marks.Exists(m => m.What == Upgraded))
        {
            return;
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await Recorder.LockWritersAsync(db, cancel);
        var withdrawals = await WithdrawalsAsync(db, mark.Id, cancel);
        var now = clock.GetUtcNow();
        var touched = withdrawals
            .GroupBy(w => w.Vehicle)
            .Select(w => new Touched(w.Key, 0, w.Count()))
            .Append(new("", 0, withdrawals.Count))
            .ToList();
        var first = await Recorder.TouchAsync(db, touched, Upgraded, new(Author), now, cancel);
        var changes = await db.Changes.AsNoTracking().Where(c => c.Id >= first).ToDictionaryAsync(c => c.Vehicle, c => c.Id, cancel);
        db.AddRange(withdrawals.Select(w => w with { ChangeId = changes[w.Vehicle], RecordedAt = now, RecordedBy = Author.Recorded }));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task<List<FigureRow>> WithdrawalsAsync(TrackerDb db, long mark, CancellationToken cancel)
    {
        var earlier = db.Figures.AsNoTracking().Where(f => f.ChangeId < mark);
        var rows = await earlier
            .Where(f =>
                earlier.Any(g =>
                    g.Vehicle == f.Vehicle
                    && g.Measure == f.Measure
                    && g.Basis == f.Basis
                    && g.Reading == f.Reading
                    && g.City == f.City
                    && g.PeriodStart == f.PeriodStart
                    && g.PeriodEnd == f.PeriodEnd
                    && g.Source != f.Source))
            .OrderBy(f => f.Id)
            .ToListAsync(cancel);
        var days = await db.Sources.AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.PublishedOn, cancel);
        var withdrawals = new List<FigureRow>();
        foreach (var same in rows.GroupBy(f => f.ToFigure().Key))
        {
            var revisions = same.OrderBy(f => f.Revision).ToList();
            var known = revisions
                .GroupBy(f => f.Source)
                .SelectMany(s => Figure.Dated([.. s.Select(f => f.ToFigure())], days.GetValueOrDefault(s.Key)))
                .ToDictionary(f => f.Revision, f => f.KnownOn);
            foreach (var row in revisions.Where(r => r.Withdrawn || r.Reason.Length > 0))
            {
                if (Replaced(revisions, row) is { Withdrawn: false } replaced && replaced.Source != row.Source)
                {
                    // The number of the row is free in the other source's figure, and orders the withdrawal among its revisions.
                    withdrawals.Add(replaced with
                    {
                        Id = 0, Revision = row.Revision, Withdrawn = true, Note = "", Reason = ReasonOf(row),
                        PublishedOn = known[row.Revision] > known[replaced.Revision] ? known[row.Revision] : known[replaced.Revision],
                    });
                }
            }
        }
        return withdrawals;
    }

    // The row that stood before, as the earlier version decided it: the latest known, then the highest revision.
    private static FigureRow? Replaced(List<FigureRow> revisions, FigureRow row) => revisions
        .Where(r => r.Revision < row.Revision && (row.PublishedOn is null || KnownThen(r) <= KnownThen(row)))
        .MaxBy(r => (KnownThen(r), r.Revision));

    private static DateOnly KnownThen(FigureRow row) => row.PublishedOn ?? row.PeriodEnd.AddDays(1);

    private static string ReasonOf(FigureRow row)
    {
        var reason = $"replaced by {row.Source}" + (row.Reason.Length > 0 ? ": " + row.Reason : "");
        return reason.Length <= Figure.MaxNoteLength ? reason : reason[..Figure.MaxNoteLength];
    }
}
