using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Explore;

/// <summary>Writes how a bound adds up, in words and in symbols.</summary>
internal static class PointWords
{
    /// <summary>What became of the cars that a series counts: built, ordered, delivered, registered.</summary>
    public static string Verb(Series series) => series.Measure switch
    {
        Measure.Production => ExploreTexts.Verb_Production,
        Measure.Orders => ExploreTexts.Verb_Orders,
        Measure.Registrations => ExploreTexts.Verb_Registrations,
        _ when series.Basis == Series.Retail => ExploreTexts.Verb_Retail,
        _ => ExploreTexts.Verb_Deliveries,
    };

    /// <summary>A bound in words.</summary>
    public static string Words(Derivation derivation, bool upper) =>
        derivation.Terms.Count == 0
            ? upper
                ? ExploreTexts.NoneBy.With(string.Join(ExploreTexts.ListSeparator, derivation.Laws.Select(l => l.Display())))
                : ExploreTexts.NothingForces
            : (upper ? ExploreTexts.NoMoreThan : ExploreTexts.NoLessThan).With(
                string.Concat(
                    derivation.Terms.Select(
                        (t, i) =>
                            (
                                i == 0 && t.Added ? ExploreTexts.Term
                                : t.Added ? ExploreTexts.TermAdded
                                : ExploreTexts.TermTaken
                            ).With(Verb(t.Figure.Series), t.Figure.Key.Display()))));

    /// <summary>A bound in symbols: the letters of the series with their days, then the numbers.</summary>
    public static IEnumerable<string> Symbols(Derivation derivation, Series series, string days, bool upper)
    {
        var sign = upper ? "≤" : "≥";
        if (derivation.Terms.Count == 0)
        {
            yield return $"{Letter(series)}({days}) {sign} {derivation.Bound.Display()}";
            yield break;
        }
        yield return $"{Letter(series)}({days}) {sign} {Sum(derivation, t => $"{Letter(t.Figure.Series)}({ShortDays(t.Figure.Key)})")}";
        var sum = Sum(derivation, t => t.Figure.Quantity.Qualifier switch
        {
            Qualifier.Exact => t.Value.Display(),
            Qualifier.AtLeast or Qualifier.AtMost => $"({t.Figure.Quantity.Display()})",
            _ => $"{Bound(t.Value)} ({t.Figure.Quantity.Display()})",   // of a rounding or a range one end counts
        });
        yield return $"= {sum} = {sign} {Bound(derivation.Bound)}";
    }

    /// <summary>What the letters of some derivations stand for.</summary>
    public static string Letters(IEnumerable<Series> series) =>
        string.Join(ExploreTexts.ListSeparator, series.DistinctBy(Letter).Select(s => ExploreTexts.LetterOf.With(Letter(s), Verb(s))));

    private static string Sum(Derivation derivation, Func<DerivationTerm, string> write) => string.Concat(
        derivation.Terms.Select((t, i) => (i == 0 ? t.Added ? "" : "− " : t.Added ? " + " : " − ") + write(t)));

    private static string Bound(Rational value) => value.Display(value.IsWhole ? 0 : 1);

    private static string Letter(Series series) => series.Measure switch
    {
        Measure.Production => "B",
        Measure.Orders => "O",
        Measure.Registrations => "R",
        _ => series.Basis == Series.Retail ? "T" : "D",
    };

    private static string ShortDays(FigureKey key) =>
        key.Period is { } period ? period.DisplayName() : ExploreTexts.To.With(key.End.Display());
}
