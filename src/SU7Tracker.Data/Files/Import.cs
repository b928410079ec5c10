using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Reads the files of the import format.</summary>
public sealed class Import(IDbContextFactory<TrackerDb> contexts, Recorder recorder, DisputeCheck disputes, ILogger<Import> logger)
{
    /// <summary>The files in the order in which each refers only to those before it.</summary>
    public static ImmutableArray<FileKind> Order { get; } = [.. FactTables.All.Select(t => t.Kind), FileKind.Figures];

    /// <summary>Is told what became of every file that was read.</summary>
    public event Action<ImportOutcome>? Imported;

    /// <summary>Which of the files it is, by its header; null when it is none of them. The stream is read from.</summary>
    public static async Task<FileKind?> KindOfAsync(Stream csv, CancellationToken cancel = default)
    {
        using var file = new CsvFile(csv);
        await file.HeaderAsync(cancel);
        return file.Kind;
    }

    /// <summary>
    /// Reads a file, told apart by its header. With a rejected row nothing is recorded; a dry run is the same transaction rolled back.
    /// </summary>
    public Task<ImportOutcome> RunAsync(Stream csv, bool dryRun, Author author, CancellationToken cancel = default) =>
        RunAsync(csv, new(author, dryRun), cancel);

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

    internal async Task<ImportOutcome> RunAsync(Stream csv, Attempt attempt, CancellationToken cancel)
    {
        using var file = new CsvFile(csv);
        var results = new RowResults();
        foreach (var problem in await file.HeaderAsync(cancel))
        {
            results.Reject(1, problem);
        }
        var committed = results.Count == 0
            && await (FactTables.All.FirstOrDefault(t => t.Kind == file.Kind) is { } table
                ? table.ImportAsync(file, results, recorder, attempt, cancel) : FiguresAsync(file, results, attempt, cancel));
        var outcome = new ImportOutcome(file.Kind, results, committed)
        {
            New = results[Result.New],
            Revised = results[Result.Revision],
            Unchanged = results[Result.Unchanged],
            Rejected = results[Result.Rejected],
        };
        logger.Imported(
            attempt.Author.Recorded,
            outcome.Kind,
            outcome.New,
            outcome.Revised,
            outcome.Unchanged,
            outcome.Rejected,
            outcome.Committed);
        Imported?.Invoke(outcome);
        return outcome;
    }

    private async Task<bool> FiguresAsync(CsvFile file, RowResults results, Attempt attempt, CancellationToken cancel)
    {
        References? references = null;
        var drafts = new List<Incoming>();   // as far as they can be checked for disputes
        var committed = await recorder.RecordAsync(
            async db => references = await References.LoadAsync(db, cancel), AddAsync,
            (_, decisions) =>
            {
                foreach (var decision in decisions)
                {
                    results.Change(results.IndexOf(decision.Line), decision.Result, decision.Problem, decision.Revision);
                }
                return Task.CompletedTask;
            },
            () => results[Result.Rejected] > 0, attempt, cancel);
        await DisputeAsync();
        return committed;

        async Task DisputeAsync()
        {
            if (!attempt.FindDisputes || drafts.Count > DisputeCheck.MostFigures || results[Result.Rejected] > 0)
            {
                return;
            }
            var recorded = drafts
                .Select(d => (d.Line, d.Draft, Row: results[results.IndexOf(d.Line)]))
                .Where(d => d.Row.Result is Result.New or Result.Revision)
                .Select(d => (d.Line, FigureDecider.ToFigure(d.Draft, d.Row.Revision, attempt.Author.Recorded)))
                .ToList();
            if (await disputes.FindAsync(recorded, committed, cancel) is { } lines)
            {
                results.IsChecked = true;
                foreach (var line in lines)
                {
                    results.Dispute(results.IndexOf(line));
                }
            }
        }

        async Task AddAsync(FigureBatch batch)
        {
            while (await file.NextAsync(cancel))
            {
                var draft = file.Problem is null ? ReadFigure(file) : null;
                var given = file.Problem is null ? file.Revision() : null;
                if ((file.Problem ?? Rules.Check(draft!) ?? references!.Check(draft!)) is { } problem)
                {
                    results.Reject(file.Line, problem);
                    continue;
                }
                results.Add(file.Line, Result.New, 1);
                var row = new Incoming(file.Line, draft!, given);
                if (drafts.Count <= DisputeCheck.MostFigures)
                {
                    drafts.Add(row);
                }
                await batch.AddAsync(row, references!.PublicationDay(draft!.Source), cancel);
            }
        }
    }

    private static FigureDraft ReadFigure(CsvFile f)
    {
        var series = new Series(
            f.Word("vehicle"),
            f.Named("measure", WireNames.Measure, "UnknownMeasure"),
            f.Word("basis"),
            f.Word("city"));
        var key = new FigureKey(
            series,
            f.Named("reading", WireNames.Reading, "UnknownReading"),
            f.OptionalDay("period_start"),
            f.Day("period_end"));
        var (low, high) = (f.Count("low"), f.Count("high"));
        var qualifier = f.Named("qualifier", Quantity.QualifierNamed, "UnknownQualifier");
        var quantity = default(Quantity);
        if (f.Problem is null && Quantity.TryPublished(qualifier, low, high, out quantity) is { } problem)
        {
            f.Wrong<int>(problem);
        }
        return new(key, quantity, f.OptionalDay("published_on"), f.Word("source"))
        {
            Note = f.Text("note"), Reason = f.Text("reason"), Withdrawn = f.YesNo("withdrawn"),
        };
    }
}
