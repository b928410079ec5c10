namespace SU7Tracker.Domain;

/// <summary>
/// A vehicle as it stood on a day: of each figure the revision that was known then, and what follows from them. Safe to share.
/// </summary>
public sealed class Snapshot
{
    private readonly FamilySnapshot _family;
    private readonly Lazy<IReadOnlyList<Series>> _series;
    private readonly Lazy<IReadOnlyList<Contradiction>> _contradictions;

    internal Snapshot(FamilySnapshot family, VehicleHistory history)
    {
        (_family, History) = (family, history);
        _series = new(() =>
        [
            .. _family.Series.Concat(_family.System.Series).Where(s => s.Vehicle == Vehicle.Slug).Distinct()
                .OrderBy(s => s.Measure).ThenBy(s => s.Basis, StringComparer.Ordinal).ThenBy(s => s.City, StringComparer.Ordinal),
        ]);
        _contradictions = new(() =>
            [.. _family.System.Contradictions.Where(c => c.Series.Vehicle == Vehicle.Slug || c.Other?.Vehicle == Vehicle.Slug)]);
    }

    /// <summary>Whether the figures of the family are reconciled and the best estimates made.</summary>
    public bool IsDerived => _family.IsDerived;

    /// <summary>
    /// Reconciles the figures of the family and makes the best estimates now, unless that was done; else it is done when it is first
    /// needed.
    /// </summary>
    /// <param name="cancel">Ends the work early.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public Snapshot Derive(CancellationToken cancel)
    {
        _family.DeriveAll(cancel);
        return this;
    }

    /// <summary>The record that this is a view of.</summary>
    public VehicleHistory History { get; }
    /// <summary>The day.</summary>
    public DateOnly AsOf => _family.AsOf;
    /// <summary>The worst grade of sources whose figures count.</summary>
    public Grade Lowest => _family.Lowest;
    /// <summary>How many figures of the family that stand are left out because of the grades of their sources.</summary>
    public int LeftOut => _family.LeftOut;
    /// <summary>What is followed.</summary>
    public Vehicle Vehicle => History.Vehicle;
    /// <summary>The series of which something was known, in order; those that a parent or part passes on are among them.</summary>
    public IReadOnlyList<Series> Series => _series.Value;
    /// <summary>The figures of this vehicle that are not used, and the laws that are not applied to it.</summary>
    public IReadOnlyList<Contradiction> Contradictions => _contradictions.Value;
    /// <summary>The claims that had been made.</summary>
    public IEnumerable<Claim> Claims => History.Claims.Where(c => c.StatedOn <= AsOf);
    /// <summary>The quoted waits that were known.</summary>
    public IEnumerable<QuotedWait> Waits => History.Waits.Where(w => w.KnownOn <= AsOf);

    /// <summary>The cities that the sources of this vehicle name, as far as these were public.</summary>
    public IEnumerable<City> Cities => History.Cities.Where(c => c.Source.Length == 0
        || !History.Sources.TryGetValue(c.Source, out var source) || source.PublishedOn is not { } published || published <= AsOf);

    /// <summary>The series of this vehicle with a measure, basis and city.</summary>
    public Series Of(Measure measure, string basis, string city = "") => new(Vehicle.Slug, measure, basis, city);

    /// <summary>The figures of a series that stand, by the day they end; none when nothing is known.</summary>
    public IReadOnlyList<Figure> Figures(Series series) => _family.Figures(series);

    /// <summary>What is known of a series; null when nothing is, and of plans and open orders, which are no counts.</summary>
    public Curve? Curve(Series series) => _family.Curve(series);

    /// <summary>
    /// The tightest bounds on the units of a series counted after the end of one day up to the end of another; also of a series without
    /// figures.
    /// </summary>
    /// <param name="series">A series of the family, no plan.</param>
    /// <param name="a">The day before the first that counts; null counts from the beginning of time.</param>
    /// <param name="b">The last day that counts.</param>
    public Quantity Between(Series series, DateOnly? a, DateOnly b)
    {
        if (Curve(series) is { } curve)
        {
            return curve.Between(a, b);
        }
        var bounds = Bounds(series);
        return Halves.Quantity(bounds.Least(a?.DayNumber, b.DayNumber), bounds.Most(a?.DayNumber, b.DayNumber));
    }

    /// <summary>What the bounds of <see cref="Between"/> rest on.</summary>
    public Evidence Evidence(Series series, DateOnly? a, DateOnly b)
    {
        if (Curve(series) is { } curve)
        {
            return curve.Evidence(a, b);
        }
        var (bounds, low, high) = (Bounds(series), new List<object>(), new List<object>());
        bounds.Least(a?.DayNumber, b.DayNumber, low);
        bounds.Most(a?.DayNumber, b.DayNumber, high);
        return Domain.Evidence.Of(low.Concat(high));
    }

    /// <summary>
    /// The tightest bounds on the units of one series up to a day less those of another up to a day, which all figures and laws allow
    /// together; the lower one may be negative. Null when there is no lower one.
    /// </summary>
    /// <param name="x">The series that counts.</param>
    /// <param name="onX">The day up to which it counts.</param>
    /// <param name="y">The series that is taken away.</param>
    /// <param name="onY">The day up to which it counts.</param>
    public Quantity? Difference(Series x, DateOnly onX, Series y, DateOnly onY)
    {
        var (low, high) = Difference(x, onX, y, onY, null, null);
        return low == -DifferenceSystem.Open ? null : Halves.Quantity(low, high, EstimateOf(x, onX) - EstimateOf(y, onY));
    }

    /// <summary>What the bounds of <see cref="Difference(Series, DateOnly, Series, DateOnly)"/> rest on.</summary>
    public Evidence DifferenceEvidence(Series x, DateOnly onX, Series y, DateOnly onY)
    {
        var (lower, upper) = (new List<object>(), new List<object>());
        Difference(x, onX, y, onY, lower, upper);
        return Domain.Evidence.Of(lower.Concat(upper));
    }

    private (long Low, long High) Difference(Series x, DateOnly onX, Series y, DateOnly onY, List<object>? lower, List<object>? upper)
    {
        var (one, other) = (Bounds(x), Bounds(y));
        if (ReferenceEquals(one.System, other.System))
        {
            var most = SeriesBounds.Excess(one.System, other.Nodes, onY.DayNumber, one.Nodes, onX.DayNumber, upper);
            var least = SeriesBounds.Excess(one.System, one.Nodes, onX.DayNumber, other.Nodes, onY.DayNumber, lower);
            return (least == DifferenceSystem.Open ? -DifferenceSystem.Open : -least, most);
        }
        // Nothing ties them to each other.
        var (oneLow, oneHigh) = (one.Least(null, onX.DayNumber, lower), one.Most(null, onX.DayNumber, upper));
        var (otherLow, otherHigh) = (other.Least(null, onY.DayNumber, upper), other.Most(null, onY.DayNumber, lower));
        return (
            otherHigh == DifferenceSystem.Open ? -DifferenceSystem.Open : oneLow - otherHigh,
            oneHigh == DifferenceSystem.Open ? oneHigh : oneHigh - otherLow);
    }

    /// <summary>
    /// The plans that were announced for a measure, by the day they end; those of a parent or part are among them if all their days are
    /// days on which the parent had one part.
    /// </summary>
    /// <param name="measure">What is planned.</param>
    /// <param name="basis"><see cref="Domain.Series.Target"/> or <see cref="Domain.Series.Expected"/>.</param>
    public IReadOnlyList<Figure> Plans(Measure measure, string basis) =>
        [
            .. Plans(Vehicle, measure, basis, DateOnly.MaxValue, null)
                .OrderBy(f => f.Key.End)
                .ThenBy(f => f.Key.First)
                .ThenBy(f => f.KnownOn),
        ];

    private IEnumerable<Figure> Plans(Vehicle vehicle, Measure measure, string basis, DateOnly until, Vehicle? from)
    {
        var family = History.Family.Vehicles;
        var others = family.Where(v => v.Parent == vehicle.Slug).Select(v => (Other: v, Part: v))
            .Concat(family.Where(v => v.Slug == vehicle.Parent).Select(v => (Other: v, Part: vehicle)))
            .Where(o => o.Other != from && o.Part.ParentAloneUntil is not null && !History.Family.IsOff(o.Part.Slug, Law.ParentEqualsPart));
        return _family.Announced(new(vehicle.Slug, measure, basis)).Where(f => f.Key.End <= until).Concat(others.SelectMany(o =>
            Plans(o.Other, measure, basis, o.Part.ParentAloneUntil!.Value < until ? o.Part.ParentAloneUntil.Value : until, vehicle)));
    }

    /// <summary>
    /// The plan or expectation in force on a day: of those of the longest period that holds it the last one announced by a day; null when
    /// there is none.
    /// </summary>
    /// <param name="basis"><see cref="Domain.Series.Target"/> or <see cref="Domain.Series.Expected"/>.</param>
    /// <param name="measures">The measures that may be planned, the preferred first.</param>
    /// <param name="day">The day.</param>
    /// <param name="announced">The last day on which it may have been announced.</param>
    public Figure? InForce(string basis, IEnumerable<Measure> measures, DateOnly day, DateOnly announced) =>
        measures
            .Select(m =>
                Plans(m, basis)
                    .Where(f => day <= f.Key.End && (f.Key.Start is not { } start || start <= day) && f.KnownOn <= announced)
                    .OrderBy(f => f.Key.Period?.Days ?? int.MaxValue)
                    .ThenBy(f => f, PlanOrder)
                    .LastOrDefault())
            .FirstOrDefault(f => f is not null);

    /// <summary>Orders the plans of one period; the last is in force.</summary>
    internal PlanOrder PlanOrder => new(History.Family.GradeOf);

    private Rational? EstimateOf(Series series, DateOnly day) => Curve(series)?.UpTo(day).Estimate;

    private SeriesBounds Bounds(Series series)
    {
        var (system, nodes) = _family.System.Find(series);
        return new(system, nodes);
    }
}
