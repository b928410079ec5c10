namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>How cells are read that a workbook keeps as days, and that a spreadsheet may have read the wrong way round.</summary>
public enum DayUse
{
    /// <summary>As the workbook has them.</summary>
    AsTheyStand,
    /// <summary>With day and month exchanged, where there is such a day.</summary>
    Exchanged,
}
