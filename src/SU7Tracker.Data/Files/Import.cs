using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Reads the files of the import format.</summary>
public sealed class Import(
    IDbContextFactory<TrackerDb> contexts, RecordWriter writer, Vehicles vehicles, Cities cities, Sources sources, Milestones milestones, Claims claims,
    ILogger<Import> logger)
{
    /// <summary>The files in the order in which each refers only to those before it.</summary>
    public static ImmutableArray<FileKind> Order { get; } =
        [FileKind.Vehicles, FileKind.Sources, FileKind.Cities, FileKind.Milestones, FileKind.Claims, FileKind.Figures];

    /// <summary>Which of the files it is, by its header; null when it is none of them. The stream is read from.</summary>
    public static async Task<FileKind?> KindOfAsync(Stream csv, CancellationToken cancel = default)
    {
        using var file = new CsvFile(csv);
        await file.HeaderAsync(cancel);
        return file.Kind;
    }

    /// <summary>Reads a file, told apart by its header. With a rejected row nothing is recorded; a dry run is the same transaction rolled back.</summary>
    public Task<ImportOutcome> RunAsync(Stream csv, bool dryRun, Author author, CancellationToken cancel = default) => RunAsync(csv, new(author, dryRun), cancel);

    /// <summary>
    /// Reads several files, those that others refer to first. Each is recorded by itself, up to the first that is rejected. In a dry run
    /// all are tried in one transaction, so that each finds what those before it would have recorded.
    /// </summary>
    public async IAsyncEnumerable<(string Path, ImportOutcome Outcome)> RunAsync(
        IEnumerable<string> paths, bool dryRun, Author author, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var files = new List<(string Path, int Place)>();
        foreach (var path in paths)
        {
            await using var csv = Open(path);
            files.Add((path, await KindOfAsync(csv, cancel) is { } kind ? Order.IndexOf(kind) : -1));
        }
        await using var shared = dryRun ? await contexts.CreateDbContextAsync(cancel) : null;
        await using var transaction = shared is null ? null : await shared.Database.BeginTransactionAsync(cancel);
        foreach (var (path, _) in files.OrderBy(f => f.Place))
        {
            await using var csv = Open(path);
            var outcome = await RunAsync(csv, new(author, dryRun, shared), cancel);
            yield return (path, outcome);
            if (outcome.Rejected > 0 && !dryRun)
            {
                yield break;
            }
        }
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);

    private async Task<ImportOutcome> RunAsync(Stream csv, Attempt attempt, CancellationToken cancel)
    {
        using var file = new CsvFile(csv);
        var results = new RowResults();
        foreach (var problem in await file.HeaderAsync(cancel))
        {
            results.Reject(1, problem);
        }
        var committed = results.Count == 0 && file.Kind switch
        {
            FileKind.Vehicles => await SaveAsync(file, results, ReadVehicle, Rules.Check, (r, v) => r.Check(v), vehicles.SaveAsync, attempt, cancel),
            FileKind.Cities => await SaveAsync(file, results, ReadCity, Rules.Check, (r, v) => r.Check(v), cities.SaveAsync, attempt, cancel),
            FileKind.Sources => await SaveAsync(file, results, ReadSource, Rules.Check, (r, v) => r.Check(v), sources.SaveAsync, attempt, cancel),
            FileKind.Milestones => await SaveAsync(file, results, ReadMilestone, Rules.Check, (r, v) => r.Check(v), milestones.SaveAsync, attempt, cancel),
            FileKind.Claims => await SaveAsync(file, results, ReadClaim, Rules.Check, (r, v) => r.Check(v), claims.SaveAsync, attempt, cancel),
            _ => await FiguresAsync(file, results, attempt, cancel),
        };
        var outcome = new ImportOutcome(file.Kind, results, committed)
        {
            New = results[Result.New], Revised = results[Result.Revision], Unchanged = results[Result.Unchanged], Rejected = results[Result.Rejected],
        };
        logger.Imported(attempt.Author.Name, outcome.Kind, outcome.New, outcome.Revised, outcome.Unchanged, outcome.Rejected, outcome.Committed);
        return outcome;
    }

    private async Task<bool> SaveAsync<T>(
        CsvFile file, RowResults results, Func<CsvFile, T> read, Func<T, Problem?> check, Func<References, T, Problem?> refer,
        Func<IReadOnlyList<T>, Attempt, CancellationToken, Task<Result[]>> save, Attempt attempt, CancellationToken cancel)
    {
        var references = await ReferencesAsync(attempt, cancel);
        var (values, at) = (new List<T>(), new List<int>());
        while (await file.NextAsync(cancel))
        {
            var value = file.Problem is null ? read(file) : default;
            if ((file.Problem ?? check(value!) ?? refer(references, value!)) is { } problem)
            {
                results.Reject(file.Line, problem);
                continue;
            }
            at.Add(results.Count);
            values.Add(value!);
            results.Add(file.Line, Result.Unchanged);
        }
        var rejected = results[Result.Rejected] > 0;
        var saved = await save(values, attempt with { DryRun = attempt.DryRun || rejected }, cancel);
        for (var i = 0; i < saved.Length; i++)
        {
            results.Change(at[i], saved[i]);
        }
        return !attempt.DryRun && !rejected;
    }

    private async Task<bool> FiguresAsync(CsvFile file, RowResults results, Attempt attempt, CancellationToken cancel)
    {
        var references = await ReferencesAsync(attempt, cancel);
        await using var own = attempt.Shared is null ? await contexts.CreateDbContextAsync(cancel) : null;
        var db = own ?? attempt.Shared!;
        await using var stage = FigureStage.On(db);
        await stage.OpenAsync(cancel);
        while (await file.NextAsync(cancel))
        {
            var figure = file.Problem is null ? ReadFigure(file) : null;
            var given = file.Problem is null ? file.Revision() : null;
            if ((file.Problem ?? Rules.Check(figure!) ?? references.Check(figure!)) is { } problem)
            {
                results.Reject(file.Line, problem);
                continue;
            }
            results.Add(file.Line, Result.Unchanged);
            await stage.AddAsync(file.Line, figure!, given, cancel);
        }
        using var place = attempt.Shared is null ? await writer.EnterWriteQueueAsync(cancel) : null;
        await stage.BeginAsync(cancel);
        await stage.DecideAsync(cancel);
        var row = 0;
        await foreach (var decision in stage.DecisionsAsync(cancel))
        {
            // Both are in the order of the file, which also has rows that never came to a decision.
            while (results.LineOf(row) != decision.Line)
            {
                row++;
            }
            if (Figures.Judge(decision) is { } problem)
            {
                results.Change(row, Result.Rejected, problem);
            }
            else if (decision.Revision is { } revision)
            {
                results.Change(row, revision == 1 ? Result.New : Result.Revision);
            }
        }
        return await Figures.RecordAsync(stage, db, writer, results[Result.Rejected] > 0, attempt, cancel);
    }

    private async Task<References> ReferencesAsync(Attempt attempt, CancellationToken cancel)
    {
        await using var own = attempt.Shared is null ? await contexts.CreateDbContextAsync(cancel) : null;
        return await References.LoadAsync(own ?? attempt.Shared!, cancel);
    }

    private static Vehicle ReadVehicle(CsvFile f) => new(f.Word("slug"), f.Text("name"), f.Text("maker"), f.OptionalDay("launched_on"), f.Text("note"));

    private static City ReadCity(CsvFile f) =>
        new(f.Word("slug"), f.Text("name"), f.Text("name_zh"), f.Text("country"), f.OptionalDay("deliveries_from"), f.Word("source"));

    private static Source ReadSource(CsvFile f) => new(
        f.Word("id"), f.Text("title"), f.Text("publisher"), f.Word("url"), f.OptionalDay("published_on"), f.Named("grade", WireNames.Grade, "UnknownGrade"));

    private static Milestone ReadMilestone(CsvFile f) => new(
        f.Word("vehicle"), f.Day("date"), f.Named("precision", WireNames.Precision, "UnknownPrecision"), f.Text("subject"), f.Text("event"), f.Word("source"));

    private static Claim ReadClaim(CsvFile f) => new(
        f.Word("id"), f.Word("vehicle"), f.Text("statement"), f.Text("speaker"), f.Day("stated_on"), f.Word("metric"),
        f.Named("relation", WireNames.Relation, "UnknownRelation"), f.Number("low"), f.Number("high"), f.Day("at"), f.Word("source"));

    private static FigureDraft ReadFigure(CsvFile f)
    {
        var series = new Series(f.Word("vehicle"), f.Named("measure", WireNames.Measure, "UnknownMeasure"), f.Word("basis"), f.Word("city"));
        var key = new FigureKey(series, f.Named("reading", WireNames.Reading, "UnknownReading"), f.OptionalDay("period_start"), f.Day("period_end"));
        var (low, high) = (f.Count("low"), f.Count("high"));
        var qualifier = f.Named("qualifier", Quantity.QualifierNamed, "UnknownQualifier");
        var quantity = default(Quantity);
        if (f.Problem is null && Quantity.TryPublished(qualifier, low, high, out quantity) is { } problem)
        {
            f.Wrong<int>(problem);
        }
        return new(key, quantity, f.OptionalDay("published_on"), f.Word("source"))
        {
            Note = f.Text("note"), Reason = f.Text("reason"), Withdrawn = f.Withdrawn(),
        };
    }
}
