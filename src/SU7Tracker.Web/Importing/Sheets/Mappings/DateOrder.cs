namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>How days written as 03/04/2024 are read.</summary>
public enum DateOrder
{
    /// <summary>3 April.</summary>
    DayFirst,
    /// <summary>4 March.</summary>
    MonthFirst,
}
