namespace SU7Tracker.Web.Charts;

/// <summary>How a mark is drawn.</summary>
public enum MarkKind
{
    /// <summary>A bar for each period in one of the seven looks.</summary>
    Bars,
    /// <summary>A line from point to point that breaks where nothing is known.</summary>
    Line,
    /// <summary>What the record allows: from the lower bounds to the upper ones, straight between points.</summary>
    Band,
    /// <summary>
    /// The same of a cumulative count: between two points the lower bound of the first and the upper bound of the second.
    /// </summary>
    StepBand,
    /// <summary>A line that keeps its value up to the next point, such as a target.</summary>
    Steps,
    /// <summary>Symbols with whiskers.</summary>
    Points,
    /// <summary>For each period its lower and upper bound as two lines over all its days, with its text.</summary>
    Stretches,
}
