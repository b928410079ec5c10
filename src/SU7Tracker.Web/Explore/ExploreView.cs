using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Overview;

namespace SU7Tracker.Web.Explore;

/// <summary>What the page shows: what the reader has chosen, and the page's own choice of the rest.</summary>
/// <param name="Snapshot">The vehicle as the reader sees it.</param>
/// <param name="View">What the reader has chosen.</param>
/// <param name="Series">The series shown, the leading one first.</param>
/// <param name="All">The days that they cover.</param>
/// <param name="Days">Those of them that are shown.</param>
public sealed record ExploreView(Snapshot Snapshot, ViewState View, IReadOnlyList<Series> Series, Period All, Period Days)
{
    /// <summary>What a point covers, beside week, month, quarter and year.</summary>
    public const string Figure = "figure";
    /// <summary>What is shown of it.</summary>
    public const string Count = "count", Pace = "pace", Total = "total", Change = "change", YearChange = "year";
    /// <summary>Presets of days.</summary>
    public const string Weeks13 = "13w", Weeks26 = "26w", Everything = "all";

    private const int MostSeries = 6, MostWeeks = 60, MostMonths = 60;
    private static readonly string[] Periods = [ChartPeriods.Week, ChartPeriods.Month, ChartPeriods.Quarter, ChartPeriods.Year, Figure];
    private static readonly string[] Shows = [Count, Pace, Total, Change, YearChange];

    /// <summary>The leading series.</summary>
    public Series Leading => Series[0];

    /// <summary>What a point covers: a week at first, then a month, then a quarter.</summary>
    public string Per => View.Per is { } per && Periods.Contains(per) ? per : Days.Days switch
    {
        <= 7 * MostWeeks => ChartPeriods.Week,
        <= 31 * MostMonths => ChartPeriods.Month,
        _ => ChartPeriods.Quarter,
    };

    /// <summary>What is shown of it.</summary>
    public string Show => View.Show is { } show && Shows.Contains(show) ? show : Count;

    /// <summary>How many points an average trails over; null for none.</summary>
    public int? Average => View.Average is 4 or 13 && Per != Figure && Show is Count or Pace ? View.Average : null;

    /// <summary>Whether a series is left out of the drawing.</summary>
    public bool IsHidden(Series series) => View.Hidden.Contains(PointKey.Name(series));

    /// <summary>The series of which something is known, those of all cities first.</summary>
    public static IReadOnlyList<Series> Known(Snapshot snapshot) =>
        [
            .. snapshot
                .Series.Where(s => snapshot.Curve(s) is not null)
                .OrderBy(s => s.City.Length > 0)
                .ThenBy(s => s.Measure != Measure.Deliveries),
        ];

    /// <summary>The years that the days touch.</summary>
    public IEnumerable<int> Years => Enumerable.Range(All.Start.Year, All.End.Year - All.Start.Year + 1);

    /// <summary>The preset that is shown; null where the reader has chosen days.</summary>
    public string? Preset =>
        View.From is not null || View.To is not null ? null
        : View.Range is { } range && DaysOf(All, range) is not null ? range
        : Everything;

    /// <summary>What is shown of a snapshot; null when nothing is known.</summary>
    public static ExploreView? Of(Snapshot snapshot, ViewState view)
    {
        var known = Known(snapshot);
        var chosen = view
            .Series.Select(name => PointKey.Find(snapshot.Vehicle.Slug, name))
            .OfType<Series>()
            .Where(known.Contains)
            .Distinct()
            .Take(MostSeries)
            .ToList();
        if (chosen.Count == 0)
        {
            if ((Richest.Series(snapshot) ?? (known.Count > 0 ? known[0] : null)) is not { } leading)
            {
                return null;
            }
            chosen = [leading, .. new[] { Richest.Indicator(snapshot, leading) }.OfType<Series>()];
        }
        var curves = chosen.Select(s => snapshot.Curve(s)!).ToList();
        var all = new Period(curves.Min(c => c.First), curves.Max(c => c.Last));
        return new(snapshot, view, chosen, all, Shown(all, view));
    }

    private static Period Shown(Period all, ViewState view)
    {
        if (view.From is null && view.To is null)
        {
            return view.Range is { } range && DaysOf(all, range) is { } preset ? preset : all;
        }
        var (from, to) = (view.From ?? all.Start, view.To ?? all.End);
        return from <= to && new Period(from, to).Overlap(all) is { } shown ? shown : all;
    }

    private static Period? DaysOf(Period all, string range) =>
        range switch
        {
            Weeks13 => Last(all, 13),
            Weeks26 => Last(all, 26),
            _ => int.TryParse(
                range,
                System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture,
                out var year
            ) && year is > 1900 and < 2200
                ? DisplayExtensions.Year(new(year, 1, 1)).Overlap(all)
                : null,
        };

    private static Period Last(Period all, int weeks)
    {
        var from = Week.Of(all.End).Monday.AddDays(-7 * (weeks - 1));
        return new(from > all.Start ? from : all.Start, all.End);
    }
}
