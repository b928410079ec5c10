using SU7Tracker.Domain;

namespace SU7Tracker.Web.Entry.Cells;

/// <summary>What is on record of a cell.</summary>
/// <param name="Key">What a figure in it speaks of.</param>
/// <param name="Revisions">Of each source that has spoken of it the revisions in order, withdrawn ones among them.</param>
public sealed record GridCell(FigureKey Key, IReadOnlyList<IReadOnlyList<Figure>> Revisions)
{
    /// <summary>The figures that stand, one of each source.</summary>
    public IReadOnlyList<Figure> Standing { get; } = [.. Revisions.Select(r => Figure.Standing(r, DateOnly.MaxValue)).OfType<Figure>()];

    /// <summary>
    /// The sources with their latest revisions: what has been read. Where it differs, somebody has recorded something meanwhile.
    /// </summary>
    public string Base { get; } =
        string.Join(' ', Revisions.Select(r => $"{r[0].Source}:{r[^1].Revision}").Order(StringComparer.Ordinal));

    /// <summary>The latest revision of a source; null where it has not spoken of the cell.</summary>
    public Figure? Latest(string source) => Revisions.FirstOrDefault(r => r[0].Source == source)?[^1];

    /// <summary>The figure of a source that stands; null where there is none.</summary>
    public Figure? StandingOf(string source) => Standing.FirstOrDefault(f => f.Source == source);
}
