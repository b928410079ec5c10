namespace SU7Tracker.Domain;

/// <summary>The targets of one measure for the same days: each announcement in its order, and the counts held against them.</summary>
public sealed class TargetPeriod
{
    private readonly Snapshot _snapshot;

    internal TargetPeriod(Snapshot snapshot, Measure measure, Period days, IReadOnlyList<Figure> plans)
    {
        (_snapshot, Measure, Days) = (snapshot, measure, days);
        Series = snapshot.Of(measure, Domain.Series.UsualBasis(measure));
        Curve = snapshot.Curve(Series);
        Last = Curve is { } curve && curve.Last >= days.Start ? (curve.Last < days.End ? curve.Last : days.End) : null;
        var covered = Last is { } last ? new Period(days.Start, last) : default(Period?);
        var revisions = new List<TargetRevision>();
        for (var i = 0; i < plans.Count; i++)
        {
            var number = NumberOf(plans[i]);
            var from = plans[i].KnownOn > days.Start ? plans[i].KnownOn : days.Start;
            var until = i + 1 < plans.Count && plans[i + 1].KnownOn <= days.End ? plans[i + 1].KnownOn.AddDays(-1) : days.End;
            var inForce = from <= until ? new Period(from, until) : default(Period?);
            var possible = covered?.First(d => In(d).High is not { } high || high >= number);
            var certain = covered?.First(d => In(d).Low >= number);
            revisions.Add(new(
                plans[i], number, i == 0 ? null : number - NumberOf(plans[i - 1]), inForce, possible, certain,
                VerdictOf(number, certain, inForce?.End == days.End)));
        }
        Revisions = revisions;
    }

    /// <summary>What is planned.</summary>
    public Measure Measure { get; }
    /// <summary>The days that the targets are for.</summary>
    public Period Days { get; }
    /// <summary>The series that is held against them.</summary>
    public Series Series { get; }
    /// <summary>What is known of it; null when nothing is.</summary>
    public Curve? Curve { get; }
    /// <summary>The last day of the period that the series covers; null when it covers none.</summary>
    public DateOnly? Last { get; }
    /// <summary>The announcements, in the order in which they became known.</summary>
    public IReadOnlyList<TargetRevision> Revisions { get; }

    /// <summary>The target in force at the end of the period, or so far.</summary>
    public TargetRevision Final => Revisions.LastOrDefault(r => r.InForce is not null) ?? Revisions[^1];

    /// <summary>The target in force on a day of the period; null before the first was announced.</summary>
    public TargetRevision? On(DateOnly day) => Revisions.LastOrDefault(r => r.InForce is { } days && days.Contains(day));

    /// <summary>Units counted in the period up to a day, in units; nothing before its first day.</summary>
    public Quantity In(DateOnly day) => Curve is null ? Quantity.AtLeast(0)
        : day < Days.Start ? Quantity.Exact(0)
        : Curve.Between(Days.Before, day);

    /// <summary>
    /// The pace needed from the day after one to the end of the period, in units a week: what is missing ÷ the weeks left. Null when no
    /// target is in force or no day is left.
    /// </summary>
    /// <param name="day">The last day that has been counted.</param>
    public Quantity? Needed(DateOnly day)
    {
        var left = Days.End.DayNumber - day.DayNumber;
        return left <= 0 || On(day < Days.Start ? Days.Start : day) is not { } target ? null
            : (Quantity.Exact(target.Number).Less(In(day)) ?? Quantity.Exact(0)) * Rational.Of(7, left);
    }

    /// <summary>
    /// The pace held in each calendar quarter, over those of its days in the period that the series covers, in units a week.
    /// </summary>
    public IEnumerable<(Period Days, Quantity Pace)> Held()
    {
        if (Curve is null || Last is not { } last)
        {
            yield break;
        }
        var first = Curve.First > Days.Start ? Curve.First : Days.Start;
        for (var start = first; start <= last;)
        {
            var end = new DateOnly(start.Year, ((start.Month - 1) / 3 * 3) + 1, 1).AddMonths(3).AddDays(-1);
            var stretch = new Period(start, end < last ? end : last);
            yield return (stretch, RunRate.Weekly(Curve.In(stretch), stretch));
            start = stretch.End.AddDays(1);
        }
    }

    private TargetVerdict VerdictOf(Rational number, DateOnly? certain, bool final) =>
        certain is not null ? final && (_snapshot.AsOf > Days.End || Last == Days.End) ? TargetVerdict.Met : TargetVerdict.Reached
        : Last == Days.End && In(Days.End).High is { } high && high < number ? final ? TargetVerdict.Missed : TargetVerdict.NotReached
        : _snapshot.AsOf <= Days.End ? TargetVerdict.Open
        : TargetVerdict.CannotTell;

    private static Rational NumberOf(Figure plan) =>
        plan.Quantity is { Qualifier: Qualifier.AtMost, High: { } high } ? high : plan.Quantity.Low;
}
