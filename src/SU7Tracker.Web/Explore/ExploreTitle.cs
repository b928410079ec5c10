using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Explore;

/// <summary>The page's title: what the chart answers, with its bounds.</summary>
internal static class ExploreTitle
{
    // Bounds wider than that are no answer.
    private static readonly Rational Widest = Rational.Of(3, 2);

    /// <summary>
    /// The pace of the last stretch that is well known and its change on the one before, else the count of all days shown.
    /// </summary>
    public static string Of(ExploreView chosen)
    {
        var (series, curve) = (chosen.Leading, chosen.Snapshot.Curve(chosen.Leading)!);
        var (vehicle, verb) = (chosen.Snapshot.Vehicle.DisplayName(), PointWords.Verb(series));
        if (new Period(curve.First, curve.Last).Overlap(chosen.Days) is not { } covered)
        {
            return ExploreTexts.TitleNothing.With(vehicle, verb, chosen.Days.Display());
        }
        if (chosen.Show is not ExploreView.Total)
        {
            foreach (var per in new[] { ChartPeriods.Quarter, ChartPeriods.Month })
            {
                var last = ChartPeriods.In(covered, per).Where(covered.Contains).Reverse().Take(3)
                    .Select(p => (Period: p, Pace: curve.In(p) / p.Days * 7)).FirstOrDefault(p => IsNarrow(p.Pace));
                if (last.Period.Days > 1 && IsNarrow(last.Pace))
                {
                    var before = ChartPeriods.Of(last.Period.Before, per);
                    var change = before.Start >= curve.First ? Metrics.Change(last.Pace, curve.In(before) / before.Days * 7) : null;
                    var text = ExploreTexts.TitlePace.With(Text(last.Pace), vehicle, verb, last.Period.DisplayName());
                    return change is { } known ? ExploreTexts.TitleChange.With(text, Change(known), before.DisplayName()) : text;
                }
            }
        }
        var total = chosen.Show == ExploreView.Total ? curve.UpTo(covered.End) : curve.In(covered);
        return total.IsVacuous()
            ? ExploreTexts.TitleNothing.With(vehicle, verb, covered.Display())
            : ExploreTexts.TitleTotal.With(
                total.Display(),
                vehicle,
                verb,
                chosen.Show == ExploreView.Total ? DisplayTexts.UpTo.With(covered.End.Display()) : covered.Display());
    }

    private static bool IsNarrow(Quantity pace) => pace.High is { } high && high.Sign > 0 && high <= pace.Low * Widest;

    private static string Text(Quantity pace) => pace.Display();

    private static string Change(Quantity change) =>
        change.Low.Sign >= 0 ? ExploreTexts.More.With(Plain(change.Low, change.High!.Value))
        : change.High!.Value.Sign <= 0 ? ExploreTexts.Less.With(Plain(-change.High.Value, -change.Low))
        : ChangeText.Of(change, 0);

    private static string Plain(Rational low, Rational high)
    {
        var text = (low.Sign == 0 && high.Sign > 0 ? Quantity.AtMost(high) : Quantity.Between(low, high)).Display();
        return ExploreTexts.Percent.With(text);
    }
}
