using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Takes back what was recorded, by further revisions: nothing is ever deleted.</summary>
public sealed class Undo(IDbContextFactory<TrackerDb> contexts, Figures figures, Recorder recorder)
{
    /// <summary>
    /// Undoes a write, a save or an import, as a whole: what it revised says again what it said before, what was new is withdrawn. It is
    /// refused where something was recorded on top of it since.
    /// </summary>
    /// <param name="batch">The write, as the log names it.</param>
    /// <param name="reason">Why, in words; may be empty.</param>
    /// <param name="author">Who undoes it.</param>
    /// <param name="dryRun">Whether only to tell what would become of it.</param>
    /// <param name="cancel">Calls it off.</param>
    public async Task<Undone> BatchAsync(long batch, string reason, Author author, bool dryRun = false, CancellationToken cancel = default)
    {
        string what;
        List<FigureDraft> drafts = [];
        var problems = new List<Problem>();
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            if (await db.Changes.AsNoTracking().SingleOrDefaultAsync(c => c.Id == batch && c.Batch == null, cancel) is not { } first)
            {
                return Nothing();
            }
            if (await db.Changes.AnyAsync(c => c.Undoes == batch, cancel))
            {
                return new(0, [new("log", "UndoAlready")]);
            }
            what = first.What;
            if (what == Recorder.FiguresName)
            {
                await foreach (var (recorded, undone) in FiguresOfAsync(db, batch, cancel))
                {
                    var kept = recorded.Count - undone.Count;
                    if (recorded.Skip(kept).Any(f => !undone.Contains(f.Revision)))
                    {
                        problems.Add(new("log", "UndoFigureFollowed", Name(recorded[^1]), recorded[^1].Revision));
                        continue;
                    }
                    drafts.Add(Restoration.Draft(recorded, kept == 0 ? null : recorded[kept - 1], undone.Count, Why(batch, reason)));
                }
            }
        }
        if (problems.Count > 0)
        {
            return new(0, [.. problems.Take(Undone.MostNamed)]);
        }
        var attempt = new Attempt(author, dryRun) { Undoes = batch, FindDisputes = false };
        if (what != Recorder.FiguresName)
        {
            return FactTables.All.FirstOrDefault(t => t.Name == what) is not { } table ? Nothing()
                : Told(await table.UndoAsync(recorder, attempt, cancel));
        }
        if (drafts.Count == 0)
        {
            return Nothing();
        }
        // The drafts expect the revisions that were read: what somebody records meanwhile refuses them all.
        var outcome = await figures.PublishAsync(drafts, attempt, cancel);
        return new(
            outcome.Rows.Count(r => r.Result is Result.New or Result.Revision),
            [
                .. outcome.Rows.Zip(drafts).Where(r => r.First.Problem is not null).Take(Undone.MostNamed)
                    .Select(r => r.First.IsConflict
                        ? new Problem("log", "UndoFigureFollowed", Name(r.Second.Key, r.Second.Source), r.First.Current?.Revision ?? 0)
                        : r.First.Problem!),
            ]);
    }

    /// <summary>Lets a figure say again what one of its revisions said, as a further revision; also one that was withdrawn since.</summary>
    /// <param name="key">The figure.</param>
    /// <param name="source">Its source.</param>
    /// <param name="revision">The revision that is to stand again.</param>
    /// <param name="expected">The last revision that the reader has seen.</param>
    /// <param name="reason">Why, in words.</param>
    /// <param name="author">Who restores it.</param>
    /// <param name="cancel">Calls it off.</param>
    /// <returns>What is wrong; null when it is done.</returns>
    public async Task<Problem?> RestoreAsync(
        FigureKey key,
        string source,
        int revision,
        int expected,
        string reason,
        Author author,
        CancellationToken cancel = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return new("reason", "RestoreReason");
        }
        IReadOnlyList<Figure> recorded;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            var start = key.First;
            var series = key.Series;
            var rows = await db.Figures.AsNoTracking()
                .Where(f => f.Vehicle == series.Vehicle && f.Measure == series.Measure && f.Basis == series.Basis && f.City == series.City
                    && f.Reading == key.Reading && f.PeriodStart == start && f.PeriodEnd == key.End && f.Source == source)
                .OrderBy(f => f.Revision).ToListAsync(cancel);
            var day = await db.Sources.Where(s => s.Id == source).Select(s => s.PublishedOn).SingleOrDefaultAsync(cancel);
            recorded = Figure.Dated([.. rows.Select(r => r.ToFigure())], day);
        }
        var at = recorded.ToList().FindIndex(f => f.Revision == revision);
        if (at < 0 || at == recorded.Count - 1)
        {
            return new("revision", "RestoreNone", revision);
        }
        var draft = Restoration.Draft(recorded, recorded[at], recorded.Count - 1 - at, reason.Trim()) with { ExpectedRevision = expected };
        return (await figures.PublishAsync([draft], author, cancel: cancel)).Rows[0].Problem;
    }

    // The figures of which a write has recorded revisions: all revisions of each, dated, and the numbers of the write's own.
    private static async IAsyncEnumerable<(IReadOnlyList<Figure> Recorded, HashSet<int> Undone)> FiguresOfAsync(
        TrackerDb db,
        long batch,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var changes = await db.Changes.Where(c => c.Id == batch || c.Batch == batch).Select(c => c.Id).ToListAsync(cancel);
        var rows = await (
            from f in db.Figures.AsNoTracking().Where(f => changes.Contains(f.ChangeId))
            from g in db.Figures.AsNoTracking()
            where g.Vehicle == f.Vehicle && g.Measure == f.Measure && g.Basis == f.Basis && g.Reading == f.Reading && g.City == f.City
                && g.PeriodStart == f.PeriodStart && g.PeriodEnd == f.PeriodEnd && g.Source == f.Source
            select g).ToListAsync(cancel);
        var days = await db.Sources.AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.PublishedOn, cancel);
        foreach (var figure in rows.DistinctBy(f => f.Id).GroupBy(f => (f.ToFigure().Key, f.Source)))
        {
            var ordered = figure.OrderBy(f => f.Revision).ToList();
            yield return (
                Figure.Dated([.. ordered.Select(f => f.ToFigure())], days.GetValueOrDefault(figure.Key.Source)),
                [.. ordered.Where(f => changes.Contains(f.ChangeId)).Select(f => f.Revision)]);
        }
    }

    private static Undone Nothing() => new(0, [new("log", "UndoNothing")]);

    private static Undone Told(Upserted facts) => facts.Problems.Count > 0
        ? new(0, [.. facts.Problems.Take(Undone.MostNamed).Select(p => p.Problem)])
        : facts.Results.Length == 0 ? Nothing() : new(facts.Results.Length, []);

    private static string Why(long batch, string reason) =>
        string.Create(CultureInfo.InvariantCulture, $"undoes write {batch}") + (reason.Trim() is { Length: > 0 } why ? ": " + why : "");

    private static string Name(Figure figure) => Name(figure.Key, figure.Source);

    private static string Name(FigureKey key, string source) =>
        $"{key.Series}, {(key.Start is { } start ? Rules.Iso(start) + "–" : "")}{Rules.Iso(key.End)}, {source}";
}
