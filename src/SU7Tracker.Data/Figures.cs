using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Stores what was counted: the one table that everything is derived from.</summary>
public sealed class Figures(
    IDbContextFactory<TrackerDb> contexts,
    RecordReader reader,
    Recorder recorder,
    DisputeCheck disputes)
{
    /// <summary>
    /// Records drafts, all or none. A draft without an expected revision that equals any recorded revision of its figure is unchanged;
    /// one that expects a revision is compared with that alone, and one that comes again after its answer was lost is unchanged, too.
    /// </summary>
    public Task<PublishOutcome> PublishAsync(
        IReadOnlyList<FigureDraft> drafts,
        Author author,
        bool dryRun = false,
        CancellationToken cancel = default) => PublishAsync(drafts, new Attempt(author, dryRun), cancel);

    internal async Task<PublishOutcome> PublishAsync(IReadOnlyList<FigureDraft> drafts, Attempt attempt, CancellationToken cancel)
    {
        var rows = new PublishedRow[drafts.Count];
        References? references = null;
        var committed = await recorder.RecordAsync(
            async db => references = await CheckAsync(db, drafts, rows, cancel),
            async batch =>
            {
                for (var i = 0; i < drafts.Count; i++)
                {
                    if (rows[i].Result != Result.Rejected)
                    {
                        await batch.AddAsync(new(i, drafts[i]), references!.PublicationDay(drafts[i].Source), cancel);
                    }
                }
            },
            (db, decisions) => TellAsync(db, drafts, decisions, rows, cancel),
            () => rows.Any(r => r.Result == Result.Rejected),
            attempt,
            cancel);
        return new(attempt.FindDisputes ? await WithDisputesAsync(drafts, rows, attempt.Author, committed, cancel) : rows, committed);
    }

    /// <summary>
    /// Tells what would become of drafts if they were published now. It neither waits for writers nor keeps any waiting, and writes
    /// nothing.
    /// </summary>
    public async Task<PublishOutcome> PreviewAsync(IReadOnlyList<FigureDraft> drafts, Author author, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = new PublishedRow[drafts.Count];
        var references = await CheckAsync(db, drafts, rows, cancel);
        var decisions = new List<Decision>();
        var sound = drafts.Select((draft, i) => new Incoming(i, draft)).Where(r => rows[r.Line].Result != Result.Rejected);
        foreach (var series in sound.GroupBy(r => (r.Draft.Key.Series, r.Draft.Source)))
        {
            var recorded = (
                await RecordedAsync(db, series.Key.Series, series.Key.Source, [.. series.Select(r => r.Draft.Key.End).Distinct()], cancel)
            ).ToLookup(f => f.Key);
            foreach (var figure in series.GroupBy(r => r.Draft.Key))
            {
                decisions.AddRange(FigureDecider.Decide(
                    [.. recorded[figure.Key]], [.. figure], references.PublicationDay(series.Key.Source), author.Recorded));
            }
        }
        await TellAsync(db, drafts, decisions, rows, cancel);
        return new(await WithDisputesAsync(drafts, rows, author, committed: false, cancel), false);
    }

    /// <summary>Returns a page of figures in the order they were recorded.</summary>
    public Task<IReadOnlyList<FigureEntry>> PageAsync(FigureQuery query, CancellationToken cancel = default) =>
        reader.ReadAsync(db => PageAsync(db, query, cancel), query.Version ?? 0, cancel);

    private static async Task<IReadOnlyList<FigureEntry>> PageAsync(TrackerDb db, FigureQuery query, CancellationToken cancel)
    {
        var rows = db.Figures.AsNoTracking();
        rows = query.Vehicle is { Length: > 0 } vehicle ? rows.Where(f => f.Vehicle == vehicle) : rows;
        rows = query.Measure is { } measure ? rows.Where(f => f.Measure == measure) : rows;
        rows = query.Basis is { Length: > 0 } basis ? rows.Where(f => f.Basis == basis) : rows;
        rows = query.City is { } city ? rows.Where(f => f.City == city) : rows;
        rows = query.From is { } from ? rows.Where(f => f.PeriodEnd >= from) : rows;
        rows = query.To is { } to ? rows.Where(f => f.PeriodStart <= to) : rows;
        rows = query.Version is { } version ? rows.Where(f => f.ChangeId <= version) : rows;
        var limit = Math.Clamp(query.Limit, 1, FigureQuery.MaxLimit);
        var page = new List<FigureEntry>();
        // What stands, and since when, is decided on the revisions of a figure together.
        for (var after = query.After; page.Count < limit;)
        {
            var candidates = await rows.Where(f => f.Id > after).OrderBy(f => f.Id).Take(limit).ToListAsync(cancel);
            if (candidates.Count == 0)
            {
                break;
            }
            after = candidates[^1].Id;
            var dated = await DatedAsync(db, candidates, query, cancel);
            page.AddRange(
                candidates.Where(f => dated.ContainsKey(f.Id)).Select(f => new FigureEntry(f.Id, dated[f.Id])).Take(limit - page.Count));
            if (candidates.Count < limit)
            {
                break;
            }
        }
        return page;
    }

    // Refuses what the database cannot even be asked for, before it is asked.
    private static async Task<References> CheckAsync(
        TrackerDb db,
        IReadOnlyList<FigureDraft> drafts,
        PublishedRow[] rows,
        CancellationToken cancel)
    {
        var problems = drafts.Select(Rules.Check).ToList();
        var references = await References.NamedAsync(db, drafts.Where((_, i) => problems[i] is null), cancel);
        for (var i = 0; i < drafts.Count; i++)
        {
            rows[i] = (problems[i] ?? references.Check(drafts[i])) is { } problem ? new(Result.Rejected, 0, problem) : new(Result.New, 1);
        }
        return references;
    }

    private static async Task TellAsync(
        TrackerDb db, IReadOnlyList<FigureDraft> drafts, IReadOnlyList<Decision> decisions, PublishedRow[] rows, CancellationToken cancel)
    {
        foreach (var decision in decisions)
        {
            var row = new PublishedRow(decision.Result, decision.Revision, decision.Problem);
            rows[decision.Line] = !row.IsConflict ? row : row with { Current = await CurrentAsync(db, drafts[decision.Line], cancel) };
        }
        var recorded = drafts.Select((draft, line) => (Draft: draft, Line: line))
            .Where(r => r.Draft.SeenOfOthers is not null && rows[r.Line].Result is Result.New or Result.Revision);
        foreach (var series in recorded.GroupBy(r => r.Draft.Key.Series))
        {
            var ends = series.Select(r => r.Draft.Key.End).Distinct().ToList();
            var spoken = (await RecordedAsync(db, series.Key, null, ends, cancel)).ToLookup(f => f.Key);
            foreach (var (draft, line) in series)
            {
                var latest = spoken[draft.Key].Where(f => f.Source != draft.Source).GroupBy(f => f.Source).Select(s => s.Last());
                if (latest.FirstOrDefault(f => draft.SeenOfOthers!.GetValueOrDefault(f.Source) != f.Revision) is { } other)
                {
                    rows[line] = new(
                        Result.Rejected, 0, new("source", FigureDecider.OfAnother, other.Source, other.Quantity.ToString()), other);
                }
            }
        }
    }

    private async Task<IReadOnlyList<PublishedRow>> WithDisputesAsync(
        IReadOnlyList<FigureDraft> drafts, PublishedRow[] rows, Author author, bool committed, CancellationToken cancel)
    {
        if (rows.Any(r => r.Result == Result.Rejected))
        {
            return rows;
        }
        var recorded = rows.Select((row, i) => (Row: row, Line: i)).Where(r => r.Row.Result is Result.New or Result.Revision)
            .Select(r => (r.Line, FigureDecider.ToFigure(drafts[r.Line], r.Row.Revision, author.Recorded))).ToList();
        if (await disputes.FindAsync(recorded, committed, cancel) is { } disputed)
        {
            foreach (var (line, _) in recorded)
            {
                rows[line] = rows[line] with { Disputed = disputed.Contains(line) };
            }
        }
        return rows;
    }

    // Of some rows those that the query asks for, dated.
    private static async Task<Dictionary<long, Figure>> DatedAsync(
        TrackerDb db,
        List<FigureRow> candidates,
        FigureQuery query,
        CancellationToken cancel)
    {
        var version = query.Version ?? long.MaxValue;
        var revisions = new List<FigureRow>();
        var merged = await MergedAsync(db, query.Version, cancel);
        var along = candidates
            .Select(f => merged.GetValueOrDefault(f.Source))
            .OfType<string>()
            .Distinct()
            .SelectMany(id => merged.Where(m => m.Value == id).Select(m => m.Key))
            .ToList();
        foreach (var ids in candidates.Select(f => f.Id).Chunk(FigureQuery.MaxLimit))
        {
            revisions.AddRange(
                await (
                    from f in db.Figures.AsNoTracking().Where(f => ids.Contains(f.Id))
                    from g in db.Figures.AsNoTracking()
                    where
                        g.Vehicle == f.Vehicle
                        && g.Measure == f.Measure
                        && g.Basis == f.Basis
                        && g.Reading == f.Reading
                        && g.City == f.City
                        && g.PeriodStart == f.PeriodStart
                        && g.PeriodEnd == f.PeriodEnd
                        && (g.Source == f.Source || along.Contains(g.Source))
                        && g.ChangeId <= version
                    select g
                ).ToListAsync(cancel));
        }
        var named = candidates.Select(f => f.Source).Concat(along).Distinct().ToList();
        var days = (
            query.Version is null
                ? (await db.Sources.AsNoTracking().Where(s => named.Contains(s.Id)).ToListAsync(cancel)).Select(FactTables.Sources.ValueOf)
                : await FactTables.Sources.LatestAsync(
                    db.EntityVersions.AsNoTracking().Where(e => e.ChangeId <= version && named.Contains(e.Key)),
                    cancel)
        ).ToDictionary(s => s.Id, s => s.PublishedOn);
        var dated = new Dictionary<long, Figure>();
        foreach (
            var figure in revisions.DistinctBy(f => f.Id).GroupBy(f => (f.ToFigure().Key, merged.GetValueOrDefault(f.Source) ?? f.Source)))
        {
            var all = new List<(long Id, Figure Figure)>();
            foreach (var source in figure.GroupBy(f => f.Source).OrderBy(f => f.Key == figure.Key.Item2))
            {
                var ordered = source.OrderBy(f => f.Revision).ToList();
                var own = Figure.Dated([.. ordered.Select(f => f.ToFigure())], days.GetValueOrDefault(source.Key));
                all.AddRange(ordered.Zip(own, (row, revision) => (row.Id, revision)));
            }
            var standing = query.History ? null : Figure.Standing(all.Select(f => f.Figure), query.AsOf ?? DateOnly.MaxValue);
            foreach (var (id, revision) in all)
            {
                if (query.History ? query.AsOf is null || revision.KnownOn <= query.AsOf : ReferenceEquals(revision, standing))
                {
                    dated.Add(id, revision);
                }
            }
        }
        return dated;
    }

    // Of each source that is another name of one, or has another name, the source that it is.
    private static async Task<Dictionary<string, string>> MergedAsync(TrackerDb db, long? version, CancellationToken cancel)
    {
        var aliases = version is { } known
            ? (await FactTables.Sources.AllAsync(db, known, cancel))
                .Where(s => s.AliasOf.Length > 0)
                .Select(s => (s.Id, s.AliasOf))
                .ToList()
            : (await db.Sources.Where(s => s.AliasOf != "").Select(s => new { s.Id, s.AliasOf }).ToListAsync(cancel)).ConvertAll(s =>
                (s.Id, s.AliasOf));
        return aliases.Concat(aliases.Select(a => (Id: a.AliasOf, a.AliasOf)).Distinct()).ToDictionary(a => a.Id, a => a.AliasOf);
    }

    private static async Task<IEnumerable<Figure>> RecordedAsync(
        TrackerDb db, Series series, string? source, IReadOnlyList<DateOnly> ends, CancellationToken cancel) =>
        (await db.Figures.AsNoTracking()
            .Where(f => f.Vehicle == series.Vehicle && f.Measure == series.Measure && f.Basis == series.Basis && f.City == series.City
                && (source == null || f.Source == source) && ends.Contains(f.PeriodEnd))
            .OrderBy(f => f.Revision).ToListAsync(cancel)).Select(f => f.ToFigure());

    private static async Task<Figure?> CurrentAsync(TrackerDb db, FigureDraft draft, CancellationToken cancel) =>
        (await RecordedAsync(db, draft.Key.Series, draft.Source, [draft.Key.End], cancel)).LastOrDefault(f => f.Key == draft.Key);
}
