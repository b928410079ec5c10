namespace SU7Tracker.Domain;

/// <summary>Holds a number as it stood on one day against the same number on another, with the figures that moved it.</summary>
/// <param name="Then">The number on the first day.</param>
/// <param name="Now">The number on the second day.</param>
/// <param name="Moved">The figures that it rests on now and that were not known then, or that were revised or taken back since.</param>
public sealed record MetricChange(Metric Then, Metric Now, IReadOnlyList<FigureChange> Moved)
{
    /// <summary>Whether it says something else.</summary>
    public bool IsChanged => Then.Value != Now.Value || Then.Span != Now.Span;
}
