using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Importing.Sheets;

namespace SU7Tracker.Web.Importing;

/// <summary>Writes rows and figures in the import format, and reads a figure of it back for a page.</summary>
internal static class ContractFile
{
    private const string Reason = "reason";

    private static readonly ImmutableArray<string> Columns =
    [
        "vehicle", "measure", "basis", "reading", "city", "period_start", "period_end", "low", "high", "qualifier", "published_on",
        "source", "note", Reason,
    ];

    private static readonly CsvWriterOptions Format = CsvWriterOptions.Default with { NewLine = "\n" };

    /// <summary>Writes rows as they stand.</summary>
    public static byte[] Write(IReadOnlyList<string> header, IEnumerable<string[]> rows)
    {
        using var bytes = new MemoryStream();
        using (var writer = CsvWriter.Create(bytes, Format, leaveOpen: true))
        {
            writer.WriteHeader([.. header]);
            foreach (var row in rows)
            {
                foreach (var cell in row)
                {
                    writer.WriteField(cell);
                }
                writer.EndRecord();
            }
        }
        return bytes.ToArray();
    }

    /// <summary>Writes rows of a sheet of the import format, with the reasons that were given for all of them.</summary>
    public static byte[] Write(Sheet sheet, IReadOnlyList<ImportItem> items)
    {
        if (!items.Any(i => i.IsExplained))
        {
            return Write(sheet.Header, items.Select(i => sheet.Rows[i.Row].Cells));
        }
        var column = ColumnOf(sheet, Reason) is >= 0 and var there ? there : sheet.Width;
        return Write(column < sheet.Width ? sheet.Header : sheet.Header.Add(Reason), items.Select(i =>
        {
            var cells = new string[Math.Max(column + 1, sheet.Rows[i.Row].Cells.Length)];
            Array.Fill(cells, "");
            sheet.Rows[i.Row].Cells.CopyTo(cells, 0);
            cells[column] = i.IsExplained ? i.Draft!.Reason : cells[column];
            return cells;
        }));
    }

    /// <summary>Writes figures.</summary>
    public static byte[] Write(IEnumerable<FigureDraft> figures) => Write(Columns, figures.Select(Cells));

    /// <summary>The place of a field of the import format among the columns of a file; -1 where it has none.</summary>
    public static int ColumnOf(Sheet sheet, string field) => sheet.Header.IndexOf(field);

    /// <summary>Reads the figure of a row; null where it cannot be read.</summary>
    public static FigureDraft? Read(Sheet sheet, SheetRow row)
    {
        var key = WireNames.Measure(Cell("measure")) is { } measure && WireNames.Reading(Cell("reading")) is { } reading
            && Day("period_end") is { } end
            ? new FigureKey(new(Cell("vehicle"), measure, Cell("basis"), Cell("city")), reading, Day("period_start"), end)
            : null;
        return key is not null && (key.Reading == Reading.Cumulative) == (key.Start is null) && !(key.Start > key.End)
            && Quantity.QualifierNamed(Cell("qualifier")) is { } qualifier
            && Quantity.TryPublished(qualifier, WireNames.Whole(Cell("low")), WireNames.Whole(Cell("high")), out var quantity) is null
            ? new(key, quantity, Day("published_on"), Cell("source"))
            {
                Note = Cell("note"), Reason = Cell(Reason), Withdrawn = Cell("withdrawn") == "true",
            }
            : null;

        string Cell(string field) => ColumnOf(sheet, field) is >= 0 and var column ? row.Cell(column) : "";

        DateOnly? Day(string field) =>
            DateOnly.TryParseExact(Cell(field), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    private static string[] Cells(FigureDraft figure)
    {
        var (low, high) = figure.Quantity.Stated;
        return
        [
            figure.Key.Series.Vehicle, WireNames.Of(figure.Key.Series.Measure), figure.Key.Series.Basis, WireNames.Of(figure.Key.Reading),
            figure.Key.Series.City, Iso(figure.Key.Start), Iso(figure.Key.End), Number(low), Number(high),
            Quantity.NameOf(figure.Quantity.Qualifier), Iso(figure.PublishedOn), figure.Source, figure.Note,
            figure.Reason,
        ];

        static string Iso(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";

        static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
    }
}
