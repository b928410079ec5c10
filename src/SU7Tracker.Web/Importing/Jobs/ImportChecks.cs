using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Hosting.Limits;
using SU7Tracker.Web.Importing.Sheets;

namespace SU7Tracker.Web.Importing;

/// <summary>
/// Checks the rows of a sheet against the record, and saves them: always by <see cref="Import"/>, in a transaction that is rolled back or
/// committed. Figures of foreign sheets are written in the import format first.
/// </summary>
internal sealed class ImportChecks(
    Import import,
    ImportQueue queue,
    FactStore<Vehicle> vehicles,
    FactStore<City> cities,
    FactStore<Source> sources,
    Histories histories,
    TimeProvider clock)
{
    // What one try takes of the progress that is left; nobody knows how many there will be.
    private const double PartOfATry = 0.8;
    // To show what stands of more would keep their whole record in memory.
    private const int MostHistories = 50;

    /// <summary>Which file of the import format a sheet is; null for a foreign one.</summary>
    public static async Task<FileKind?> KindOfAsync(Sheet sheet, CancellationToken cancel) =>
        sheet.HasHeader ? await Import.KindOfAsync(new MemoryStream(ContractFile.Write(sheet.Header, [])), cancel) : null;

    /// <summary>Finds the rows of a sheet and tells what saving would make of each.</summary>
    /// <param name="sheet">The sheet as it is typed now.</param>
    /// <param name="kind">Which file of the import format it is; null for a foreign one.</param>
    /// <param name="mapping">How figures are found in a foreign one.</param>
    /// <param name="leftOut">The rows, by row and column, that are not to be saved.</param>
    /// <param name="reason">Why figures on record are changed where a row does not say so; null while that is not known.</param>
    /// <param name="author">Who would save.</param>
    /// <param name="progress">Is told how much is done, from 0 to 1.</param>
    /// <param name="cancel">Calls it off.</param>
    public async Task<DryRun> CheckAsync(
        Sheet sheet, FileKind? kind, Mapping mapping, IReadOnlySet<(int Row, int Column)> leftOut, string? reason, Author author,
        Action<double> progress, CancellationToken cancel)
    {
        var items = await ItemsAsync(sheet, kind, mapping, progress, cancel);
        foreach (var item in items.Where(i => leftOut.Contains((i.Row, i.Column))))
        {
            item.Result = ImportResult.LeftOut;
        }
        // A file with a rejected row is not checked for disputes: it is tried again without those rows. So is one with changes to which
        // the reason belongs.
        for (var done = 0.2; ; done += (1 - done) * PartOfATry)
        {
            var tried = Candidates(items);
            if (tried.Count == 0)
            {
                break;
            }
            var from = done;
            var outcome = await RunAsync(
                sheet, kind, tried, dryRun: true, author, p => progress(from + ((1 - from) * PartOfATry * p)), cancel);
            if (!Take(sheet, kind, tried, outcome) && !Explain(items, reason))
            {
                break;
            }
        }
        var found = new Dictionary<string, Snapshot>(StringComparer.Ordinal);
        var today = clock.Today();
        foreach (var slug in items.Select(i => i.Key?.Series.Vehicle).OfType<string>().Distinct().Take(MostHistories))
        {
            if (await histories.FindAsync(slug, cancel) is { } history)
            {
                var before = history.AsOf(today);
                // Here, so that no page waits for it.
                found.Add(slug, history.Family.Count <= DryRun.MostDerived ? before.Derive(cancel) : before);
            }
        }
        return new(items, found);
    }

    /// <summary>Saves the rows that are not rejected or left out, all or none.</summary>
    /// <returns>What became of them; null when one of them is rejected now, and nothing was saved.</returns>
    public async Task<ImportOutcome?> SaveAsync(
        Sheet sheet, FileKind? kind, DryRun run, Author author, Action<double> progress, CancellationToken cancel)
    {
        var outcome = await RunAsync(sheet, kind, Candidates(run.Items), dryRun: false, author, progress, cancel);
        return outcome.Committed ? outcome : null;
    }

    private static List<ImportItem> Candidates(IReadOnlyList<ImportItem> items) =>
        [.. items.Where(i => i.Result is not (ImportResult.Rejected or ImportResult.LeftOut))];

    private async Task<IReadOnlyList<ImportItem>> ItemsAsync(
        Sheet sheet, FileKind? kind, Mapping mapping, Action<double> progress, CancellationToken cancel)
    {
        if (kind is not null)
        {
            return
            [
                .. sheet.Rows.Select((row, i) =>
                {
                    var draft = kind == FileKind.Figures ? ContractFile.Read(sheet, row) : null;
                    return new ImportItem { Row = i, Draft = draft, Key = draft?.Key, Result = ImportResult.New };
                }),
            ];
        }
        var names = new RecordNames(await vehicles.AllAsync(cancel), await cities.AllAsync(cancel), await sources.AllAsync(cancel));
        var told = new DirectProgress(row => progress(0.2 * row / Math.Max(1, sheet.Rows.Count)));
        return [.. new SheetFigures(sheet, mapping, names).All(told, cancel)];
    }

    private async Task<ImportOutcome> RunAsync(
        Sheet sheet, FileKind? kind, IReadOnlyList<ImportItem> items, bool dryRun, Author author, Action<double> progress,
        CancellationToken cancel)
    {
        var bytes = kind is null
            ? ContractFile.Write(items.Select(i => i.Draft!))
            : ContractFile.Write(sheet, items);
        using var turn = await queue.EnterAsync(cancel);
        return await import.RunAsync(new ProgressStream(bytes, progress), dryRun, author, cancel);
    }

    // Whether changes were given the reason, so that all is to be tried again.
    private static bool Explain(IReadOnlyList<ImportItem> items, string? reason)
    {
        var changes = reason is null ? [] : DryRun.ChangesWithoutReason(items).ToList();
        foreach (var item in changes)
        {
            (item.Draft, item.IsExplained) = (item.Draft! with { Reason = reason! }, true);
        }
        return changes.Count > 0;
    }

    // Whether something was rejected, so that the rest is to be tried again.
    private static bool Take(Sheet sheet, FileKind? kind, List<ImportItem> tried, ImportOutcome outcome)
    {
        // A header that is wrong is wrong with every row.
        if (outcome.Rows.Count > 0 && outcome.Rows[0] is { Line: 1, Problem: { } header })
        {
            foreach (var item in tried)
            {
                Reject(item, header);
            }
            return false;
        }
        for (var i = 0; i < tried.Count; i++)
        {
            var (item, row) = (tried[i], i < outcome.Rows.Count ? outcome.Rows[i] : null);
            if (row is null || row.Result == Result.Rejected)
            {
                Reject(item, row?.Problem ?? new Problem("row", "NotListed", ImportOutcome.MostExplained));
                continue;
            }
            item.Revision = row.Revision;
            item.Result = row.Disputed == true ? ImportResult.Disputed : row.Result switch
            {
                Result.New => ImportResult.New,
                Result.Revision => ImportResult.Revision,
                _ => ImportResult.Unchanged,
            };
        }
        return outcome.Rejected > 0;

        void Reject(ImportItem item, Problem problem)
        {
            item.Result = ImportResult.Rejected;
            item.Trouble = new("Store") { Problem = problem };
            item.TroubleColumn = kind is not null ? ContractFile.ColumnOf(sheet, problem.Field) : item.Column;
        }
    }

    // Unlike Progress<T> it tells at once, on the thread that reads.
    private sealed class DirectProgress(Action<int> told) : IProgress<int>
    {
        public void Report(int value) => told(value);
    }
}
