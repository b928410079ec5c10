namespace SU7Tracker.Domain;

/// <summary>
/// The targets of a vehicle, those of a parent or part among them that are its own. A target is reached on the first day up to which its
/// number has been counted within its period; where counts are bounds, between two days.
/// </summary>
public sealed class Targets
{
    /// <summary>Derives from a snapshot.</summary>
    public Targets(Snapshot snapshot)
    {
        Periods =
        [
            .. new[] { Measure.Deliveries, Measure.Production, Measure.Orders, Measure.Registrations }
                .SelectMany(m => snapshot.Plans(m, Series.Target).Where(f => f.Key.Period is not null).Select(f => (Measure: m, Figure: f)))
                .GroupBy(p => (p.Measure, p.Figure.Key.Period!.Value))
                .OrderBy(g => g.Key.Value.End).ThenByDescending(g => g.Key.Value.Days).ThenBy(g => g.Key.Measure)
                .Select(g => new TargetPeriod(
                    snapshot, g.Key.Measure, g.Key.Value, [.. g.Select(p => p.Figure).Order(snapshot.PlanOrder)])),
        ];
    }

    /// <summary>By the day they end, of those that end together the longest first.</summary>
    public IReadOnlyList<TargetPeriod> Periods { get; }

    /// <summary>The targets of a measure for some days; null when there are none.</summary>
    public TargetPeriod? Find(Measure measure, Period days) => Periods.FirstOrDefault(p => p.Measure == measure && p.Days == days);
}
