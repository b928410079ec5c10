using SU7Tracker.Domain;

namespace SU7Tracker.Web.Entry.Cells;

/// <summary>The cells of a record that the grid shows.</summary>
/// <param name="Record">What is on record.</param>
/// <param name="Kind">Which days the rows have.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Cities">The cities on record, by which columns are named.</param>
public sealed record GridSelection(
    GridRecord Record,
    RowKind Kind,
    IReadOnlyList<GridRow> Rows,
    IReadOnlyList<GridColumn> Columns,
    IReadOnlyDictionary<string, City> Cities);
