namespace SU7Tracker.Web.Entry.Cells;

/// <summary>Which days the rows of the grid have.</summary>
public enum RowKind
{
    /// <summary>ISO weeks.</summary>
    Weeks,
    /// <summary>Calendar months.</summary>
    Months,
    /// <summary>The days that figures on record have, and those that are added.</summary>
    Days,
}
