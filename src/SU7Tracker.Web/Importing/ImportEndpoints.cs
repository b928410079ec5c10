using System.Security.Claims;
using SU7Tracker.Web.Importing.Sheets;
using SU7Tracker.Web.Tables;

namespace SU7Tracker.Web.Importing;

/// <summary>Gives the rejected rows of an import as a file.</summary>
internal static class ImportEndpoints
{
    public static IEndpointConventionBuilder MapImporting(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/import/{id}/rejected.csv", Rejected);

    /// <summary>The address of the rejected rows of an import.</summary>
    public static string RejectedOf(ImportJob job) => $"/import/{job.Id}/rejected.csv";

    /// <summary>The account that imports belong to.</summary>
    public static string OwnerOf(ClaimsPrincipal who) => who.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";

    private static async Task<IResult> Rejected(string id, HttpContext http, ImportDesk desk)
    {
        var job = await desk.FindAsync(id, OwnerOf(http.User), http.RequestAborted);
        if (job is { Run: null })
        {
            // Another instance had read it.
            await job.WhenIdleAsync().WaitAsync(http.RequestAborted);
        }
        return job is { Run: { } run, Sheet: { } sheet }
            ? Results.File(Write(sheet, run), CsvTable.ContentType, "rejected.csv")
            : Results.NotFound();
    }

    private static byte[] Write(Sheet sheet, DryRun run) => CsvTable.Write<ImportItem>(
        [
            new("line", i => sheet.Rows[i.Row].Line),
            new("column", i => i.ShownColumn < 0 ? null : Sheet.NameOf(i.ShownColumn)),
            new("typed", i => i.ShownColumn < 0 ? null : sheet.Rows[i.Row].Cell(i.ShownColumn)),
            new("reason", i => i.Trouble?.Text()),
            new("remedy", i => string.Join(" / ", i.Trouble?.Remedies ?? [])),
            .. Enumerable.Range(0, sheet.Width).Select(c => new Column<ImportItem>(
                sheet.Header[c].Length > 0 ? sheet.Header[c] : Sheet.NameOf(c), i => sheet.Rows[i.Row].Cell(c))),
        ],
        run.Items.Where(i => i.Result == ImportResult.Rejected));
}
