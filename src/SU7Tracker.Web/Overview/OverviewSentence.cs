using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Overview;

/// <summary>The sentence that the record writes itself: how many, how fast, how much is ordered, each with its bounds.</summary>
internal static class OverviewSentence
{
    /// <summary>Its parts in order, and which of them are emphasised.</summary>
    public static IEnumerable<(string Text, bool Strong)> Of(Snapshot snapshot, Headlines headlines, MonthBasis month)
    {
        var text = string.Join(DisplayExtensions.IsChinese ? "" : " ", Sentences(snapshot, headlines, month));
        text = text.Replace("≥ ", "≥\u00a0", StringComparison.Ordinal).Replace("≈ ", "≈\u00a0", StringComparison.Ordinal)
            .Replace("≤ ", "≤\u00a0", StringComparison.Ordinal);   // a sign stays with its number
        return text.Split("**").Select((part, i) => (part, i % 2 == 1)).Where(p => p.part.Length > 0);
    }

    private static IEnumerable<string> Sentences(Snapshot snapshot, Headlines headlines, MonthBasis month)
    {
        if (headlines is not { Leading: { } leading, Curve: { } curve })
        {
            yield break;
        }
        var (name, verb) = (snapshot.Vehicle.DisplayName(), Verb(leading.Measure));
        var year = DisplayExtensions.Year(curve.Last);
        var target = headlines.Target is { } plan && leading.Measure == Measure.Deliveries && leading.Basis == Series.Delivered
            ? OverviewTexts.SentenceOfTarget.With(plan.Reached.Display()) : "";
        if (curve.Last == year.End && curve.First >= year.Start.AddYears(-1) && !curve.In(year).IsVacuous())
        {
            yield return OverviewTexts.SentenceInYear.With(curve.In(year).Display(), name, verb, year.DisplayName(), target);
        }
        else if (curve.UpTo(curve.Last) is var total && !total.IsVacuous())
        {
            yield return OverviewTexts.SentenceByDay.With(total.Display(), name, verb, curve.Last.Display(), "");
        }
        if (headlines is { Pace: { } pace, Stretch: { } stretch } && pace.In(stretch) is var count && !count.IsVacuous())
        {
            var change =
                Change.Of(pace, stretch)?.Text(OverviewTexts.SentenceMore, OverviewTexts.SentenceLess, OverviewTexts.SentenceMoreOrLess)
                ?? "";
            yield return OverviewTexts.SentencePace.With(
                stretch.DisplayName(),
                RunRate.Weekly(count, stretch).Display(),
                Verb(pace.Series.Measure),
                RunRate.Of(count, stretch, month).UnitsPerMonth.Display(),
                month.DisplayShort(),
                change);
        }
        if (
            leading.Measure != Measure.Orders
            && headlines.Metrics.CumulativeOrders is { Value: { } orders, Span: { } span }
            && !orders.IsVacuous())
        {
            yield return OverviewTexts.SentenceOrders.With(orders.Display(), span.To.Display());
        }
    }

    private static string Verb(Measure measure) => measure switch
    {
        Measure.Deliveries => OverviewTexts.Verb_Deliveries,
        Measure.Registrations => OverviewTexts.Verb_Registrations,
        Measure.Production => OverviewTexts.Verb_Production,
        _ => OverviewTexts.Verb_Orders,
    };
}
