namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>What a column of a foreign sheet holds.</summary>
public enum Field
{
    /// <summary>Nothing that is imported.</summary>
    None,
    /// <summary>Weeks, or a day in each.</summary>
    Week,
    /// <summary>Months, or a day in each.</summary>
    Month,
    /// <summary>Days.</summary>
    Day,
    /// <summary>Days of any kind: each cell says which.</summary>
    Period,
    /// <summary>The first of the days.</summary>
    FirstDay,
    /// <summary>The last of the days.</summary>
    LastDay,
    /// <summary>Counts.</summary>
    Count,
    /// <summary>What was counted, row by row.</summary>
    Series,
    /// <summary>Names of vehicles.</summary>
    Vehicle,
    /// <summary>Names of cities.</summary>
    City,
    /// <summary>Days of publication.</summary>
    Published,
    /// <summary>Sources.</summary>
    Source,
    /// <summary>Notes.</summary>
    Note,
}
