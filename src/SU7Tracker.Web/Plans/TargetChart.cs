using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Overview;

namespace SU7Tracker.Web.Plans;

/// <summary>A period's target as it was raised against what was counted, and the pace needed against the pace held.</summary>
internal static class TargetChart
{
    private const int DaysBetween = 10;

    /// <summary>The name of the chart of the count of a period, by its place on the page.</summary>
    public static string CountName(int place) => "target-" + (place + 1);

    /// <summary>The name of the chart of the pace of a period, by its place on the page.</summary>
    public static string PaceName(int place) => "needed-" + (place + 1);

    /// <summary>The count since the first day of the period.</summary>
    public static ChartData Count(Snapshot snapshot, ViewState view, int place)
    {
        var targets = new TargetsView(snapshot, view);
        if (targets.Shown.ElementAtOrDefault(place) is not { } period)
        {
            return new("", Unit.Units.Display(), []);
        }
        var colour = ChartColour.Of(period.Measure);
        var marks = new List<ChartMark>();
        if (period is { Curve: not null, Last: { } last })
        {
            var days = Days(snapshot, period).ToList();
            marks.Add(
                new(
                    "count",
                    period.Series.Display(),
                    MarkKind.StepBand,
                    colour,
                    [.. days.Select(d => new ChartPoint(new(d, d), period.In(d)))]));
            marks.Add(
                new(
                    "exact",
                    "",
                    MarkKind.Points,
                    colour,
                    [
                        .. days.Where(d => d >= period.Days.Start && (d == last || period.In(d).IsExact))
                            .Select(d => new ChartPoint(new(d, d), period.In(d)) { Label = d == last ? period.In(d).Display() : null }),
                    ]));
        }
        var steps = period.Revisions.Where(r => r.InForce is not null).ToList();
        if (steps.Count > 0)
        {
            marks.Add(new("target", PlanTexts.Target, MarkKind.Steps, ChartColour.Beside,
            [
                .. steps.Select(r => StepPoint(r, r.InForce!.Value.Start)), StepPoint(steps[^1], period.Days.End),
            ]));
            marks.Add(new("announced", "", MarkKind.Points, ChartColour.Beside,
            [
                .. steps.Where(r => r.Change is not { Sign: 0 }).Select(r => new ChartPoint(
                    new(r.InForce!.Value.Start, r.InForce.Value.Start), Quantity.Exact(r.Number))
                {
                    Label = PlanTexts.TargetFrom.With(r.Figure.Quantity.Display(), r.Figure.KnownOn.DisplayShort()),
                }),
            ]) { Symbol = "rect" });
        }
        return new(PlanTexts.ChartCount.With(period.Measure.Display(), period.Days.Start.Display()), Unit.Units.Display(), marks)
        {
            Days = period.Days, Regions = Regions(targets, period, reached: true),
            Sources = period.Curve is null ? "" : Richest.SourceLine(snapshot, period.Series),
        };
    }

    /// <summary>The pace needed from each day on, and the pace held in each quarter.</summary>
    public static ChartData Pace(Snapshot snapshot, ViewState view, int place)
    {
        var targets = new TargetsView(snapshot, view);
        if (targets.Shown.ElementAtOrDefault(place) is not { } period)
        {
            return new("", Unit.PerWeek.Display(), []);
        }
        var held = period.Held().ToList();
        var needed = Days(snapshot, period).Select(d => (Day: d, Pace: period.Needed(d)))
            .Where(x => x.Pace is { IsZero: false }).Select(x => new ChartPoint(new(x.Day, x.Day), x.Pace!.Value)).ToList();
        // Near the end a few missing cars are any pace: what was needed early and what was held set the scale.
        var scale = held.Select(h => h.Pace.High ?? h.Pace.Low)
            .Concat(needed.Where(p => p.Period.End.DayNumber < period.Days.End.DayNumber - (period.Days.Days / 4))
                .Select(p => p.Value.High ?? p.Value.Low)).ToList();
        var marks = new List<ChartMark>();
        if (needed.Count > 0)
        {
            marks.Add(new("needed", PlanTexts.Needed, MarkKind.Band, ChartColour.Beside, needed));
        }
        if (held.Count > 0)
        {
            marks.Add(
                new(
                    "held",
                    PlanTexts.Held,
                    MarkKind.Stretches,
                    ChartColour.Of(period.Measure),
                    [.. held.Select(h => new ChartPoint(h.Days, h.Pace))])
                {
                    Labelled = true,
                });
        }
        return new(PlanTexts.ChartPace, Unit.PerWeek.Display(), marks)
        {
            Days = period.Days, Regions = Regions(targets, period, reached: false),
            Ceiling = scale.Count == 0 ? null : Math.Ceiling(scale.Max().ToDecimal() * 1.3m),
            Sources = period.Curve is null ? "" : Richest.SourceLine(snapshot, period.Series),
        };
    }

    private static ChartPoint StepPoint(TargetRevision revision, DateOnly day) => new(new(day, day), Quantity.Exact(revision.Number))
    {
        Notes = [PlanTexts.AnnouncedOn.With(revision.Figure.Quantity.Display(), revision.Figure.KnownOn.Display())],
    };

    // The days at whose end a figure states a count, those on which a target came into force, and days between.
    private static IEnumerable<DateOnly> Days(Snapshot snapshot, TargetPeriod period)
    {
        if (period is not { Curve: { } curve, Last: { } last })
        {
            return [];
        }
        var days = new Period(period.Days.Before, last);
        return snapshot.Figures(curve.Series).SelectMany(f => f.Key.Period is { } p ? [p.Before, p.End] : new[] { f.Key.End })
            .Concat(Month.In(period.Days).Select(m => m.Period.End))
            .Concat(
                period
                    .Revisions.Where(r => r.InForce is not null)
                    .SelectMany(r => new[] { r.InForce!.Value.Start.AddDays(-1), r.InForce.Value.Start }))
            .Concat(Enumerable.Range(0, days.Days / DaysBetween).Select(i => days.Start.AddDays(i * DaysBetween)))
            .Append(days.Start).Append(days.End).Where(days.Contains).Distinct().Order();
    }

    private static List<ChartRegion> Regions(TargetsView view, TargetPeriod period, bool reached)
    {
        var regions = new List<ChartRegion>();
        if (period.Final is { From: { } from, By: { } by })
        {
            regions.Add(new(new(from, by), reached ? TargetText.Of(period.Final.Verdict) : "", "reached"));
        }
        if (period.Last is { } last && last < period.Days.End)
        {
            regions.Add(new(new(last.AddDays(1), period.Days.End), PlanTexts.NotKnownAfter.With(last.Display()), "unknown"));
        }
        regions.Add(new(new(view.DayOf(period), view.DayOf(period)), view.DayOf(period).DisplayShort(), "chosen"));
        return regions;
    }
}
