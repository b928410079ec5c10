namespace SU7Tracker.Domain;

/// <summary>Several vehicles by the same count, aligned by calendar or by age; each line has its own length.</summary>
public sealed class Comparison
{
    /// <summary>The numbers of cars whose day is compared.</summary>
    public static readonly IReadOnlyList<long> Numbers = [1_000, 10_000, 50_000, 100_000];

    private const int IndexWeeks = 13;

    /// <summary>Compares vehicles.</summary>
    /// <param name="vehicles">The vehicles, the first the one that others are held against.</param>
    /// <param name="measure">What is counted.</param>
    /// <param name="basis">What exactly.</param>
    /// <param name="alignment">What they are aligned by.</param>
    /// <param name="nth">Which car, for <see cref="Alignment.NthCar"/>.</param>
    public Comparison(IEnumerable<Snapshot> vehicles, Measure measure, string basis, Alignment alignment, long nth)
    {
        (Alignment, Nth) = (alignment, nth);
        Vehicles =
        [
            .. vehicles.Select(v =>
            {
                var series = v.Of(measure, basis);
                var curve = v.Curve(series);
                return new ComparedVehicle(v, series, curve, ComparisonStart.Of(v, curve, alignment, nth));
            }),
        ];
        Drawn = [.. Vehicles.Where(v => alignment == Alignment.Calendar ? v.Curve is not null : v.Age is not null)];
        CommonAge = alignment == Alignment.Calendar ? null : Drawn.Min(v => v.Age);
    }

    /// <summary>What they are aligned by.</summary>
    public Alignment Alignment { get; }
    /// <summary>Which car, for <see cref="Alignment.NthCar"/>.</summary>
    public long Nth { get; }
    /// <summary>All vehicles that were asked for.</summary>
    public IReadOnlyList<ComparedVehicle> Vehicles { get; }
    /// <summary>Those of which there is something to draw.</summary>
    public IReadOnlyList<ComparedVehicle> Drawn { get; }
    /// <summary>The days since day 1 that all of them cover; null by calendar and where there is none.</summary>
    public int? CommonAge { get; }

    /// <summary>The last day that all of them cover, by calendar; null where there is none.</summary>
    public DateOnly? CommonDay => Drawn.Count == 0 ? null
        : Drawn.Min(v => v.Curve!.Last) is var day && Drawn.All(v => v.Curve!.First <= day) ? day : null;

    /// <summary>The weeks that a point should cover, by how often the vehicles are counted: 1, 4 or 13.</summary>
    public int NaturalWeeks => Drawn.Select(v => Cadence(v)).DefaultIfEmpty(1).Max();

    /// <summary>
    /// The full weeks since day 1 whose count is 100 in an index: of the multiples of thirteen that all cover the one on which the counts
    /// are known best. Null where there is none.
    /// </summary>
    public int? IndexAge => CommonAge is not { } common ? null
        : Enumerable.Range(1, common / (7 * IndexWeeks)).Select(k => k * IndexWeeks)
            .Select(weeks => (Weeks: weeks, Width: Drawn.Max(v => Width(v.Curve!.UpTo(v.DayOfAge(7 * weeks))))))
            .Where(c => c.Width is not null).OrderBy(c => c.Width!.Value).ThenBy(c => c.Weeks).Select(c => (int?)c.Weeks).FirstOrDefault();

    /// <summary>
    /// The day whose count is 100 in an index by calendar: the last day of the first quarter that all cover whole and by whose end each had
    /// counted something. Null where there is none.
    /// </summary>
    public DateOnly? IndexDay
    {
        get
        {
            if (CommonDay is not { } last)
            {
                return null;
            }
            var first = Drawn.Max(v => v.Curve!.First);
            var quarter = new DateOnly(first.Year, first.Month - ((first.Month - 1) % 3), 1);
            for (
                var start = quarter < first ? quarter.AddMonths(3) : quarter;
                start.AddMonths(3).AddDays(-1) is var end && end <= last;
                start = start.AddMonths(3))
            {
                if (Drawn.All(v => Width(v.Curve!.UpTo(end)) is not null))
                {
                    return end;
                }
            }
            return null;
        }
    }

    /// <summary>
    /// The days since day 1 that a sentence is about: of those that all cover the last at whose end the first vehicle's count is known
    /// exactly, else all of them. Null where there is none.
    /// </summary>
    public int? TellingAge => CommonAge is not { } common ? null
        : Exact(Drawn[0], d => d.DayNumber - Drawn[0].Start!.Day.DayNumber + 1 is > 0 and var age && age <= common) is { } day
            ? day.DayNumber - Drawn[0].Start!.Day.DayNumber + 1 : common;

    /// <summary>
    /// The day that a sentence is about by calendar: of those that all cover the last at whose end the first vehicle's count is known
    /// exactly, else the last.
    /// </summary>
    public DateOnly? TellingDay => CommonDay is not { } last ? null : Exact(Drawn[0], d => d <= last) ?? last;

    /// <summary>The day whose count is 100 for a vehicle; null where there is none.</summary>
    public DateOnly? IndexDayOf(ComparedVehicle vehicle) =>
        Alignment == Alignment.Calendar ? IndexDay
        : IndexAge is { } weeks && vehicle.Start is not null ? vehicle.DayOfAge(7 * weeks)
        : null;

    /// <summary>
    /// By how many units one vehicle up to a day is ahead of another up to a day: one query where their records are tied, the difference of
    /// both bounds where they are not. The lower bound may be negative; null when there is none.
    /// </summary>
    public static Quantity? Ahead(ComparedVehicle one, DateOnly onOne, ComparedVehicle other, DateOnly onOther)
    {
        if (one.Curve is not { } curve || other.Curve is not { } otherCurve)
        {
            return null;
        }
        if (ReferenceEquals(one.Snapshot.History.Family, other.Snapshot.History.Family))
        {
            return one.Snapshot.Difference(one.Series, onOne, other.Series, onOther);
        }
        var taken = otherCurve.UpTo(onOther);
        return taken.High is null ? null : curve.UpTo(onOne) - taken;
    }

    /// <summary>When a vehicle's count reached a number.</summary>
    public static Arrival? ArrivalOf(ComparedVehicle vehicle, long number) =>
        vehicle.Curve is not { } curve
            ? null
            : Arrival.Of(
                curve,
                number,
                vehicle.Series is { Measure: Measure.Deliveries, Basis: Series.Delivered }
                    ? vehicle.Snapshot.History.Milestones.Where(m => m.Date <= vehicle.Snapshot.AsOf)
                    : null);

    /// <summary>
    /// By how many weeks one vehicle reached a number sooner than another, each since its own day 1; negative where later. Null when that
    /// is open.
    /// </summary>
    public static Quantity? Sooner(ComparedVehicle one, ComparedVehicle other, long number) =>
        one.Start is { } start
        && other.Start is { } otherStart
        && ArrivalOf(one, number)?.Weeks(start.Day) is { High: not null } weeks
        && ArrivalOf(other, number)?.Weeks(otherStart.Day) is { } later
            ? later - weeks
            : null;

    // A parent or part may have published what the count of the vehicle is known by.
    private static DateOnly? Exact(ComparedVehicle vehicle, Func<DateOnly, bool> among) =>
        vehicle
            .Snapshot.History.Family.Vehicles.SelectMany(v => vehicle.Snapshot.Figures(vehicle.Series with { Vehicle = v.Slug }))
            .Select(f => f.Key.End)
            .Distinct()
            .Where(among)
            .OrderDescending()
            .Where(d => vehicle.Curve!.UpTo(d) is { IsExact: true, IsZero: false })
            .Select(d => (DateOnly?)d)
            .FirstOrDefault();

    private static int Cadence(ComparedVehicle vehicle)
    {
        var days = vehicle.Snapshot.Figures(vehicle.Series).Select(f => f.Key.Period?.Days).OfType<int>().Order().ToList();
        return days.Count == 0 ? 13 : days[days.Count / 2] switch { >= 80 => 13, >= 25 => 4, _ => 1 };
    }

    // The share of the upper bound that is not known; null where there is no upper bound or nothing was counted for certain.
    private static Rational? Width(Quantity count) => count.Low.Sign > 0 && count.High is { } high ? (high - count.Low) / high : null;
}
