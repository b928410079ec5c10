using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Demand;

/// <summary>What the record says of demand, in words.</summary>
internal static class DemandSentence
{
    /// <summary>The page's title: the backlog and the wait of the day asked about.</summary>
    public static string Title(Vehicle vehicle, DemandFacts facts) => facts.Chosen switch
    {
        { Backlog.Value: { } backlog, Wait.Value: { } wait } day when !DemandFacts.IsTooWide(wait) =>
            DemandTexts.TitleWait.With(day.Day.Display(), backlog.Display(), vehicle.DisplayName(), wait.Display(Unit.Weeks.Decimals)),
        { Backlog.Value: { } backlog } day => DemandTexts.TitleBacklog.With(day.Day.Display(), backlog.Display(), vehicle.DisplayName()),
        { } day => DemandTexts.TitleNotKnown.With(day.Day.Display(), vehicle.DisplayName()),
        null => DemandTexts.TitleNothing.With(vehicle.DisplayName()),
    };

    /// <summary>What can be told of the other day, or why nothing can be told; null where there is no more to say.</summary>
    public static string? Below(DemandFacts facts) => facts switch
    {
        { Chosen: { Backlog: { Value: null, Reason: { } reason } }, Latest: null } => reason.Display(),
        { Beside: { Backlog.Value: { } backlog } day } => (day.Day == facts.Latest ? DemandTexts.BelowLatest : DemandTexts.BelowOther).With(
            day.Day.Display(), string.Join(DemandTexts.ListSeparator, Parts(day, backlog))),
        _ => null,
    };

    /// <summary>How the day asked about was told.</summary>
    public static IEnumerable<string> HowTold(DemandFacts facts, DemandDay day)
    {
        if (
            Input(day.Backlog, "orders") is { } orders
            && Input(day.Backlog, "deliveries") is { } deliveries
            && orders.IsExact
            && deliveries.IsExact)
        {
            yield return DemandTexts.ToldBacklog.With(day.Backlog.Value!.Value.Display(), orders.Display(), deliveries.Display());
        }
        else
        {
            yield return DemandTexts.ToldTogether.With(day.Backlog.Value!.Value.Display());
        }
        if (DemandChart.Reaches(day) is { } reaches && Input(day.Wait, "orders") is { } level)
        {
            yield return DemandTexts.ToldReaches.With(
                level.Display(), reaches.Start.Display(), reaches.End.Display(), day.Wait.Value!.Value.Display(Unit.Weeks.Decimals));
        }
        else if (day.Wait.Value is { } wait && day.Wait.Inputs is [var backlog, var pace])
        {
            yield return DemandTexts.ToldPace.With(
                backlog.Value.Display(),
                pace.Value.Display(),
                pace.Span?.Display(),
                wait.Display(Unit.Weeks.Decimals));
        }
        else if (day.Wait.Reason is { } reason)
        {
            yield return reason.Display();
        }
        if (facts.WaitsNear(day.Day).Select(DemandFacts.InWeeks).ToList() is { Count: > 0 } quoted)
        {
            var least = quoted.Select(q => q.Low).Aggregate(Rational.Min);
            var most = quoted.All(q => q.High is not null) ? quoted.Select(q => q.High!.Value).Aggregate(Rational.Max) : default(Rational?);
            yield return DemandTexts.ToldQuoted.With(Quantity.Between(least, most).Display(), DemandFacts.NearDays);
        }
    }

    private static IEnumerable<string> Parts(DemandDay day, Quantity backlog)
    {
        yield return DemandTexts.PartBacklog.With(backlog.Display());
        if (day.BacklogToRunRate.Value is { } months)
        {
            yield return DemandTexts.PartMonths.With(months.Display(Unit.Months.Decimals));
        }
        if (day.Wait.Value is { } wait && !DemandFacts.IsTooWide(wait))
        {
            yield return DemandTexts.PartWait.With(wait.Display(Unit.Weeks.Decimals));
        }
    }

    private static Quantity? Input(Metric metric, string name) => metric.Inputs.FirstOrDefault(i => i.Name == name)?.Value;
}
