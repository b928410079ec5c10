namespace SU7Tracker.Domain;

/// <summary>Everything that was ever said of some days of a series, by the day on which it became known.</summary>
/// <param name="Start">The first day; null for a count up to the last.</param>
/// <param name="End">The last day.</param>
/// <param name="Vintages">In the order in which they became known.</param>
public sealed record TriangleRow(DateOnly? Start, DateOnly End, IReadOnlyList<Vintage> Vintages)
{
    /// <summary>The days; null for a count up to the last.</summary>
    public Period? Period => Start is { } start ? new(start, End) : null;
    /// <summary>Whether more than one thing was said of them.</summary>
    public bool IsRevised => Vintages.Count > 1;
}
