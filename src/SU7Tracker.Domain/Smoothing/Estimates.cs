namespace SU7Tracker.Domain.Smoothing;

/// <summary>
/// The best estimates of the series of a family, computed when they are asked for: series that laws tie to each other together.
/// </summary>
internal sealed class Estimates
{
    private readonly Dictionary<Series, Lazy<IReadOnlyDictionary<Series, SeriesEstimate>>> _groups = [];

    /// <param name="family">The reconciled figures of the family.</param>
    /// <param name="vehicles">Its vehicles.</param>
    /// <param name="gradeOf">The grade of a source by its id.</param>
    public Estimates(FamilySystem family, IReadOnlyCollection<Vehicle> vehicles, Func<string, Grade> gradeOf)
    {
        var days = new Lazy<int[]>(() => Days(family));
        var bySlug = vehicles.ToDictionary(v => v.Slug);
        foreach (var group in Groups(family))
        {
            var estimates = new Lazy<IReadOnlyDictionary<Series, SeriesEstimate>>(() =>
                new FamilyEstimate(family, group, days.Value, bySlug, gradeOf).Estimates);
            group.ForEach(s => _groups.Add(s, estimates));
        }
    }

    /// <summary>The best estimate of a series; null where no figure covers it.</summary>
    public SeriesEstimate? Of(Series series) => _groups.TryGetValue(series, out var group) ? group.Value.GetValueOrDefault(series) : null;

    // Series that laws or open orders tie to each other, directly or through others.
    private static IEnumerable<List<Series>> Groups(FamilySystem family)
    {
        var group = family.Series.Concat(family.Tied.Select(t => t.Series)).Distinct().ToDictionary(s => s, s => new List<Series> { s });
        var pairs = family.Tied.SelectMany(t => t.Above).Select(t => (t.Lower.Series, t.Upper.Series))
            .Concat(family.OpenOrders.Select(o => FamilySystem.SidesOf(o.Figure)));
        foreach (var (one, other) in pairs)
        {
            if (group[one] == group[other])
            {
                continue;
            }
            group[one].AddRange(group[other]);
            foreach (var series in group[other])
            {
                group[series] = group[one];
            }
        }
        return group.Values.Distinct();
    }

    // The days of the family's figures, and the Sundays and month ends between the first and the last of them.
    private static int[] Days(FamilySystem family)
    {
        var days = family
            .Series.Select(family.Own)
            .OfType<SeriesSystem>()
            .Select(o => o.Nodes)
            .Concat(family.Tied)
            .SelectMany(n => n.Days)
            .ToHashSet();
        if (days.Count == 0)
        {
            return [];
        }
        var (first, last) = (days.Min(), days.Max());
        for (var day = Week.Of(DateOnly.FromDayNumber(first)).Sunday.DayNumber; day <= last; day += 7)
        {
            days.Add(day);
        }
        for (var month = Month.Of(DateOnly.FromDayNumber(first)); month.Period.End.DayNumber <= last; month = month.Next)
        {
            days.Add(month.Period.End.DayNumber);
        }
        return [.. days.Order()];
    }
}
