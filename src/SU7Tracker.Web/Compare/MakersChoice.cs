using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Compare;

/// <summary>What the address says about a ranking of makers, with the page's own choice for what it leaves open.</summary>
internal sealed record MakersChoice(Measure Measure, string Basis, Market Market)
{
    /// <summary>The word in addresses that ranks each vehicle for itself.</summary>
    public const string ByVehicle = "vehicle";

    /// <summary>The counts by which at least two vehicles can be ranked, the one of the most vehicles first.</summary>
    public static IReadOnlyList<(Measure Measure, string Basis)> Counts(IReadOnlyList<Snapshot> all) =>
        [
            .. CompareChoice
                .Counts(all)
                .Select((c, i) => (Count: c, Place: i, Vehicles: all.Count(s => s.Series.Contains(s.Of(c.Measure, c.Basis)))))
                .Where(c => c.Vehicles > 1)
                .OrderByDescending(c => c.Vehicles)
                .ThenBy(c => c.Place)
                .Select(c => c.Count),
        ];

    /// <summary>Reads an address.</summary>
    public static MakersChoice Of(IReadOnlyList<Snapshot> all, ViewState view)
    {
        var counts = Counts(all);
        var chosen = counts.Where(c => view.Series.Count > 0 && view.Series[0] == CompareChoice.KeyOf(c.Measure, c.Basis)).ToList();
        var (measure, basis) = chosen.Count > 0 ? chosen[0] : counts.Count > 0 ? counts[0] : (Measure.Registrations, Series.Insured);
        var per = PerOf(view);
        var period = view.Day is { } day ? ChartPeriods.Of(day, per)
            : Market.Richest(all, measure, basis, d => ChartPeriods.Of(d, per)) ?? ChartPeriods.Of(Latest(all, measure, basis), per);
        return new(measure, basis, Market.Of(all, measure, basis, period, view.Show != ByVehicle));
    }

    /// <summary>What a period is.</summary>
    public static string PerOf(ViewState view) =>
        view.Per is ChartPeriods.Week or ChartPeriods.Quarter or ChartPeriods.Year ? view.Per : ChartPeriods.Month;

    private static DateOnly Latest(IReadOnlyList<Snapshot> all, Measure measure, string basis) =>
        all.Select(s => s.Curve(s.Of(measure, basis))?.Last).Max() ?? (all.Count > 0 ? all[0].AsOf : Period.Earliest);
}
