namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>A row of a sheet as it was typed.</summary>
/// <param name="Line">Its number as spreadsheets count: the first row is 1, and a line break within a cell begins no other.</param>
/// <param name="Cells">Its cells, as many as it has.</param>
public sealed record SheetRow(int Line, string[] Cells)
{
    /// <summary>The columns in which a workbook keeps a day rather than its text.</summary>
    public IReadOnlyList<int> Days { get; init; } = [];

    /// <summary>Returns a cell without the blanks around it; empty where the row has none.</summary>
    public string Cell(int column) => column < Cells.Length ? Cells[column].Trim() : "";
}
