namespace SU7Tracker.Domain;

/// <summary>The first day of the first week of a compared vehicle.</summary>
/// <param name="Day">Day 1.</param>
/// <param name="Kind">What says so.</param>
/// <param name="Milestone">The milestone that says so; null for any other kind.</param>
/// <param name="Arrival">The days between which the n-th car was counted; null for any other kind.</param>
public sealed record ComparisonStart(DateOnly Day, StartKind Kind, Milestone? Milestone = null, Arrival? Arrival = null)
{
    private const string FirstDeliveries = "first deliver";

    /// <summary>Where a vehicle's weeks begin; null when the record does not say, and by calendar.</summary>
    /// <param name="snapshot">The vehicle.</param>
    /// <param name="curve">What is counted; null when nothing is known of it.</param>
    /// <param name="alignment">What vehicles are aligned by.</param>
    /// <param name="nth">Which car, for <see cref="Alignment.NthCar"/>.</param>
    public static ComparisonStart? Of(Snapshot snapshot, Curve? curve, Alignment alignment, long nth) => alignment switch
    {
        Alignment.Launch => snapshot.Vehicle.LaunchedOn is { } day && day <= snapshot.AsOf ? new(day, StartKind.LaunchDay) : null,
        Alignment.FirstDelivery => FirstDeliveryOf(snapshot),
        Alignment.NthCar when curve is not null => NthCarOf(snapshot, curve, nth),
        _ => null,
    };

    private static ComparisonStart? FirstDeliveryOf(Snapshot snapshot)
    {
        var milestone = Known(snapshot)
            .Where(m => m.Event.StartsWith(FirstDeliveries, StringComparison.OrdinalIgnoreCase) && IsAbout(m.Subject, snapshot.Vehicle))
            .MinBy(m => m.Date);
        return milestone is not null ? new(milestone.Date, StartKind.FirstDeliveryMilestone, milestone)
            : snapshot.Vehicle.FirstDeliveryOn is { } day && day <= snapshot.AsOf ? new(day, StartKind.FirstDeliveryDay)
            : null;
    }

    // A milestone counts where the bounds allow its day.
    private static ComparisonStart? NthCarOf(Snapshot snapshot, Curve curve, long nth)
    {
        var arrival = Arrival.Of(curve, nth, curve.Series.Measure == Measure.Deliveries ? Known(snapshot) : null);
        return arrival.Milestone is { } told && told.Date >= (arrival.Earliest ?? told.Date) && told.Date <= (arrival.Latest ?? told.Date)
            ? new(told.Date, StartKind.NthCarMilestone, told, arrival)
            : arrival.Latest is { } day ? new(day, StartKind.NthCarCount, null, arrival)
            : null;
    }

    private static IEnumerable<Milestone> Known(Snapshot snapshot) =>
        snapshot.History.Milestones.Where(m => m.Precision == DatePrecision.Day && m.Date <= snapshot.AsOf);

    // The record of a brand holds the first deliveries of its models, too: these are not the brand's.
    private static bool IsAbout(string subject, Vehicle vehicle) =>
        subject.StartsWith(vehicle.Name.Split('(')[0].Trim(), StringComparison.OrdinalIgnoreCase);
}
