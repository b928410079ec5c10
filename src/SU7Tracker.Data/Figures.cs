using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>What was counted: the one table that everything is derived from.</summary>
public sealed class Figures(IDbContextFactory<TrackerDb> contexts, RecordWriter writer)
{
    /// <summary>The code of the problem that somebody else has recorded a revision meanwhile.</summary>
    public const string Conflict = "Conflict";

    /// <summary>The code of the problem that a revision was expected where there is none.</summary>
    public const string NoneYet = "ConflictNoneYet";

    /// <summary>Records drafts, all or none. A draft without an expected revision that equals any recorded revision of its figure is unchanged; one that expects a revision is held against that alone.</summary>
    public async Task<PublishOutcome> PublishAsync(IReadOnlyList<FigureDraft> drafts, Author author, bool dryRun = false, CancellationToken cancel = default)
    {
        using var place = await writer.EnterWriteQueueAsync(cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = new PublishedRow[drafts.Count];
        // What the database cannot even be asked for is refused before it is asked.
        var problems = drafts.Select(Rules.Check).ToList();
        var references = await References.NamedAsync(db, [.. drafts.Where((_, i) => problems[i] is null)], cancel);
        await using var stage = FigureStage.On(db);
        await stage.OpenAsync(cancel);
        for (var i = 0; i < drafts.Count; i++)
        {
            if ((problems[i] ?? references.Check(drafts[i])) is { } problem)
            {
                rows[i] = new(Result.Rejected, 0, problem);
            }
            else
            {
                await stage.AddAsync(i, drafts[i], null, cancel);
            }
        }
        await stage.BeginAsync(cancel);
        await stage.DecideAsync(cancel);
        await foreach (var decision in stage.DecisionsAsync(cancel))
        {
            rows[decision.Line] = Judge(decision) is { } problem
                ? new(Result.Rejected, 0, problem)
                : decision.Revision is { } revision
                    ? new(revision == 1 ? Result.New : Result.Revision, revision)
                    : new(Result.Unchanged, decision.Known);
        }
        var said = new Dictionary<(FigureKey, Quantity, DateOnly, string, bool), int>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Result != Result.Rejected)
            {
                var what = (drafts[i].Key, drafts[i].Quantity, drafts[i].KnownOn, drafts[i].Source, drafts[i].Withdrawn);
                // One without a revision repeats an earlier row, which has just become one.
                rows[i] = rows[i].Revision == 0 ? rows[i] with { Revision = said.GetValueOrDefault(what) } : rows[i];
                said.TryAdd(what, rows[i].Revision);
            }
            if (rows[i].IsConflict)
            {
                rows[i] = rows[i] with { Current = await CurrentAsync(db, drafts[i].Key, cancel) };
            }
        }
        var commit = await RecordAsync(stage, db, writer, rows.Any(r => r.Result == Result.Rejected), new(author, dryRun), cancel);
        return new(rows, commit);
    }

    /// <summary>A page of figures in the order they were recorded.</summary>
    public async Task<IReadOnlyList<FigureEntry>> PageAsync(FigureQuery query, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = db.Figures.AsNoTracking().Where(f => f.Id > query.After);
        rows = query.Vehicle is { Length: > 0 } vehicle ? rows.Where(f => f.Vehicle == vehicle) : rows;
        rows = query.Measure is { } measure ? rows.Where(f => f.Measure == measure) : rows;
        rows = query.Basis is { Length: > 0 } basis ? rows.Where(f => f.Basis == basis) : rows;
        rows = query.City is { } city ? rows.Where(f => f.City == city) : rows;
        rows = query.From is { } from ? rows.Where(f => f.PeriodEnd >= from) : rows;
        rows = query.To is { } to ? rows.Where(f => f.PeriodStart <= to) : rows;
        var version = query.Version ?? long.MaxValue;
        rows = query.Version is null ? rows : rows.Where(f => f.ChangeId <= version);
        var day = query.AsOf ?? DateOnly.MaxValue;
        rows = query.AsOf is null ? rows : rows.Where(f => (f.PublishedOn ?? f.PeriodEnd.AddDays(1)) <= day);
        if (!query.History)
        {
            // The one that stands (design, section 2): none is known later, or as late with a higher revision.
            rows = rows.Where(f => !f.Withdrawn && !db.Figures.Any(g =>
                g.Vehicle == f.Vehicle && g.Measure == f.Measure && g.Basis == f.Basis && g.Reading == f.Reading && g.City == f.City
                && g.PeriodStart == f.PeriodStart && g.PeriodEnd == f.PeriodEnd && g.ChangeId <= version
                && (g.PublishedOn ?? g.PeriodEnd.AddDays(1)) <= day
                && ((g.PublishedOn ?? g.PeriodEnd.AddDays(1)) > (f.PublishedOn ?? f.PeriodEnd.AddDays(1))
                    || ((g.PublishedOn ?? g.PeriodEnd.AddDays(1)) == (f.PublishedOn ?? f.PeriodEnd.AddDays(1)) && g.Revision > f.Revision))));
        }
        var page = await rows.OrderBy(f => f.Id).Take(Math.Clamp(query.Limit, 1, FigureQuery.MaxLimit)).ToListAsync(cancel);
        return [.. page.Select(f => new FigureEntry(f.Id, f.ToFigure()))];
    }

    // What only the record can say against a row.
    internal static Problem? Judge(Decision decision)
    {
        if (decision.Expected is { } expected && expected != decision.Latest)
        {
            return decision.Latest == 0 ? new("expectedRevision", NoneYet, expected) : new("expectedRevision", Conflict, expected, decision.Latest);
        }
        if (decision is { Revision: { } revision, Given: { } given } && revision != given)
        {
            return new("revision", "RevisionTaken", given, revision);
        }
        return decision is { Revision: 1, Withdrawn: true } ? new("withdrawn", "NothingToWithdraw") : null;
    }

    // Ends a stage: records what it has decided, or leaves no trace.
    internal static async Task<bool> RecordAsync(
        FigureStage stage, TrackerDb db, RecordWriter writer, bool rejected, Attempt attempt, CancellationToken cancel)
    {
        if (rejected)
        {
            return false;
        }
        var touched = await stage.TouchedAsync(cancel);
        if (touched.Count > 0)
        {
            var now = writer.Now;
            var first = await RecordWriter.TouchAsync(db, touched, "figures", attempt.Author, now, cancel);
            await stage.InsertAsync(first, attempt.Author, now, cancel);
        }
        if (attempt.DryRun)
        {
            return false;
        }
        await stage.CommitAsync(cancel);
        if (touched.Count > 0)
        {
            await writer.CommittedAsync(attempt.Author, touched.Sum(t => t.Added), touched.Sum(t => t.Revised), "figures");
        }
        return true;
    }

    private static async Task<Figure?> CurrentAsync(TrackerDb db, FigureKey key, CancellationToken cancel)
    {
        var (series, start) = (key.Series, key.First);
        var row = await db.Figures.AsNoTracking()
            .Where(f => f.Vehicle == series.Vehicle && f.Measure == series.Measure && f.Basis == series.Basis && f.Reading == key.Reading && f.City == series.City
                && f.PeriodStart == start && f.PeriodEnd == key.End)
            .OrderByDescending(f => f.Revision).FirstOrDefaultAsync(cancel);
        return row?.ToFigure();
    }
}
