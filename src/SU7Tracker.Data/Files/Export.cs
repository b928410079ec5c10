using CsvHelper;
using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Writes the record in the import format, so that importing it into an empty database gives the same record.</summary>
public sealed class Export(RecordReader reader)
{
    // What people typed is written as it is, whatever a spreadsheet makes of it: it is read again by the import.
    private static readonly CsvWriterOptions Format = CsvWriterOptions.Default with { Separator = ',', NewLine = "\n" };

    /// <summary>Writes all files into a folder, made when missing; all of them as of one moment.</summary>
    public Task WriteAsync(string folder, CancellationToken cancel = default)
    {
        Directory.CreateDirectory(folder);
        return reader.ReadAsync(db => WriteAsync(db, folder, cancel), cancel);
    }

    private static async Task<string> WriteAsync(TrackerDb db, string folder, CancellationToken cancel)
    {
        foreach (var table in FactTables.All)
        {
            var columns = await table.ExportedAsync(db, cancel);
            await WriteAsync(folder, table.Name, [.. columns], table.CellsAsync(db, columns), cancel);
        }
        var extras = await ExtrasAsync(db, cancel);
        await WriteAsync(folder, "figures", [.. CsvFile.FigureColumns, .. extras], FiguresAsync(db, extras), cancel);
        return folder;
    }

    private static async IAsyncEnumerable<string[]> FiguresAsync(TrackerDb db, string[] extras)
    {
        await foreach (var r in db.Figures.AsNoTracking().OrderBy(r => r.Id).AsAsyncEnumerable())
        {
            yield return
            [
                r.Vehicle,
                WireNames.Of(r.Measure),
                r.Basis,
                WireNames.Of(r.Reading),
                r.City,
                r.Reading == Reading.Cumulative ? "" : Rules.Iso(r.PeriodStart),
                Rules.Iso(r.PeriodEnd),
                Cells.Write(r.Low),
                Cells.Write(r.High),
                Quantity.NameOf(r.Qualifier),
                Cells.Write(r.PublishedOn),
                r.Source,
                r.Note,
                .. extras.Select(e =>
                    e switch
                    {
                        "reason" => r.Reason,
                        "withdrawn" => r.Withdrawn ? "true" : "",
                        _ => Cells.Write((long?)r.Revision),
                    }),
            ];
        }
    }

    // The columns that this record needs besides those of every file. The number of a revision is needed where the import would not find it
    // by itself: where a figure has several, unless all state their days, in order and without a repetition.
    private static async Task<string[]> ExtrasAsync(TrackerDb db, CancellationToken cancel)
    {
        var figures = db.Figures;
        var reason = await figures.AnyAsync(f => f.Reason != "", cancel);
        var withdrawn = await figures.AnyAsync(f => f.Withdrawn, cancel);
        var revision = await figures.AnyAsync(
            g =>
                g.Revision > 1
                && (
                    !figures.Any(f =>
                        f.Revision == g.Revision - 1
                        && f.Vehicle == g.Vehicle
                        && f.Measure == g.Measure
                        && f.Basis == g.Basis
                        && f.Reading == g.Reading
                        && f.City == g.City
                        && f.PeriodStart == g.PeriodStart
                        && f.PeriodEnd == g.PeriodEnd
                        && f.Source == g.Source)
                    || figures.Any(f =>
                        f.Revision < g.Revision
                        && f.Vehicle == g.Vehicle
                        && f.Measure == g.Measure
                        && f.Basis == g.Basis
                        && f.Reading == g.Reading
                        && f.City == g.City
                        && f.PeriodStart == g.PeriodStart
                        && f.PeriodEnd == g.PeriodEnd
                        && f.Source == g.Source
                        && (
                            f.PublishedOn == null
                            || g.PublishedOn == null
                            || f.PublishedOn >= g.PublishedOn
                            || g.Reason.StartsWith(Figure.TypingError)))),
            cancel);
        return [.. CsvFile.FigureExtras.Zip([reason, withdrawn, revision]).Where(e => e.Second).Select(e => e.First)];
    }

    // Under another name until it is complete.
    private static async Task WriteAsync(
        string folder,
        string name,
        string[] header,
        IAsyncEnumerable<string[]> rows,
        CancellationToken cancel)
    {
        var part = Path.Combine(folder, name + ".csv.part");
        await using (var csv = CsvWriter.ToFile(part, Format))
        {
            await csv.WriteRecordAsync(header, cancel);
            await foreach (var row in rows.WithCancellation(cancel))
            {
                await csv.WriteRecordAsync(row, cancel);
            }
        }
        File.Move(part, Path.Combine(folder, name + ".csv"), overwrite: true);
    }
}
