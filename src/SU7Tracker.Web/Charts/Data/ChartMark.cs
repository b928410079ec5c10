using SU7Tracker.Domain;

namespace SU7Tracker.Web.Charts;

/// <summary>One thing on a chart.</summary>
/// <param name="Key">Names it in exports and addresses.</param>
/// <param name="Name">Names it to the reader; empty where another mark of the same name stands in the legend.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Colour">Which of the theme's chart colours, from 1; see <see cref="ChartColour"/>.</param>
/// <param name="Points">In the order of the horizontal axis.</param>
public sealed record ChartMark(string Key, string Name, MarkKind Kind, int Colour, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>Drawn with dashes: an estimate.</summary>
    public bool Dashed { get; init; }
    /// <summary>Whether each point writes its value while there is room.</summary>
    public bool Labelled { get; init; }
    /// <summary>Whether a line says by a small × where it breaks.</summary>
    public bool Crosses { get; init; }
    /// <summary>The count behind its points, from which exports name sources and laws; null where it says nothing of its own.</summary>
    public Curve? Counted { get; init; }
    /// <summary>The record of that count; null for that of the page's vehicle.</summary>
    public FamilyHistory? Family { get; init; }
    /// <summary>Whether a line has no symbols on it.</summary>
    public bool Plain { get; init; }
    /// <summary>What stands at the end of a line, in place of a legend.</summary>
    public string? EndLabel { get; init; }
    /// <summary><c>circle</c>, <c>rect</c>, <c>triangle</c> or <c>diamond</c>.</summary>
    public string Symbol { get; init; } = "circle";
}
