namespace SU7Tracker.Domain;

/// <summary>Makers or vehicles by the units that one count gives them in a period: how many, which share, which rank.</summary>
public sealed class Market
{
    private Market(
        Period period,
        IReadOnlyList<Contender> contenders,
        IReadOnlyList<Vehicle> uncounted,
        Vehicle? whole,
        Quantity total,
        Quantity? covered
    ) => (Period, Contenders, Uncounted, Whole, Total, Covered) = (period, contenders, uncounted, whole, total, covered);

    /// <summary>The period.</summary>
    public Period Period { get; }
    /// <summary>Those that are counted, the largest first.</summary>
    public IReadOnlyList<Contender> Contenders { get; }
    /// <summary>The vehicles on record of which nothing is known in the period.</summary>
    public IReadOnlyList<Vehicle> Uncounted { get; }
    /// <summary>What stands on record for all makers together; null when nothing does.</summary>
    public Vehicle? Whole { get; }
    /// <summary>Units of which shares are taken: of the whole, else of all that are counted together.</summary>
    public Quantity Total { get; }
    /// <summary>The share of the whole that the counted ones make up, between 0 and 1; null without a whole.</summary>
    public Quantity? Covered { get; }

    /// <summary>Ranks vehicles in a period.</summary>
    /// <param name="snapshots">The vehicles, as of one day.</param>
    /// <param name="measure">What is counted.</param>
    /// <param name="basis">What exactly.</param>
    /// <param name="period">The period.</param>
    /// <param name="byMaker">Whether the vehicles of a maker are counted together. A vehicle whose parent is counted is in the parent's
    /// count.</param>
    public static Market Of(IEnumerable<Snapshot> snapshots, Measure measure, string basis, Period period, bool byMaker)
    {
        var all = snapshots.ToList();
        var vehicles = all.ToDictionary(s => s.Vehicle.Slug, s => s.Vehicle);
        var counts = new Dictionary<string, Quantity>();
        foreach (var snapshot in all)
        {
            if (snapshot.Curve(snapshot.Of(measure, basis)) is { } curve && period.Overlap(new(curve.First, curve.Last)) == period
                && curve.In(period) is var count && (count.Low.Sign > 0 || count.High is not null))
            {
                counts.Add(snapshot.Vehicle.Slug, count);
            }
        }
        // What has parts of other makers stands for all of them.
        var wholes = all.Select(s => s.Vehicle)
            .Where(v => vehicles.TryGetValue(v.Parent, out var parent) && parent.Maker != v.Maker)
            .GroupBy(v => v.Parent)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.Key)
            .ToList();
        var whole = wholes.Find(counts.ContainsKey);
        var contending = counts.Keys.Where(slug => !wholes.Contains(slug)).Select(slug => vehicles[slug])
            .Where(v => !byMaker || !HasCountedParent(v))
            .GroupBy(v => byMaker ? v.Maker : v.Slug)
            .Select(g => (Name: byMaker ? g.Key : "", Vehicles: g.ToList(), Count: g.Select(CountOf).Aggregate((a, b) => a + b)))
            .ToList();
        var counted = contending.Count == 0 ? Quantity.Exact(0) : contending.Select(c => c.Count).Aggregate((a, b) => a + b);
        var total = whole is null ? counted : counts[whole];
        var ranked = contending.Select(
            (c, i) =>
                new Contender(
                    c.Name,
                    c.Vehicles,
                    c.Count,
                    whole is null
                        ? ShareAmong(c.Count, contending.Where((_, at) => at != i).Select(o => o.Count))
                        : ShareOf(c.Count, total),
                    1 + contending.Where((o, at) => at != i && c.Count.High is { } high && o.Count.Low > high).Count(),
                    1 + contending.Where((o, at) => at != i && (o.Count.High is not { } high || high > c.Count.Low)).Count()));
        return new(
            period,
            [
                .. ranked
                    .OrderBy(c => c.BestRank + c.WorstRank)
                    .ThenByDescending(c => c.Count.Low)
                    .ThenBy(c => c.Vehicles[0].Slug, StringComparer.Ordinal),
            ],
            [.. all.Select(s => s.Vehicle).Where(v => !counts.ContainsKey(v.Slug) && !wholes.Contains(v.Slug))],
            whole is null ? null : vehicles[whole], total, whole is null ? null : ShareOf(counted, total));

        bool HasCountedParent(Vehicle vehicle) => vehicles.TryGetValue(vehicle.Parent, out var parent)
            && parent.Maker == vehicle.Maker && (counts.ContainsKey(parent.Slug) || HasCountedParent(parent));

        // The joint record of a family has bounded the parent by its parts already.
        Quantity CountOf(Vehicle vehicle) => counts[vehicle.Slug];
    }

    /// <summary>The last calendar month, or week, of those in which the most vehicles have a published count; null when none has.</summary>
    /// <param name="snapshots">The vehicles, as of one day.</param>
    /// <param name="measure">What is counted.</param>
    /// <param name="basis">What exactly.</param>
    /// <param name="of">The period that holds a day.</param>
    public static Period? Richest(IEnumerable<Snapshot> snapshots, Measure measure, string basis, Func<DateOnly, Period> of) => snapshots
        .SelectMany(s => s.Figures(s.Of(measure, basis)).Select(f => f.Key.Period).OfType<Period>().Where(p => of(p.Start) == p).Distinct())
        .GroupBy(p => p).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key.Start).Select(g => (Period?)g.Key).FirstOrDefault();

    // x ÷ (x + rest), for which only the rest's own bounds matter.
    private static Quantity? ShareAmong(Quantity count, IEnumerable<Quantity> others)
    {
        var rest = others.Aggregate(Quantity.Exact(0), (a, b) => a + b);
        if (count.High is { Sign: 0 } && rest.High is { Sign: 0 })
        {
            return null;
        }
        var low = rest.High is { } most && (count.Low + most).Sign > 0 ? count.Low / (count.Low + most) : 0;
        var high = count.High is { } top && (top + rest.Low).Sign > 0 ? top / (top + rest.Low) : 1;
        return Quantity.Between(low, high, count.Estimate is { } c && rest.Estimate is { } r && (c + r).Sign > 0 ? c / (c + r) : null);
    }

    private static Quantity? ShareOf(Quantity part, Quantity whole)
    {
        if (whole.High is { Sign: 0 })
        {
            return null;
        }
        var share = part / whole;
        return Quantity.Between(share.Low > 1 ? 1 : share.Low, share.High is { } high && high < 1 ? high : 1, share.Estimate);
    }
}
