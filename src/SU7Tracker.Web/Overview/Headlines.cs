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
    private readonly Metrics _metrics;
    private readonly List<Headline> _known = [];
    private readonly List<Metric> _unknown = [];

    /// <summary>Derives them from a snapshot.</summary>
    public Headlines(Snapshot snapshot, MonthBasis month)
    {
        (_snapshot, _month, _metrics) = (snapshot, month, new(snapshot, month));
        if (Richest.Series(snapshot) is { } leading && snapshot.Curve(leading) is { } curve)
        {
            (Leading, Curve) = (leading, curve);
            AddPace(curve);
        }
        Add(OverviewTexts.Title_Built, _metrics.CumulativeProduction, Series(Measure.Production, Domain.Series.Built), LastExact);
        Add(OverviewTexts.Title_Orders, _metrics.CumulativeOrders, Series(Measure.Orders, Domain.Series.Locked),
            (metric, series) => OverviewTexts.OfKind.With(DisplayExtensions.DisplayBasis(series.Basis), metric.Span!.Value.To.Display()));
        AddBacklog();
        AddTarget();
        Add(OverviewTexts.Title_Delivered, _metrics.CumulativeDeliveries, Series(Measure.Deliveries, Domain.Series.Delivered), LastExact);
        AddStock(OverviewTexts.Title_Registered, Series(Measure.Registrations, Domain.Series.Insured));
        Add(OverviewTexts.Title_Annual, _metrics.AnnualRunRate, Series(Measure.Production, Domain.Series.Built), (metric, _) => metric.Span!.Value.Display());
        if (_metrics.WaitWeeks is { Value: null } wait)
        {
            _unknown.Add(wait);
        }
    }

    /// <summary>The series that leads the page; null when nothing is on record.</summary>
    public Series? Leading { get; }
    /// <summary>What its figures say together.</summary>
    public Curve? Curve { get; }
    /// <summary>The headline stretch of the leading series.</summary>
    public Period? Stretch => Curve?.Headline(_snapshot.AsOf);
    /// <summary>The metrics that they are made of.</summary>
    public Metrics Metrics => _metrics;
    /// <summary>Those that take a headline's place.</summary>
    public IReadOnlyList<Headline> Shown => [.. _known.Take(Most)];
    /// <summary>What is not known, and why.</summary>
    public IReadOnlyList<Metric> Unknown => _unknown;
    /// <summary>The target in force on the last day of deliveries, and how much of it is reached in percent; null when there is none.</summary>
    public (Figure Figure, Quantity Reached)? Target { get; private set; }

    private Series Series(Measure measure, string basis) => _snapshot.Of(measure, basis);

    private void AddPace(Curve curve)
    {
        if (curve.Headline(_snapshot.AsOf) is not { } stretch)
        {
            return;
        }
        var count = new MetricInput("count", curve.In(stretch), Unit.Units, stretch, curve.Evidence(stretch.Before, stretch.End));
        var days = new MetricInput("days", Quantity.Exact(stretch.Days), Unit.Days, null, []);
        var factor = new MetricInput("weeks-per-month", Quantity.Exact(_month.WeeksIn(stretch.End)), new("weeks/month", 4), null, []);
        var change = Change.Of(curve, stretch);
        var (course, stale) = (PaceCourse(curve), Freshness.StaleSince(_snapshot, curve.Series));
        _known.Add(new(
            OverviewTexts.Title_Pace.With(curve.Series.Measure.Display()),
            new("weekly-deliveries", Unit.PerWeek, RunRate.Weekly(count.Value, stretch), null, stretch, [count, days]),
            change?.Text(OverviewTexts.More, OverviewTexts.Less, OverviewTexts.MoreOrLess) ?? OverviewTexts.NotComparable.With(Change.Kind(stretch)))
        {
            Behind = Unit.Units.Display(), Tone = change is { IsMore: true } ? "up" : change is { IsLess: true } ? "down" : "", Course = course, StaleSince = stale,
            Fresher = Fresher(curve, stretch),
        });
        var other = _month == MonthBasis.AverageMonth ? MonthBasis.FourWeeks : MonthBasis.AverageMonth;
        _known.Add(new(
            OverviewTexts.Title_RunRate,
            new("monthly-run-rate", Unit.PerMonth, RunRate.Of(count.Value, stretch, _month).UnitsPerMonth, null, stretch, [count, days, factor]),
            _month.Display())
        {
            Behind = Unit.Units.Display(), Course = [.. course.Select(p => p * _month.WeeksIn(stretch.End))], StaleSince = stale,
            Below = OverviewTexts.OnBasis.With(RunRate.Of(count.Value, stretch, other).UnitsPerMonth.Display(), other.DisplayShort()),
        });
    }

    // Where another basis of the measure covers later days, its number stands beside the headline, never in its place.
    private string? Fresher(Curve curve, Period stretch) => _snapshot.Series
        .Where(s => s.Measure == curve.Series.Measure && s != curve.Series && !s.IsPlan && s.City.Length == 0)
        .Select(s => (Series: s, Curve: _snapshot.Curve(s)))
        .Select(x => (x.Series, x.Curve, Stretch: x.Curve?.Headline(_snapshot.AsOf)))
        .Where(x => x.Stretch is { } later && later.End > stretch.End)
        .OrderByDescending(x => x.Stretch!.Value.End)
        .Select(x => OverviewTexts.FresherBeside.With(
            DisplayExtensions.DisplayBasis(x.Series.Basis), RunRate.Weekly(x.Curve!.In(x.Stretch!.Value), x.Stretch.Value).Display(), x.Stretch.Value.DisplayName()))
        .FirstOrDefault();

    private void Add(string title, Metric metric, Series series, Func<Metric, Series, string> compared)
    {
        if (metric.Value is not { } value || value.IsVacuous())
        {
            _unknown.Add(metric);
            return;
        }
        _known.Add(new(title, metric, compared(metric, series))
        {
            Behind = "", Course = _snapshot.Curve(series) is { } curve ? StockCourse(curve) : [], StaleSince = Freshness.StaleSince(_snapshot, series),
        });
    }

    private void AddStock(string title, Series series)
    {
        if (_snapshot.Curve(series) is { } curve && curve.UpTo(curve.Last) is var value && !value.IsVacuous())
        {
            var count = new MetricInput("count", value, Unit.Units, Span.UpTo(curve.Last), curve.Evidence(null, curve.Last));
            _known.Add(new(title, new("cumulative-deliveries", Unit.Units, value, null, Span.UpTo(curve.Last), [count]), DisplayExtensions.DisplayBasis(series.Basis))
            {
                Behind = "", Course = StockCourse(curve), StaleSince = Freshness.StaleSince(_snapshot, series),
            });
        }
    }

    private string LastExact(Metric metric, Series series) =>
        metric.Value is { IsExact: false } && _snapshot.Curve(series) is { } curve
            && _snapshot.Figures(series).Select(f => f.Key.End).Where(d => d <= curve.Last && curve.UpTo(d).IsExact).DefaultIfEmpty().Max() is var day && day != default
            ? OverviewTexts.ExactOn.With(curve.UpTo(day).Display(), day.DisplayShort())
            : metric.Span!.Value.Display();

    private void AddBacklog()
    {
        var backlog = _metrics.OrderBacklog;
        if (backlog.Value is not { } value || value.IsVacuous())
        {
            _unknown.Add(backlog);
            return;
        }
        var (orders, deliveries) = (_snapshot.Curve(Series(Measure.Orders, Domain.Series.Locked)), _snapshot.Curve(Series(Measure.Deliveries, Domain.Series.Delivered)));
        var months = _metrics.Find("backlog-to-run-rate")?.Value;
        _known.Add(new(OverviewTexts.Title_Backlog, backlog, months is { } output ? OverviewTexts.MonthsOfOutput.With(output.Display(2)) : backlog.Span!.Value.Display())
        {
            Behind = "",
            Course = orders is null || deliveries is null ? [] : [.. MonthEnds(orders)
                .Where(d => d >= deliveries.First && d <= deliveries.Last)
                .Select(d => orders.UpTo(d).Less(deliveries.UpTo(d))).OfType<Quantity>()],
        });
    }

    private void AddTarget()
    {
        var series = Series(Measure.Deliveries, Domain.Series.Delivered);
        if (_snapshot.Curve(series) is not { } curve
            || _snapshot.InForce(Domain.Series.Target, [Measure.Deliveries], curve.Last) is not { Key.Period: { } period, Quantity.IsZero: false } target)
        {
            return;
        }
        var last = curve.Last < period.End ? curve.Last : period.End;
        var done = curve.In(new(period.Start, last));
        var reached = done / target.Quantity * 100;
        Target = (target, reached);
        var met = done.IsAtLeast(Quantity.Exact(target.Quantity.Low));
        var (verdict, tone) = met == Answer.Holds ? (OverviewTexts.TargetReached, "up")
            : last == period.End && met == Answer.Fails ? (OverviewTexts.TargetMissed, "down")
            : (last == period.End ? Answer.CannotTell.Display() : OverviewTexts.TargetRuns, "");
        _known.Add(new(
            OverviewTexts.Title_Target.With(period.DisplayName()),
            new("required-weekly-pace", Percent, reached, null, new Period(period.Start, last),
            [
                new("deliveries", done, Unit.Units, new Period(period.Start, last), curve.Evidence(period.Before, last)),
                new("target", target.Quantity, Unit.Units, (Span)period, [target]),
            ]),
            verdict)
        {
            Behind = "% " + OverviewTexts.OfNumber.With(target.Quantity.Display()), Tone = tone, Formula = OverviewTexts.TargetFormula,
            Below = OverviewTexts.TargetRaised.With(target.KnownOn.Display()),
            Course = [.. MonthEnds(curve).Where(d => d >= period.Start && d <= last).Select(d => curve.In(new(period.Start, d)))],
        });
    }

    private static IReadOnlyList<Quantity> PaceCourse(Curve curve)
    {
        var per = curve.Last.DayNumber - curve.First.DayNumber < 120 ? ChartPeriods.Week : ChartPeriods.Month;
        var shown = ChartPeriods.In(new(curve.First, curve.Last), per).TakeLast(MostInCourse).ToList();
        return [.. ChartPeriods.Points(curve, per, new(shown[0].Start, shown[^1].End), pace: true).Where(p => p.Look is not (ChartLook.Missing or ChartLook.Partial)).Select(p => p.Value)];
    }

    private static IReadOnlyList<Quantity> StockCourse(Curve curve) => [.. MonthEnds(curve).TakeLast(MostInCourse).Select(curve.UpTo)];

    private static IEnumerable<DateOnly> MonthEnds(Curve curve) => Week.In(new(curve.First, curve.Last)).Count() < 20
        ? Week.In(new(curve.First, curve.Last)).Select(w => w.Sunday < curve.Last ? w.Sunday : curve.Last)
        : Month.In(new(curve.First, curve.Last)).Select(m => m.Period.End < curve.Last ? m.Period.End : curve.Last);
}
