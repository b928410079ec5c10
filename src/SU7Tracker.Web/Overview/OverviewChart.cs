using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Overview;

/// <summary>The first chart: the series of which most is known, with its indicator and the milestones.</summary>
internal static class OverviewChart
{
    public const string Name = "overview", Count = "count", Pace = "pace", Total = "total";
    private const int MostPoints = 26;

    /// <summary>What a bar covers, where the reader has not chosen: a week at first, then a month, then a quarter.</summary>
    public static string Per(Curve curve, ViewState view) =>
        view.Per is ChartPeriods.Week or ChartPeriods.Month or ChartPeriods.Quarter
            ? view.Per
            : (curve.Last.DayNumber - curve.First.DayNumber) switch
            {
                < 100 => ChartPeriods.Week,
                < 31 * MostPoints => ChartPeriods.Month,
                _ => ChartPeriods.Quarter,
            };

    /// <summary>Derives the chart.</summary>
    public static ChartData Of(Snapshot snapshot, ViewState view)
    {
        if (Richest.Series(snapshot) is not { } series || snapshot.Curve(series) is not { } curve)
        {
            return new("", Unit.Units.Display(), []);
        }
        var per = Per(curve, view);
        var shown = Shown(curve, per);
        var indicator = Richest.Indicator(snapshot, series);
        return view.Show == Total
            ? ToDate(snapshot, series, curve, shown)
            : PerPeriod(snapshot, series, curve, indicator, per, shown, view.Show == Pace);
    }

    private static ChartData PerPeriod(
        Snapshot snapshot,
        Series series,
        Curve curve,
        Series? indicator,
        string per,
        Period shown,
        bool pace)
    {
        var bars = ChartPeriods.Points(curve, per, shown, pace).ToList();
        var marks = new List<ChartMark>
        {
            new("count", series.Display(), MarkKind.Bars, ChartColour.Of(series.Measure), bars) { Labelled = true, Counted = curve },
        };
        if (indicator is not null && snapshot.Curve(indicator) is { } beside)
        {
            // A floor of an indicator says little beside bars; the line breaks there.
            var points = ChartPeriods.Points(beside, per, shown, pace)
                .Select(p => p.Look == ChartLook.Partial || p.Value.Estimate is null ? p with { Look = ChartLook.Missing } : p).ToList();
            if (points.Count(p => p.Look != ChartLook.Missing) > 1)
            {
                marks.Add(new("indicator", OverviewTexts.Indicator.With(indicator.Display()), MarkKind.Line, ChartColour.Beside, points));
            }
        }
        var title =
            indicator is not null && marks.Count > 1
                ? OverviewTexts.ChartWithIndicator.With(
                    series.Measure.Display(),
                    indicator.Measure.Display().ToLower(System.Globalization.CultureInfo.CurrentCulture),
                    UnitOf(per, pace))
                : OverviewTexts.ChartTitle.With(series.Measure.Display(), UnitOf(per, pace));
        return Chart(snapshot, title, UnitOf(per, pace), marks, shown);
    }

    private static ChartData ToDate(Snapshot snapshot, Series series, Curve curve, Period shown)
    {
        var days = Days(snapshot, curve).Where(shown.Contains).ToList();
        var points = days.Select(day => new ChartPoint(new(day, day), curve.UpTo(day))).ToList();
        var colour = ChartColour.Of(series.Measure);
        return Chart(
            snapshot, OverviewTexts.ChartToDate.With(series.Measure.Display()), Unit.Units.Display(),
            [
                new("bounds", ChartTexts.Allowed, MarkKind.StepBand, colour, points) { Counted = curve },
                new("total", series.Display(), MarkKind.Line, colour, [.. points.Where(p => p.Value.Estimate is not null)])
                {
                    Dashed = true,
                },
            ],
            shown);
    }

    /// <summary>The days at whose end a figure states a count, and the ends of months.</summary>
    internal static IEnumerable<DateOnly> Days(Snapshot snapshot, Curve curve) => Month.In(new(curve.First, curve.Last))
        .Select(m => m.Period.End).Where(d => d <= curve.Last)
        .Concat(snapshot.Figures(curve.Series).SelectMany(f => f.Key.Period is { } p ? [p.Before, p.End] : new[] { f.Key.End }))
        .Append(curve.First.AddDays(-1)).Append(curve.Last)
        .Distinct().Order();

    private static ChartData Chart(Snapshot snapshot, string title, string unit, IReadOnlyList<ChartMark> marks, Period shown) =>
        new(title, unit, marks)
        {
            Milestones =
            [
                .. snapshot
                    .History.Milestones.Where(m => m.Date <= snapshot.AsOf && shown.Contains(m.Date))
                    .Select(m => new ChartMilestone(
                        m.Date,
                        Short(m.DisplayEvent()),
                        OverviewTexts.MilestoneText.With(m.DisplayDate(), m.DisplaySubject(), m.DisplayEvent()))),
            ],
            Sources = Richest.SourceLine(snapshot, marks.SelectMany(m => m.Points).Any() ? Richest.Series(snapshot)! : null),
        };

    private static Period Shown(Curve curve, string per)
    {
        var periods = ChartPeriods.In(new(curve.First, curve.Last), per).TakeLast(MostPoints).ToList();
        return new(periods[0].Start, periods[^1].End);
    }

    private static string UnitOf(string per, bool pace) => pace ? Unit.PerWeek.Display() : per switch
    {
        ChartPeriods.Week => Unit.PerWeek.Display(),
        ChartPeriods.Quarter => OverviewTexts.UnitsAQuarter,
        _ => Unit.PerMonth.Display(),
    };

    private static string Short(string text) => text.Length <= 34 ? text : text[..33].TrimEnd() + "…";
}
