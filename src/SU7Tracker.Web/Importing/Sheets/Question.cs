namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>Asks once how the cells of a column are read that can be read in two ways.</summary>
/// <param name="Column">The column.</param>
/// <param name="Example">The first such cell.</param>
/// <param name="Cells">How many such cells there are.</param>
/// <param name="Readings">Both ways.</param>
/// <param name="Chosen">The value of the one that was chosen; null until then.</param>
public sealed record Question(int Column, string Example, int Cells, IReadOnlyList<ColumnReading> Readings, string? Chosen);
