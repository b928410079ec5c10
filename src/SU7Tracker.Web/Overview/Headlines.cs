using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Overview;

/// <summary>The headline numbers of a vehicle: the six that are known of those an analyst asks for first, and what is not known.</summary>
internal sealed class Headlines
{
    private const int Most = 6, MostInCourse = 24;
    private static readonly Unit Percent = new("%", 0);

    private readonly Snapshot _snapshot;
    private readonly MonthBasis _month;
    private readonly List<Headline> _known = [];
    private readonly List<Metric> _unknown = [];

    /// <summary>Derives them from a snapshot.</summary>
    public Headlines(Snapshot snapshot, MonthBasis month)
    {
        (_snapshot, _month, Metrics) = (snapshot, month, new(snapshot, month));
        if (Richest.Series(snapshot) is { } leading && snapshot.Curve(leading) is { } curve)
        {
            (Leading, Curve) = (leading, curve);
        }
        Pace = new[] { snapshot.Curve(snapshot.Of(Measure.Production, Series.Built)), Curve }
            .Where(c => c?.Headline(snapshot.AsOf) is not null).MaxBy(c => c!.Headline(snapshot.AsOf)!.Value.End);
        if (Pace is not null)
        {
            AddPace(Pace);
        }
        Add(OverviewTexts.Title_Built, Metrics.CumulativeProduction, LastExact);
        Add(OverviewTexts.Title_Orders, Metrics.CumulativeOrders, metric => OverviewTexts.OfKind.With(
            DisplayExtensions.DisplayBasis(metric.Series!.Basis), metric.Span!.Value.To.Display()));
        AddBacklog();
        AddTarget();
        Add(OverviewTexts.Title_Delivered, Metrics.CumulativeDeliveries, LastExact);
        AddStock(OverviewTexts.Title_Registered, snapshot.Of(Measure.Registrations, Series.Insured));
        Add(OverviewTexts.Title_Annual, Metrics.AnnualRunRate, metric => metric.Span!.Value.Display());
        foreach (var metric in new[] { Metrics.WaitWeeks, Metrics.BookToBill }.Where(m => m.Value is null))
        {
            _unknown.Add(metric);
        }
    }

    /// <summary>The series that leads the page; null when nothing is on record.</summary>
    public Series? Leading { get; }
    /// <summary>What is known of it.</summary>
    public Curve? Curve { get; }
    /// <summary>
    /// Whose pace leads: production's, or the leading series' where its headline stretch ends later. Null when neither has one.
    /// </summary>
    public Curve? Pace { get; }
    /// <summary>The headline stretch of that pace.</summary>
    public Period? Stretch => Pace?.Headline(_snapshot.AsOf);
    /// <summary>The metrics that they are made of.</summary>
    public Metrics Metrics { get; }
    /// <summary>Those that take a headline's place.</summary>
    public IReadOnlyList<Headline> Shown => [.. _known.Take(Most)];
    /// <summary>What is not known, and why.</summary>
    public IReadOnlyList<Metric> Unknown => _unknown;
    /// <summary>
    /// The target in force on the last day of deliveries, and how much of it is reached in percent; null when there is none.
    /// </summary>
    public (Figure Figure, Quantity Reached)? Target { get; private set; }

    private void AddPace(Curve curve)
    {
        if (curve.Headline(_snapshot.AsOf) is not { } stretch)
        {
            return;
        }
        var count = MetricInput.CountIn(curve, "count", stretch);
        var days = MetricInput.Factor("days", stretch.Days, Unit.Days);
        var factor = MetricInput.Factor("weeks-per-month", _month.WeeksIn(stretch.End), new("weeks/month", 4));
        var change = Change.Of(curve, stretch);
        var (course, stale) = (PaceCourse(curve), StaleSince(curve.Series));
        var fresher = curve.Series == _snapshot.Of(Measure.Deliveries, Series.Delivered) ? Metrics.WeeklyDeliveries.Fresher : null;
        _known.Add(
            new(
                OverviewTexts.Title_Pace.With(curve.Series.Measure.Display()),
                new(KeyOf(curve.Series), Unit.PerWeek, RunRate.Weekly(count.Value, stretch), null, stretch, [count, days])
                {
                    Series = curve.Series,
                },
                change?.Text(OverviewTexts.More, OverviewTexts.Less, OverviewTexts.MoreOrLess)
                    ?? OverviewTexts.NotComparable.With(Change.Kind(stretch)))
            {
                Behind = Unit.Units.Display(),
                Tone =
                    change is { IsMore: true } ? "up"
                    : change is { IsLess: true } ? "down"
                    : "",
                Course = course,
                StaleSince = stale,
                Fresher = fresher is { Value: { } value, Series: { } series, Span: { } span }
                    ? OverviewTexts.FresherBeside.With(
                        DisplayExtensions.DisplayBasis(series.Basis),
                        value.Display(),
                        span.From is { } from ? new Period(from, span.To).DisplayName() : span.Display())
                    : null,
            });
        var other = _month == MonthBasis.AverageMonth ? MonthBasis.FourWeeks : MonthBasis.AverageMonth;
        _known.Add(
            new(
                OverviewTexts.Title_RunRate,
                new(
                    "monthly-run-rate",
                    Unit.PerMonth,
                    RunRate.Of(count.Value, stretch, _month).UnitsPerMonth,
                    null,
                    stretch,
                    [count, days, factor])
                {
                    Series = curve.Series,
                },
                _month.Display())
            {
                Behind = Unit.Units.Display(),
                Course = [.. course.Select(p => p * _month.WeeksIn(stretch.End))],
                StaleSince = stale,
                Below = OverviewTexts.OnBasis.With(RunRate.Of(count.Value, stretch, other).UnitsPerMonth.Display(), other.DisplayShort()),
            });
    }

    private void Add(string title, Metric metric, Func<Metric, string> compared)
    {
        if (metric.Value is null)
        {
            _unknown.Add(metric);
            return;
        }
        _known.Add(
            new(title, metric, compared(metric))
            {
                Behind = metric.Unit == Unit.Units ? "" : null,
                Course = _snapshot.Curve(metric.Series!) is { } curve ? StockCourse(curve, metric.Span!.Value.To) : [],
                StaleSince = StaleSince(metric.Series!),
            });
    }

    private void AddStock(string title, Series series)
    {
        if (_snapshot.Curve(series) is { } curve && curve.UpTo(curve.Last) is var value && !value.IsVacuous())
        {
            var count = MetricInput.CountUpTo(curve, "count", curve.Last);
            _known.Add(
                new(
                    title,
                    new("cumulative-deliveries", Unit.Units, value, null, Span.UpTo(curve.Last), [count]) { Series = series },
                    DisplayExtensions.DisplayBasis(series.Basis))
                {
                    Behind = "",
                    Course = StockCourse(curve, curve.Last),
                    StaleSince = StaleSince(series),
                });
        }
    }

    // The last day on which the count is known exactly, where it is not so on the day shown.
    private string LastExact(Metric metric) =>
        metric.Value is { IsExact: false }
        && _snapshot.Curve(metric.Series!) is { } curve
        && _snapshot
            .Figures(curve.Series)
            .Select(f => f.Key.End)
            .Where(d => d <= curve.Last && curve.UpTo(d).IsExact)
            .DefaultIfEmpty()
            .Max()
            is var day
        && day != default
            ? OverviewTexts.ExactOn.With(
                curve.UpTo(day).Display(), day.Year == metric.Span!.Value.To.Year ? day.DisplayShort() : day.Display())
            : metric.Span!.Value.Display();

    private void AddBacklog()
    {
        var backlog = Metrics.OrderBacklog;
        if (backlog.Value is null)
        {
            _unknown.Add(backlog);
            return;
        }
        var (locked, delivered) = (_snapshot.Of(Measure.Orders, Series.Locked), _snapshot.Of(Measure.Deliveries, Series.Delivered));
        var months = Metrics.BacklogToRunRate.Value;
        _known.Add(new(
            OverviewTexts.Title_Backlog, backlog,
            months is { } output ? OverviewTexts.MonthsOfOutput.With(output.Display(Unit.Months.Decimals)) : backlog.Span!.Value.Display())
        {
            Behind = "",
            Course = _snapshot.Curve(locked) is not { } orders ? [] : [.. Ends(orders.First, backlog.Span!.Value.To).TakeLast(MostInCourse)
                .Select(d => _snapshot.Difference(locked, d, delivered, d)?.NotNegative()).OfType<Quantity>()],
        });
    }

    private void AddTarget()
    {
        if (
            _snapshot.Curve(_snapshot.Of(Measure.Deliveries, Series.Delivered)) is not { } curve
            || _snapshot.InForce(Series.Target, [Measure.Deliveries], curve.Last, _snapshot.AsOf)
                is not { Key.Period: { } period, Quantity.IsZero: false } target)
        {
            return;
        }
        var targets = new Targets(_snapshot).Find(Measure.Deliveries, period)!;
        var (last, done) = (curve.Last, targets.In(curve.Last));
        var reached = done / target.Quantity * 100;
        Target = (target, reached);
        var (verdict, tone) = targets.Revisions[^1] switch
        {
            { From: { } from, By: { } by } => (OverviewTexts.TargetReached.With(new Period(from, by).DisplayShort()), "up"),
            { Verdict: TargetVerdict.Missed or TargetVerdict.NotReached } => (OverviewTexts.TargetMissed, "down"),
            { Verdict: TargetVerdict.Open } => (OverviewTexts.TargetRuns, ""),
            _ => (Answer.CannotTell.Display(), ""),
        };
        _known.Add(new(
            OverviewTexts.Title_Target.With(period.DisplayName()),
            new("target-reached", Percent, reached, null, new Period(period.Start, last),
            [
                MetricInput.CountIn(curve, "deliveries", new(period.Start, last)),
                new("target", target.Quantity, Unit.Units, (Span)period, [target]),
            ]),
            verdict)
        {
            Behind = "% " + OverviewTexts.OfNumber.With(target.Quantity.Display()), Tone = tone, Formula = OverviewTexts.TargetFormula,
            Below = OverviewTexts.TargetAnnounced.With(target.KnownOn.Display()),
            Course = [.. Ends(period.Start, last).Select(targets.In)],
        });
    }

    private static string KeyOf(Series series) => series.Measure switch
    {
        Measure.Production => "weekly-production",
        Measure.Registrations => "weekly-registrations",
        _ => "weekly-deliveries",
    };

    private DateOnly? StaleSince(Series series) =>
        Freshness.Of(_snapshot.Figures(series), _snapshot.AsOf) is { IsStale: true } stale ? stale.LatestKnownOn : null;

    private static IReadOnlyList<Quantity> PaceCourse(Curve curve)
    {
        var per = curve.Last.DayNumber - curve.First.DayNumber < 120 ? ChartPeriods.Week : ChartPeriods.Month;
        var shown = ChartPeriods.In(new(curve.First, curve.Last), per).TakeLast(MostInCourse).ToList();
        return [.. ChartPeriods.Points(curve, per, new(shown[0].Start, shown[^1].End), pace: true)
            .Where(p => p.Look is not (ChartLook.Missing or ChartLook.Partial)).Select(p => p.Value)];
    }

    private static IReadOnlyList<Quantity> StockCourse(Curve curve, DateOnly last) =>
        [.. Ends(curve.First, last).TakeLast(MostInCourse).Select(curve.UpTo)];

    // The ends of months, or of weeks where there are few.
    private static IEnumerable<DateOnly> Ends(DateOnly first, DateOnly last) =>
        last < first
            ? []
            : ChartPeriods
                .In(new(first, last), last.DayNumber - first.DayNumber < 140 ? ChartPeriods.Week : ChartPeriods.Month)
                .Select(p => p.End < last ? p.End : last);
}
