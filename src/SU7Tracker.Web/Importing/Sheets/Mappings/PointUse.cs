namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>How counts written as 18.500 are read.</summary>
public enum PointUse
{
    /// <summary>18,500: the point groups thousands.</summary>
    Groups,
    /// <summary>18.5: the point begins the decimals.</summary>
    Decimals,
}
