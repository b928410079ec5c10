namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>How figures lie in a foreign sheet.</summary>
public enum SheetLayout
{
    /// <summary>Each row is a figure.</summary>
    FigurePerRow,
    /// <summary>Weeks or months are rows, series are columns.</summary>
    SeriesAcross,
    /// <summary>Vehicles or series are rows, weeks or months are columns.</summary>
    TimeAcross,
}
