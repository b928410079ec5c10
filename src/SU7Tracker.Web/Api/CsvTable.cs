using System.Globalization;
using CsvHelper;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>Tables for spreadsheets: UTF-8, a header row, invariant numbers, ISO dates.</summary>
internal static class CsvTable
{
    // A cell that a spreadsheet would run as a formula is written as text.
    private static readonly CsvWriterOptions Format = CsvWriterOptions.Default with { NewLine = "\n", Injection = CsvInjection.Escape };

    public static Answer Of(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var bytes = new MemoryStream();
        using (var writer = CsvWriter.Create(bytes, Format, leaveOpen: true))
        {
            writer.WriteHeader([.. header]);
            foreach (var row in rows)
            {
                foreach (var cell in row)
                {
                    writer.WriteField(Text(cell));
                }
                writer.EndRecord();
            }
        }
        return Answer.Of(bytes.ToArray(), "text/csv; charset=utf-8");
    }

    /// <summary>Low, high, qualifier, estimate and text of a quantity; empty cells when there is none.</summary>
    public static object?[] Cells(Quantity? quantity, int decimals = 0) => quantity is { } q ? Cells(QuantityJson.Of(q, decimals)) : Cells(null);

    public static object?[] Cells(QuantityJson? q) => [q?.Low, q?.High, q?.Qualifier, q?.Estimate, q?.Text];

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
