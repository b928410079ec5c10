using System.Globalization;
using CsvHelper;

namespace SU7Tracker.Web.Tables;

/// <summary>Writes tables for spreadsheets: UTF-8, a header row, invariant numbers, ISO dates, no cell that runs as a formula.</summary>
internal static class CsvTable
{
    /// <summary>The content type of a table.</summary>
    public const string ContentType = "text/csv; charset=utf-8";

    // Full-width forms are formulas to spreadsheets, too.
    private const string FormulaStarts = "=+-@＝＋－＠";
    private static readonly CsvWriterOptions Format = CsvWriterOptions.Default with { NewLine = "\n" };

    /// <summary>A table with a line for each row.</summary>
    public static byte[] Write<T>(IReadOnlyList<Column<T>> columns, IEnumerable<T> rows)
    {
        using var bytes = new MemoryStream();
        using (var writer = CsvWriter.Create(bytes, Format, leaveOpen: true))
        {
            writer.WriteHeader([.. columns.Select(c => c.Name)]);
            foreach (var row in rows)
            {
                foreach (var column in columns)
                {
                    Write(writer, column.Cell(row));
                }
                writer.EndRecord();
            }
        }
        return bytes.ToArray();
    }

    /// <summary>
    /// Whether a spreadsheet would run a text as a formula: white space before it does not keep it from that. A number is none.
    /// </summary>
    public static bool IsFormula(string text) =>
        text is ['\t' or '\r', ..]
        || (text.AsSpan().TrimStart() is [var first, ..] && FormulaStarts.Contains(first, StringComparison.Ordinal)
            && !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture, out _));

    private static void Write(CsvWriter writer, object? cell)
    {
        switch (cell)
        {
            case string text when IsFormula(text):
                writer.WriteField("'" + text, CsvQuoting.Always);
                break;
            case string text:
                writer.WriteField(text);
                break;
            default:
                writer.WriteField(Text(cell));
                break;
        }
    }

    private static string? Text(object? cell) => cell switch
    {
        null => null,
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString(),
    };
}
