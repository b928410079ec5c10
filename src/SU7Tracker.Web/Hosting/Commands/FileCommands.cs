using System.Globalization;
using SU7Tracker.Data;
using SU7Tracker.Data.Backup;
using SU7Tracker.Web.Api;

namespace SU7Tracker.Web.Hosting.Commands;

/// <summary>Files: <c>import</c>, <c>export</c>, <c>backup</c>, <c>restore</c>.</summary>
internal static class FileCommands
{
    private const int MostRejectedShown = 1000;

    public static readonly Command[] All =
    [
        new(["import"], 1, int.MaxValue, ["--dry-run"], ImportAsync),
        new(["export"], 1, 1, [], ExportAsync),
        new(["backup"], 1, 1, [], BackUpAsync) { NeedsDatabase = false },
        new(["restore"], 1, 1, [], RestoreAsync) { NeedsDatabase = false },
    ];

    private static async Task<int> ImportAsync(CommandLine line, IServiceProvider services, CommandOutput output, CancellationToken cancel)
    {
        var dryRun = line.Has("--dry-run");
        var (rejected, unread) = (false, line.Words.ToList());
        try
        {
            await foreach (
                var (file, outcome) in services
                    .GetRequiredService<Import>()
                    .RunAsync(line.Words, dryRun, new Author(Environment.UserName), cancel))
            {
                foreach (var row in outcome.Rows.Where(r => r.Problem is not null).Take(MostRejectedShown))
                {
                    await output.Wrong.WriteLineAsync(ApiProblem.Format(
                        CommandTexts.RejectedRow, file, row.Line, row.Problem!.Field, row.Problem.Text(CultureInfo.InvariantCulture)));
                }
                var text =
                    outcome.Rejected > 0 ? CommandTexts.NothingImported
                    : dryRun ? CommandTexts.WouldImport
                    : CommandTexts.Imported;
                await output.Done.WriteLineAsync(
                    ApiProblem.Format(text, file, outcome.New, outcome.Revised, outcome.Unchanged, outcome.Rejected));
                rejected |= outcome.Rejected > 0;
                unread.Remove(file);
            }
        }
        finally
        {
            foreach (var file in unread)
            {
                await output.Wrong.WriteLineAsync(ApiProblem.Format(CommandTexts.NotRead, file));
            }
        }
        return rejected ? 1 : 0;
    }

    private static async Task<int> ExportAsync(CommandLine line, IServiceProvider services, CommandOutput output, CancellationToken cancel)
    {
        await services.GetRequiredService<Export>().WriteAsync(line.Words[0], cancel);
        return await output.SucceedAsync(ApiProblem.Format(CommandTexts.Exported, Path.GetFullPath(line.Words[0])));
    }

    private static async Task<int> BackUpAsync(CommandLine line, IServiceProvider services, CommandOutput output, CancellationToken cancel)
    {
        var file = Path.GetFullPath(line.Words[0]);
        return await services.GetRequiredService<Backups>().WriteAsync(file, cancel) is { } problem
            ? await output.FailAsync(problem)
            : await output.SucceedAsync(ApiProblem.Format(CommandTexts.BackedUp, file, new FileInfo(file).Length));
    }

    private static async Task<int> RestoreAsync(CommandLine line, IServiceProvider services, CommandOutput output, CancellationToken cancel)
    {
        var file = Path.GetFullPath(line.Words[0]);
        if (await services.GetRequiredService<Backups>().RestoreAsync(file, cancel) is { } problem)
        {
            return await output.FailAsync(problem);
        }
        await services.GetRequiredService<Database>().MigrateAsync(cancel);
        return await output.SucceedAsync(ApiProblem.Format(CommandTexts.Restored, services.GetRequiredService<TrackerStorage>(), file));
    }
}
