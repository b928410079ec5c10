using SU7Tracker.Domain;

namespace SU7Tracker.Web.Charts;

/// <summary>A stretch of the horizontal axis that stands out.</summary>
/// <param name="Days">Its days.</param>
/// <param name="Text">What is said of it.</param>
/// <param name="Kind"><c>unknown</c> (hatched), <c>reached</c>, <c>chosen</c> or <c>said</c> (text alone).</param>
public sealed record ChartRegion(Period Days, string Text, string Kind);
