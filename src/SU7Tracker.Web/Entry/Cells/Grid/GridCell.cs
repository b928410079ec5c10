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
        string.Join(' ', LatestOf(Revisions).Select(r => $"{r.Key}:{r.Value}").Order(StringComparer.Ordinal));

    /// <summary>
    /// The latest revision under the name that the figure of a source has on record, which may be an alias of it; null where it has not
    /// spoken of the cell.
    /// </summary>
    public Figure? Latest(string source)
    {
        var revisions = Revisions.FirstOrDefault(r => r[0].Source == source || r.Any(f => f.Origin == source)) ?? [];
        var origin = (StandingOf(source) ?? (revisions is [.., var last] ? last : null))?.Origin;
        return revisions.Where(f => f.Origin == origin).MaxBy(f => f.Revision);
    }

    /// <summary>The figure of a source that stands; null where there is none.</summary>
    public Figure? StandingOf(string source) => Standing.FirstOrDefault(f => f.Source == source || f.Origin == source);

    /// <summary>The latest revisions by the names that sources have on record, except one.</summary>
    public IReadOnlyDictionary<string, int> LatestBut(string origin) =>
        LatestOf(Revisions).Where(r => r.Key != origin).ToDictionary();

    private static IEnumerable<KeyValuePair<string, int>> LatestOf(IEnumerable<IReadOnlyList<Figure>> revisions) =>
        revisions.SelectMany(r => r).GroupBy(f => f.Origin, f => f.Revision).Select(r => KeyValuePair.Create(r.Key, r.Max()));
}
