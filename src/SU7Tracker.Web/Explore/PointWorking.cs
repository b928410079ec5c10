using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Explore;

/// <summary>How a point was computed, and which points come before and after it.</summary>
/// <param name="Key">The point.</param>
/// <param name="Covered">Those of its days that the series covers; null for a count up to a day.</param>
/// <param name="Value">Its count.</param>
/// <param name="Evidence">The figures and laws that its bounds rest on.</param>
/// <param name="Lower">How its lower bound adds up; null when single figures do not.</param>
/// <param name="Upper">How its upper bound adds up; null when there is none or single figures do not.</param>
/// <param name="Candidates">The figures that would tighten its bounds most.</param>
public sealed record PointWorking(
    PointKey Key,
    Period? Covered,
    Quantity Value,
    Evidence Evidence,
    Derivation? Lower,
    Derivation? Upper,
    IReadOnlyList<Candidate> Candidates)
{
    /// <summary>The point before it; null for the first.</summary>
    public PointKey? Previous { get; private init; }
    /// <summary>The point after it; null for the last.</summary>
    public PointKey? Next { get; private init; }

    /// <summary>What it is called.</summary>
    public string Name => Key.Period?.DisplayName() ?? DisplayTexts.UpTo.With(Key.End.Display());

    /// <summary>Whether it was published as it stands.</summary>
    public Figure? Published =>
        Evidence.Figures.FirstOrDefault(f =>
            f.Key.Start == Key.Start
            && f.Key.End == Key.End
            && f.Series == Key.Series
            && f.Quantity.Low == Value.Low
            && f.Quantity.High == Value.High);

    /// <summary>Derives the working of the point that is opened; null when none is, or nothing is known of its series.</summary>
    internal static PointWorking? Of(ExploreView chosen)
    {
        var snapshot = chosen.Snapshot;
        if (PointKey.Read(snapshot.Vehicle.Slug, chosen.View.Open) is not { } key || snapshot.Curve(key.Series) is not { } curve)
        {
            return null;
        }
        var covered = key.Period?.Overlap(new(curve.First, curve.Last));
        if (key.Period is not null && covered is null)
        {
            return null;
        }
        var (from, to) = (covered?.Before, covered?.End ?? key.End);
        return new(
            key, covered, curve.Between(from, to), curve.Evidence(from, to), Derivation.OfLower(snapshot, key.Series, from, to),
            Derivation.OfUpper(snapshot, key.Series, from, to), Tightening.Of(snapshot, key.Series, from, to))
        {
            Previous = Beside(chosen, curve, key, -1),
            Next = Beside(chosen, curve, key, 1),
        };
    }

    private static PointKey? Beside(ExploreView chosen, Curve curve, PointKey key, int step)
    {
        if (key.Period is { } period && chosen.Per != ExploreView.Figure && ChartPeriods.Of(period.Start, chosen.Per) == period)
        {
            var next = ChartPeriods.Of(step < 0 ? period.Before : period.End.AddDays(1), chosen.Per);
            return next.Overlap(new(curve.First, curve.Last)) is null ? null : key with { Start = next.Start, End = next.End };
        }
        if (key.Period is null)
        {
            var days = Overview.OverviewChart.Days(chosen.Snapshot, curve).ToList();
            var day =
                step < 0
                    ? days.Where(d => d < key.End).Cast<DateOnly?>().LastOrDefault()
                    : days.Where(d => d > key.End).Cast<DateOnly?>().FirstOrDefault();
            return day is { } found ? key with { End = found } : null;
        }
        var published = chosen.Snapshot.Figures(key.Series).Select(f => f.Key.Period).OfType<Period>().Distinct()
            .OrderBy(p => p.End).ThenBy(p => p.Start).ToList();
        var place = published.IndexOf(key.Period.Value);
        return place >= 0 && place + step >= 0 && place + step < published.Count
            ? key with { Start = published[place + step].Start, End = published[place + step].End } : null;
    }
}
