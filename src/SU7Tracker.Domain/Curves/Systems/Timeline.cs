namespace SU7Tracker.Domain;

/// <summary>What a curve says of a week or a month.</summary>
/// <param name="Period">All days of the week or month.</param>
/// <param name="Label"><c>2024-W15</c> or <c>2024-04</c>.</param>
/// <param name="Count">Bounds on the units counted in it.</param>
/// <param name="Cumulative">Bounds on the units counted up to its end.</param>
/// <param name="Covered">Those of its days that lie between the first and the last day that the series covers.</param>
/// <param name="CoveredCount">Bounds on the units counted in these.</param>
public sealed record TimelinePoint(Period Period, string Label, Quantity Count, Quantity Cumulative, Period Covered, Quantity CoveredCount)
{
    private Curve _curve = null!;

    /// <summary>Whether the series does not cover all its days: it has just begun, or is not over.</summary>
    public bool Partial => Covered != Period;

    /// <summary>Whether the count of the days covered is not known exactly.</summary>
    public bool Estimated => !CoveredCount.IsExact;

    /// <summary>Every ISO week from the first to the last day that the series covers.</summary>
    public static IEnumerable<TimelinePoint> Weeks(Curve curve) =>
        Week.In(new(curve.First, curve.Last)).Select(w => Of(curve, w.Period, w.ToString()));

    /// <summary>Every calendar month from the first to the last day that the series covers.</summary>
    public static IEnumerable<TimelinePoint> Months(Curve curve) =>
        Month.In(new(curve.First, curve.Last)).Select(m => Of(curve, m.Period, m.ToString()));

    /// <summary>The laws that the bounds on the count rest on.</summary>
    public IReadOnlyList<Law> Laws => _curve.Evidence(Period.Before, Period.End).Laws;

    private static TimelinePoint Of(Curve curve, Period period, string label)
    {
        var covered = period.Overlap(new(curve.First, curve.Last))!.Value;
        var count = curve.In(period);
        return new(period, label, count, curve.UpTo(period.End), covered, covered == period ? count : curve.In(covered)) { _curve = curve };
    }
}
