using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Explore;

/// <summary>What is said below a point's value: how it is known, by which figures and laws.</summary>
internal static class ExploreNotes
{
    private const int MostFigures = 3;

    /// <summary>How a value is known, the figures that it rests on, and the laws.</summary>
    public static IEnumerable<string> Of(Snapshot snapshot, Quantity value, Evidence evidence)
    {
        if (value.IsVacuous())
        {
            yield break;
        }
        yield return value.Qualifier.Display();
        foreach (var figure in evidence.Figures.Take(MostFigures))
        {
            yield return Line(snapshot, figure);
        }
        if (evidence.Figures.Count > MostFigures)
        {
            yield return DisplayTexts.MoreFigures.With(evidence.Figures.Count - MostFigures);
        }
        foreach (var law in evidence.Laws)
        {
            yield return ExploreTexts.ByLaw.With(law.Display());
        }
    }

    /// <summary>A figure with its source, grade and known-on day, in one line.</summary>
    public static string Line(Snapshot snapshot, Figure figure)
    {
        var source = snapshot.History.Sources.GetValueOrDefault(figure.Source);
        return ExploreTexts.FigureNote.With(
            figure.Quantity.Display(),
            PointWords.Verb(figure.Series),
            figure.Key.Display(),
            source?.Publisher ?? figure.Source,
            source?.Grade ?? Grade.D,
            figure.KnownOn.Display());
    }

    /// <summary>How many figures the page shows, from how many sources, and by when they were known.</summary>
    public static string Foot(ExploreView chosen)
    {
        var figures = chosen.Series.SelectMany(chosen.Snapshot.Figures)
            .Where(f => f.Key.Period is { } p ? p.Overlap(chosen.Days) is not null : chosen.Days.Contains(f.Key.End)).ToList();
        return ExploreTexts.Foot.With(figures.Count, figures.Select(f => f.Source).Distinct().Count(), chosen.Snapshot.AsOf.Display());
    }
}
