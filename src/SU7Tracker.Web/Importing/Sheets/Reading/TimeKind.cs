namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>What the days of a column stand for.</summary>
public enum TimeKind
{
    /// <summary>What each cell says by itself.</summary>
    Any,
    /// <summary>The week that holds the day.</summary>
    Week,
    /// <summary>The month that holds the day.</summary>
    Month,
    /// <summary>The day itself.</summary>
    Day,
}
