namespace SU7Tracker.Web.Importing;

/// <summary>The place of a cell among the rows and columns of a sheet; the column is -1 for a whole row.</summary>
internal sealed record CellPlace(int Row, int Column);
