using System.Collections.Immutable;

namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>A table that somebody gave: headings, and rows under them.</summary>
/// <param name="Header">The heading of each column; empty where it has none.</param>
/// <param name="Rows">The rows that are not blank.</param>
public sealed record Sheet(ImmutableArray<string> Header, IReadOnlyList<SheetRow> Rows)
{
    /// <summary>The most cells that are kept in memory for a page.</summary>
    public const int MostCells = 2_000_000;

    private const int MostTitles = 10;

    /// <summary>Whether the sheet has a row of headings.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>What was not read, such as other sheets of a workbook or words around a list; empty when everything was.</summary>
    public string NotRead { get; init; } = "";

    /// <summary>The columns that have a heading or a cell.</summary>
    public int Width => Header.Length;

    /// <summary>Names a column as spreadsheets do.</summary>
    public static string NameOf(int column) =>
        column < 26 ? ((char)('A' + column)).ToString() : NameOf((column / 26) - 1) + NameOf(column % 26);

    /// <summary>
    /// Finds the headings among rows: titles above them are passed over, a second row of them is joined to the first, and a heading that
    /// covers several columns holds for each.
    /// </summary>
    public static Sheet Of(IReadOnlyList<SheetRow> rows)
    {
        var width = rows.Count == 0 ? 0 : rows.Max(r => LastFilled(r) + 1);
        var titles = rows.Take(MostTitles).TakeWhile(r => Filled(r) < 2 && width > 1).Count();
        titles = titles == Math.Min(rows.Count, MostTitles) ? 0 : titles;
        if (titles >= rows.Count)
        {
            return new([], []);
        }
        var first = rows[titles];
        if (!IsHeading(first))
        {
            return new([.. Enumerable.Repeat("", width)], [.. rows.Skip(titles)]) { HasHeader = false };
        }
        var second = rows.Count > titles + 2 && IsSecondHeading(first, rows[titles + 1], rows[titles + 2]) ? rows[titles + 1] : null;
        var header = new string[width];
        for (var i = 0; i < width; i++)
        {
            var over = second is not null && first.Cell(i).Length == 0 && i > 0 && second.Cell(i).Length > 0
                ? Enumerable.Range(0, i).Select(first.Cell).LastOrDefault(c => c.Length > 0) ?? ""
                : first.Cell(i);
            header[i] = string.Join(' ', new[] { over, second?.Cell(i) ?? "" }.Where(c => c.Length > 0).Distinct().Select(OneLine));
        }
        return new([.. header], [.. rows.Skip(titles + (second is null ? 1 : 2))]);
    }

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static int Filled(SheetRow row) => row.Cells.Count(c => !string.IsNullOrWhiteSpace(c));

    private static int LastFilled(SheetRow row) => Array.FindLastIndex(row.Cells, c => !string.IsNullOrWhiteSpace(c));

    // A row that holds a count or begins with days is no heading; weeks and months in the other cells are one of "months across".
    private static bool IsHeading(SheetRow row) =>
        TimeText.Read(row.Cell(0), TimeKind.Any, null) is null && !row.Cells.Any(c => CountText.IsPlain(c.Trim()));

    private static bool IsSecondHeading(SheetRow first, SheetRow second, SheetRow third) =>
        IsHeading(second) && Filled(second) > 1
        && second.Cells.All(c => TimeText.Read(c.Trim(), TimeKind.Any, null) is null)
        && (Enumerable.Range(0, second.Cells.Length).Any(i => second.Cell(i).Length > 0 && first.Cell(i).Length == 0)
            || first.Cells.Where(c => c.Trim().Length > 0).GroupBy(c => c).Any(g => g.Count() > 1))
        && third.Cells.Any(c => CountText.IsPlain(c.Trim()) || TimeText.Read(c.Trim(), TimeKind.Any, null) is not null);
}
