using SU7Tracker.Domain;

namespace SU7Tracker.Web.Demand;

/// <summary>What stands against the cars delivered on one day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Backlog">Orders less deliveries.</param>
/// <param name="Wait">How many weeks later deliveries reach the orders of the day.</param>
/// <param name="BacklogToRunRate">Months of output that are on order.</param>
/// <param name="OrdersToRunRate">The same, delivered cars included.</param>
/// <param name="AgainstExpectation">Orders ÷ what was expected.</param>
/// <param name="AgainstPlan">Orders ÷ the target in force.</param>
/// <param name="BookToBill">Orders ÷ deliveries of four weeks.</param>
public sealed record DemandDay(
    DateOnly Day, Metric Backlog, Metric Wait, Metric BacklogToRunRate, Metric OrdersToRunRate, Metric AgainstExpectation,
    Metric AgainstPlan, Metric BookToBill);
