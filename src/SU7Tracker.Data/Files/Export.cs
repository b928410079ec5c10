using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Writes the record in the import format, so that importing it into an empty database gives the same record.</summary>
public sealed class Export(IDbContextFactory<TrackerDb> contexts)
{
    /// <summary>Writes all files into a folder, made when missing; all of them as of one moment.</summary>
    public async Task WriteAsync(string folder, CancellationToken cancel = default)
    {
        Directory.CreateDirectory(folder);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var snapshot = await Snapshot.BeginAsync(db, cancel);
        await WriteAsync(folder, "vehicles.csv", CsvFile.Columns[FileKind.Vehicles], db.Vehicles.OrderBy(r => r.Slug),
            r => [r.Slug, r.Name, r.Maker, Day(r.LaunchedOn), r.Note], cancel);
        await WriteAsync(folder, "cities.csv", CsvFile.Columns[FileKind.Cities], db.Cities.OrderBy(r => r.Slug),
            r => [r.Slug, r.Name, r.NameZh, r.Country, Day(r.DeliveriesFrom), r.Source], cancel);
        await WriteAsync(folder, "sources.csv", CsvFile.Columns[FileKind.Sources], db.Sources.OrderBy(r => r.Id),
            r => [r.Id, r.Title, r.Publisher, r.Url, Day(r.PublishedOn), WireNames.Of(r.Grade)], cancel);
        await WriteAsync(folder, "milestones.csv", CsvFile.Columns[FileKind.Milestones], db.Milestones.OrderBy(r => r.Date).ThenBy(r => r.Vehicle).ThenBy(r => r.Id),
            r => [r.Vehicle, Day(r.Date), WireNames.Of(r.Precision), r.Subject, r.Event, r.Source], cancel);
        await WriteAsync(folder, "claims.csv", CsvFile.Columns[FileKind.Claims], db.Claims.OrderBy(r => r.StatedOn).ThenBy(r => r.Id),
            r => [r.Id, r.Vehicle, r.Statement, r.Speaker, Day(r.StatedOn), r.Metric, WireNames.Of(r.Relation), Number(r.Low), Number(r.High), Day(r.At), r.Source], cancel);

        var extras = await ExtrasAsync(db, cancel);
        await WriteAsync(folder, "figures.csv", [.. CsvFile.Columns[FileKind.Figures], .. extras], db.Figures.OrderBy(r => r.Id),
            r => [
                r.Vehicle, WireNames.Of(r.Measure), r.Basis, WireNames.Of(r.Reading), r.City, r.Reading == Reading.Cumulative ? "" : Day(r.PeriodStart), Day(r.PeriodEnd),
                Number(r.Low), Number(r.High), Quantity.NameOf(r.Qualifier), Day(r.PublishedOn), r.Source, r.Note,
                .. extras.Select(e => e switch { "reason" => r.Reason, "withdrawn" => r.Withdrawn ? "true" : "", _ => Number(r.Revision) })],
            cancel);
    }

    // The columns that this record needs besides those of every file. The number of a revision is one where the import would not find it by itself:
    // where a revision became known before an earlier one, or repeats one.
    private static async Task<string[]> ExtrasAsync(TrackerDb db, CancellationToken cancel)
    {
        var figures = db.Figures;
        var reason = await figures.AnyAsync(f => f.Reason != "", cancel);
        var withdrawn = await figures.AnyAsync(f => f.Withdrawn, cancel);
        var revision = await figures.AnyAsync(g => g.Revision > 1 && figures.Any(f =>
            f.Vehicle == g.Vehicle && f.Measure == g.Measure && f.Basis == g.Basis && f.Reading == g.Reading && f.City == g.City
            && f.PeriodStart == g.PeriodStart && f.PeriodEnd == g.PeriodEnd && f.Revision < g.Revision
            && ((f.PublishedOn ?? f.PeriodEnd.AddDays(1)) > (g.PublishedOn ?? g.PeriodEnd.AddDays(1))
                || (f.Qualifier == g.Qualifier && f.Low == g.Low && f.High == g.High && f.Source == g.Source && f.Withdrawn == g.Withdrawn
                    && (f.PublishedOn ?? f.PeriodEnd.AddDays(1)) == (g.PublishedOn ?? g.PeriodEnd.AddDays(1))))), cancel);
        return [.. CsvFile.FigureExtras.Zip([reason, withdrawn, revision]).Where(e => e.Second).Select(e => e.First)];
    }

    // Under another name until it is whole, so that nobody takes half a file for all of it.
    private static async Task WriteAsync<TRow>(
        string folder, string name, string[] header, IQueryable<TRow> rows, Func<TRow, IReadOnlyList<string>> cells, CancellationToken cancel) where TRow : class
    {
        var part = Path.Combine(folder, name + ".part");
        await using (var file = new StreamWriter(part, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" })
        {
            await file.WriteLineAsync(string.Join(',', header));
            await foreach (var row in rows.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
            {
                await file.WriteLineAsync(string.Join(',', cells(row).Select(Cell)));
            }
        }
        File.Move(part, Path.Combine(folder, name), overwrite: true);
    }

    private static string Cell(string text) => text.AsSpan().ContainsAny(",\"\n\r") ? '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : text;

    private static string Day(DateOnly? day) => day is { } known ? Rules.Iso(known) : "";

    // SQLite gives 10000 back as 10000.0.
    private static string Number(decimal? number) => number?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "";

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
