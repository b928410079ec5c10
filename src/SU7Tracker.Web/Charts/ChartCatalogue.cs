using SU7Tracker.Domain;
using SU7Tracker.Web.Compare;
using SU7Tracker.Web.Demand;
using SU7Tracker.Web.Explore;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Overview;
using SU7Tracker.Web.Plans;

namespace SU7Tracker.Web.Charts;

/// <summary>The charts of all pages by the name that addresses use.</summary>
internal static class ChartCatalogue
{
    // A chart is one line here.
    private static readonly Dictionary<string, Func<ChartContext, ChartData>> Charts = new()
    {
        [CompareChart.Name] = context => CompareChart.Of(CompareChoice.Of(context.Compared, context.View), context.View),
        [ExploreChart.Name] = context => ExploreChart.Of(context.Snapshot, context.View),
        [OverviewChart.Name] = context => OverviewChart.Of(context.Snapshot, context.View),
        [DemandChart.Name] = context => DemandChart.ToDate(context.Snapshot, context.View),
        [DemandChart.Backlog] = context => DemandChart.BacklogOf(context.Snapshot, context.View),
        [DemandChart.Wait] = context => DemandChart.WaitOf(context.Snapshot, context.View),
        [TargetChart.CountName(0)] = context => TargetChart.Count(context.Snapshot, context.View, 0),
        [TargetChart.CountName(1)] = context => TargetChart.Count(context.Snapshot, context.View, 1),
        [TargetChart.CountName(2)] = context => TargetChart.Count(context.Snapshot, context.View, 2),
        [TargetChart.PaceName(0)] = context => TargetChart.Pace(context.Snapshot, context.View, 0),
        [TargetChart.PaceName(1)] = context => TargetChart.Pace(context.Snapshot, context.View, 1),
        [TargetChart.PaceName(2)] = context => TargetChart.Pace(context.Snapshot, context.View, 2),
    };

    /// <summary>How a chart is derived; null when there is none of that name.</summary>
    public static Func<ChartContext, ChartData>? Find(string name) => Charts.GetValueOrDefault(name);
}
