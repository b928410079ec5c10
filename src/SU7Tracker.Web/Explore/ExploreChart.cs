using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Explore;

/// <summary>Several series of a vehicle on one chart, in the periods and the reading that the reader has chosen.</summary>
internal static class ExploreChart
{
    public const string Name = "explore";
    private static readonly Rational DaysAMonth = Rational.Of(30_436_875, 1_000_000);
    private const int MostNamed = 60, MostStretches = 60, MostNoted = 400, LongestName = 38;

    /// <summary>Derives the chart.</summary>
    public static ChartData Of(Snapshot snapshot, ViewState view)
    {
        if (ExploreView.Of(snapshot, view) is not { } chosen)
        {
            return new(LayoutTexts.Explore, Unit.Units.Display(), []);
        }
        var days = chosen.Per == ExploreView.Figure ? chosen.Days
            : new Period(ChartPeriods.Of(chosen.Days.Start, chosen.Per).Start, ChartPeriods.Of(chosen.Days.End, chosen.Per).End);
        var marks = chosen.Series.Where(s => !chosen.IsHidden(s)).SelectMany(series => chosen switch
        {
            { Show: ExploreView.Total } => ToDate(chosen, series),
            { Per: ExploreView.Figure } => Published(chosen, series),
            { Show: ExploreView.Change or ExploreView.YearChange } => Changes(chosen, series, days),
            _ => Counts(chosen, series, days),
        }).ToList();
        return new(ExploreTitle.Of(chosen), UnitOf(chosen), marks)
        {
            Decimals = chosen.Show is ExploreView.Change or ExploreView.YearChange && chosen.Per != ExploreView.Figure ? 1 : 0,
            Days = days,
            EveryLook = chosen.Show is not ExploreView.Total && chosen.Per != ExploreView.Figure,
            Milestones =
            [
                .. snapshot
                    .History.Milestones.Where(m => m.Date <= snapshot.AsOf && days.Contains(m.Date))
                    .Select(m => new ChartMilestone(
                        m.Date,
                        Short(m.DisplayEvent()),
                        ExploreTexts.MilestoneText.With(m.DisplayDate(), m.DisplaySubject(), m.DisplayEvent()))),
            ],
            Sources = ExploreNotes.Foot(chosen),
        };
    }

    /// <summary>The colour of a series: its measure's, or another one where a series before it has that.</summary>
    public static int ColourOf(ExploreView chosen, Series series)
    {
        var taken = new List<int>();
        foreach (var one in chosen.Series)
        {
            var colour = new[] { ChartColour.Of(one.Measure) }.Concat(Enumerable.Range(1, 6)).First(c => !taken.Contains(c));
            if (one == series)
            {
                return colour;
            }
            taken.Add(colour);
        }
        return ChartColour.Of(series.Measure);
    }

    private static IEnumerable<ChartMark> Counts(ExploreView chosen, Series series, Period days)
    {
        var (curve, colour, pace) = (chosen.Snapshot.Curve(series)!, ColourOf(chosen, series), chosen.Show == ExploreView.Pace);
        var points = ChartPeriods.Points(curve, chosen.Per, days, pace).ToList();
        var evidence = points.Count > MostNoted ? [] : points.ToDictionary(p => p.Period, p => EvidenceOf(curve, p.Period));
        var stretches = Stretches(curve, chosen, days, evidence.Values, pace).ToList();
        if (series != chosen.Leading)
        {
            // A floor of an indicator says little beside bars; the line breaks there.
            List<ChartPoint> line = [.. points.Select(p => Explained(p) with
            {
                Look = p.Look == ChartLook.Partial || p.Value.Estimate is null ? ChartLook.Missing : p.Look,
                Bare = points.Count > MostNamed,
            })];
            yield return new(PointKey.Name(series), series.Display(City(chosen, series)), MarkKind.Line, colour, line)
            {
                EndLabel = line is [.., { Look: not ChartLook.Missing }] ? EndLabel(series) : null,
                Symbol = series.Measure == Measure.Production ? "rect" : "circle",
            };
            yield break;
        }
        if (stretches.Count > 0)
        {
            // Drawn, but no row of the table: its days are not those of the bars.
            yield return new(PointKey.Name(series) + "-stretches", "", MarkKind.Stretches, colour, stretches) { Labelled = true };
        }
        var bars = points.Select(p => Explained(p) with
        {
            // Most of its known days lie in a band that says as much.
            Bare = p.Period.Overlap(new(curve.First, curve.Last)) is { } known
                && stretches.Where(s => s.Label is not null).Max(s => s.Period.Overlap(known)?.Days) * 2 >= known.Days,
        });
        yield return new(PointKey.Name(series), series.Display(City(chosen, series)), MarkKind.Bars, colour, [.. bars])
        {
            Labelled = stretches.Count == 0,
        };
        if (chosen.Average is { } over)
        {
            yield return new(
                $"{PointKey.Name(series)}-average-{over}",
                ExploreTexts.AverageOf.With(over, series.Measure.Display()),
                MarkKind.Line,
                ChartColour.Fifth,
                [.. Averages(curve, points, chosen.Per, over, pace)])
            {
                Dashed = true,
            };
        }

        ChartPoint Explained(ChartPoint point) =>
            point with
            {
                Notes =
                [
                    .. point.Notes,
                    .. evidence.TryGetValue(point.Period, out var rests) ? ExploreNotes.Of(chosen.Snapshot, point.Value, rests) : [],
                ],
                Open = new PointKey(series, point.Period.Start, point.Period.End).ToString(),
            };
    }

    // The average of so many points, the last of them included; only where the series covers all their days.
    private static IEnumerable<ChartPoint> Averages(Curve curve, List<ChartPoint> points, string per, int over, bool pace)
    {
        foreach (var point in points.Where(p => p.Period.End <= curve.Last))
        {
            var start = point.Period.Start;
            for (var i = 1; i < over; i++)
            {
                start = ChartPeriods.Of(start.AddDays(-1), per).Start;
            }
            var stretch = new Period(start, point.Period.End);
            if (stretch.Start >= curve.First)
            {
                var count = curve.In(stretch);
                yield return new(point.Period, pace ? count / stretch.Days * 7 : count / over)
                {
                    Title = point.Title, Notes = [stretch.Display()], Bare = true,
                };
            }
        }
    }

    // One band for each stretch that figures bound and that is longer than a bar, at its average; a line for a longer one that is exact.
    private static IEnumerable<ChartPoint> Stretches(
        Curve curve,
        ExploreView chosen,
        Period days,
        IEnumerable<Evidence> evidence,
        bool pace)
    {
        if (chosen.Per is ChartPeriods.Quarter or ChartPeriods.Year)
        {
            yield break;
        }
        var covered = new Period(curve.First, curve.Last).Overlap(days);
        var figures = evidence
            .SelectMany(e => e.Figures)
            .Distinct()
            .Where(f =>
                f.Series.Measure == curve.Series.Measure && f.Series.Basis == curve.Series.Basis && f.Series.City == curve.Series.City)
            .ToList();
        var ends = figures
            .SelectMany(f => f.Key.Period is { } p ? [p.Before, p.End] : new[] { f.Key.End })
            .Where(d => covered is { } c && d >= c.Start.AddDays(-1) && d <= c.End)
            .Distinct()
            .Order()
            .ToList();
        var longest = chosen.Per == ChartPeriods.Week ? 7 : 31;
        var bands = ends.Zip(ends.Skip(1), (a, b) => new Period(a.AddDays(1), b))
            .Where(p => p.Days > longest).Select(p => (Period: p, Count: curve.In(p))).Where(s => !s.Count.IsVacuous()).ToList();
        var exact = figures.Select(f => f.Key.Period).OfType<Period>()
            .Where(p => covered is { } c && c.Contains(p) && p.Days > longest && !bands.Exists(b => b.Period == p))
            .Distinct()
            .Select(p => (Period: p, Count: curve.In(p)))
            .Where(s => s.Count.IsExact && bands.Exists(b => s.Period.Contains(b.Period) && !b.Count.IsExact));
        foreach (var (period, count) in bands.Concat(exact).OrderBy(s => s.Count.IsExact).Take(MostStretches))
        {
            var per = pace || chosen.Per == ChartPeriods.Week ? count / period.Days * 7 : count / period.Days * DaysAMonth;
            yield return new(period, per)
            {
                Label = count.IsExact
                    ? ExploreTexts.ExactStretch.With(count.Display(), NameOf(period))
                    : $"{NameOf(period)}\n{count.Display()}",
            };
        }
    }

    private static IEnumerable<ChartMark> Changes(ExploreView chosen, Series series, Period days)
    {
        var curve = chosen.Snapshot.Curve(series)!;
        var points = ChartPeriods.In(days, chosen.Per).Where(p => p.Start >= curve.First && p.End <= curve.Last).Select(period =>
        {
            var before = Before(period, chosen.Per, chosen.Show == ExploreView.YearChange);
            var change = before.Start >= curve.First ? Metrics.Change(curve.In(period), curve.In(before)) : null;
            var name = chosen.Per == ChartPeriods.Week ? $"{period.DisplayName()} · {period.Display()}" : period.DisplayName();
            return new ChartPoint(period, change ?? Quantity.AtLeast(0))
            {
                Title = name,
                Text = change is { } known ? ChangeText.Of(known, 1) : null,
                Notes = [change is null ? ExploreTexts.NotComparable.With(before.DisplayName())
                    : ExploreTexts.ComparedWith.With(curve.In(period).Display(), curve.In(before).Display(), before.DisplayName())],
                Open = new PointKey(series, period.Start, period.End).ToString(),
            };
        }).ToList();
        yield return new(PointKey.Name(series), series.Display(City(chosen, series)), MarkKind.Points, ColourOf(chosen, series), points)
        {
            Symbol = series == chosen.Leading ? "circle" : series.Measure == Measure.Production ? "rect" : "triangle",
        };
    }

    /// <summary>The period that another is compared with: the one before it, or the same one a year before.</summary>
    internal static Period Before(Period period, string per, bool year) => !year ? ChartPeriods.Of(period.Before, per)
        : per == ChartPeriods.Week ? new(period.Start.AddDays(-364), period.End.AddDays(-364))
        : ChartPeriods.Of(period.Start.AddYears(-1), per);

    private static IEnumerable<ChartMark> ToDate(ExploreView chosen, Series series)
    {
        var (curve, colour) = (chosen.Snapshot.Curve(series)!, ColourOf(chosen, series));
        var published = chosen.Snapshot.Figures(series).Where(f => f.Key.Period is null).Select(f => f.Key.End).ToHashSet();
        var points = Overview.OverviewChart.Days(chosen.Snapshot, curve)
            .Where(d => chosen.Days.Contains(d) && (chosen.Per != ExploreView.Figure || published.Contains(d)))
            .Select(day =>
            {
                var value = curve.UpTo(day);
                return new ChartPoint(new(day, day), value)
                {
                    Title = DisplayTexts.UpTo.With(day.Display()),
                    Notes = [.. ExploreNotes.Of(chosen.Snapshot, value, curve.Evidence(null, day))],
                    Open = new PointKey(series, null, day).ToString(),
                    Bare = true,
                };
            }).ToList();
        yield return new(PointKey.Name(series) + "-bounds", "", MarkKind.StepBand, colour, points);
        yield return new(
            PointKey.Name(series),
            series.Display(City(chosen, series)),
            MarkKind.Line,
            colour,
            [.. points.Where(p => p.Value.Estimate is not null)])
        {
            Dashed = true, EndLabel = EndLabel(series),
        };
    }

    private static IEnumerable<ChartMark> Published(ExploreView chosen, Series series)
    {
        var unused = chosen.Snapshot.Contradictions.Select(c => c.Figure).OfType<Figure>().ToHashSet();
        var figures = chosen.Snapshot.Figures(series).Where(f => f.Key.Period is { } p && p.Overlap(chosen.Days) is not null)
            .OrderByDescending(f => f.Key.Period!.Value.Days).ThenBy(f => f.Key.End);
        var points = figures.Select(f =>
        {
            var period = f.Key.Period!.Value;
            return new ChartPoint(period, chosen.Show == ExploreView.Pace ? f.Quantity / period.Days * 7 : f.Quantity)
            {
                Title = f.Key.DisplayNamed(),
                Notes = [ExploreNotes.Line(chosen.Snapshot, f), .. unused.Contains(f) ? [ExploreTexts.NotUsed] : Array.Empty<string>()],
                Open = new PointKey(series, period.Start, period.End).ToString(),
            };
        });
        yield return new(
            PointKey.Name(series), series.Display(City(chosen, series)), MarkKind.Stretches, ColourOf(chosen, series), [.. points])
        {
            Labelled = true,
        };
    }

    private static Evidence EvidenceOf(Curve curve, Period period) =>
        period.Overlap(new(curve.First, curve.Last)) is { } covered ? curve.Evidence(covered.Before, covered.End) : Evidence.None;

    private static City? City(ExploreView chosen, Series series) =>
        chosen.Snapshot.History.Cities.FirstOrDefault(c => c.Slug == series.City);

    private static string EndLabel(Series series) => series.Measure.Display();

    private static string UnitOf(ExploreView chosen) => chosen switch
    {
        { Show: ExploreView.Total } => Unit.Units.Display(),
        { Show: ExploreView.Pace } => Unit.PerWeek.Display(),
        { Per: ExploreView.Figure } => ExploreTexts.UnitsAsPublished,
        { Show: ExploreView.Change } => ExploreTexts.PercentOnBefore,
        { Show: ExploreView.YearChange } => ExploreTexts.PercentOnYear,
        { Per: ChartPeriods.Week } => Unit.PerWeek.Display(),
        { Per: ChartPeriods.Month } => Unit.PerMonth.Display(),
        { Per: ChartPeriods.Quarter } => ExploreTexts.UnitsAQuarter,
        _ => ExploreTexts.UnitsAYear,
    };

    // A month and a quarter need no year beside the axis.
    private static string NameOf(Period period) =>
        period == Month.Of(period.Start).Period
            ? period.Start.ToString(DisplayTexts.MonthOfYearFormat, System.Globalization.CultureInfo.CurrentCulture)
        : period.DisplayName() is var name && name != period.Display() ? name
        : period.DisplayShort();

    private static string Short(string text) => text.Length <= LongestName ? text : text[..(LongestName - 1)].TrimEnd() + "…";
}
