using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>
/// Finds days that a spreadsheet may have read the wrong way round when they were typed: 03/04 became 4 March or 3 April, while 16/04,
/// which can only be read in one way, became a day or stayed a text.
/// </summary>
internal static class ExchangedDays
{
    /// <summary>Whether a workbook keeps a cell as a day that could have been typed the other way round.</summary>
    public static bool IsTwofold(SheetRow row, int column) =>
        row.Days.Contains(column) && DayText.Read(row.Cell(column)) is { Day: <= 12 } day && day.Day != day.Month;

    /// <summary>Returns the text of a cell as a column is used; its own where it is no such day.</summary>
    public static string Text(SheetRow row, int column, DayUse use) =>
        use == DayUse.Exchanged && IsTwofold(row, column) ? Exchange(DayText.Read(row.Cell(column))!.Value).Iso() : row.Cell(column);

    /// <summary>Exchanges day and month.</summary>
    public static DateOnly Exchange(DateOnly day) => new(day.Year, day.Day, day.Month);
}
