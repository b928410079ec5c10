namespace SU7Tracker.Domain;

/// <summary>One vehicle of a comparison.</summary>
/// <param name="Snapshot">The vehicle as the reader sees it.</param>
/// <param name="Series">What is counted.</param>
/// <param name="Curve">What is known of it; null when nothing is.</param>
/// <param name="Start">Where its weeks begin; null by calendar and where the record does not say.</param>
public sealed record ComparedVehicle(Snapshot Snapshot, Series Series, Curve? Curve, ComparisonStart? Start)
{
    /// <summary>The days from day 1 to the last day that the series covers, both counted; null where nothing can be drawn.</summary>
    public int? Age =>
        Curve is { } curve && Start is { } start && curve.Last >= start.Day ? curve.Last.DayNumber - start.Day.DayNumber + 1 : null;

    /// <summary>The last of a number of days since day 1.</summary>
    /// <exception cref="InvalidOperationException">The vehicle has no day 1.</exception>
    public DateOnly DayOfAge(int days) =>
        Start is { } start ? start.Day.AddDays(days - 1) : throw new InvalidOperationException("The vehicle has no first day.");

    /// <summary>The complete stretches of some weeks since day 1 that the series covers, in order.</summary>
    /// <param name="weeks">How many weeks one has, at least 1.</param>
    public IEnumerable<Period> Stretches(int weeks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weeks, 1);
        for (var days = 7 * weeks; days <= Age; days += 7 * weeks)
        {
            yield return new(DayOfAge(days - (7 * weeks) + 1), DayOfAge(days));
        }
    }

    /// <summary>What the record says of a period.</summary>
    /// <param name="value">What is compared.</param>
    /// <param name="period">The period.</param>
    /// <param name="month">What a run-rate takes for a month.</param>
    /// <param name="baseDay">The day whose count is 100; for <see cref="ComparedValue.Indexed"/> only.</param>
    public Quantity? Value(ComparedValue value, Period period, MonthBasis month, DateOnly? baseDay = null) =>
        Curve is not { } curve
            ? null
            : value switch
            {
                ComparedValue.Count => curve.In(period),
                ComparedValue.Pace => RunRate.Weekly(curve.In(period), period),
                ComparedValue.RunRate => RunRate.Of(curve.In(period), period, month).UnitsPerMonth,
                ComparedValue.Indexed => baseDay is { } day ? Index(curve, period.End, day) : null,
                _ => curve.UpTo(period.End),
            };

    /// <summary>
    /// How many of a hundredth of what had been counted on a base day had been counted on another. Both counts share what lies before the
    /// earlier day, so that only what lies between the two days widens the bounds.
    /// </summary>
    public static Quantity? Index(Curve curve, DateOnly day, DateOnly baseDay)
    {
        if (day == baseDay)
        {
            return Quantity.Exact(100);
        }
        var (first, last) = day < baseDay ? (day, baseDay) : (baseDay, day);
        var (before, between) = (curve.UpTo(first), curve.Between(first, last));
        if (before.High is { Sign: 0 })
        {
            return day < baseDay ? Quantity.Exact(0) : null;
        }
        // Of the later count in the earlier: 1 + between ÷ before.
        var low = 1 + (before.High is { } most ? between.Low / most : 0);
        Rational? high = before.Low.Sign > 0 && between.High is { } top ? 1 + (top / before.Low) : null;
        var best = before.Estimate is { Sign: > 0 } estimate ? 1 + (between.Estimate / estimate) : null;
        return day > baseDay
            ? Quantity.Between(low * 100, high * 100, best * 100)
            : Quantity.Between(high is { } h ? 100 / h : 0, 100 / low, best is { } b ? 100 / b : null);
    }
}
