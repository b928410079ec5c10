namespace SU7Tracker.Web.Charts;

/// <summary>How well a value is known; each is drawn in its own way, none told apart by colour alone.</summary>
public enum ChartLook
{
    /// <summary>Known exactly.</summary>
    Exact,
    /// <summary>Published as a rounding.</summary>
    Rounded,
    /// <summary>A best estimate between bounds.</summary>
    Estimated,
    /// <summary>Bounds without an estimate.</summary>
    Bounded,
    /// <summary>Its period is not over, or not all its days are covered.</summary>
    Partial,
    /// <summary>Nothing is known.</summary>
    Missing,
    /// <summary>Exactly nothing.</summary>
    Zero,
}
