namespace SU7Tracker.Domain;

/// <summary>
/// The numbers that follow from a vehicle's record. A pace speaks of the headline stretch of its series, a stock of the last day that its
/// series speaks of; nothing is carried beyond. Production means basis <c>built</c>, orders <c>locked</c>, deliveries <c>delivered</c>.
/// </summary>
public sealed class Metrics
{
    /// <summary>The weeks over which book-to-bill compares orders with deliveries.</summary>
    public const int BookToBillWeeks = 4;

    private readonly Snapshot _snapshot;
    private readonly MonthBasis _month;
    private readonly DateOnly _until;
    private readonly Curve? _production, _orders, _deliveries;

    /// <summary>Derives from a snapshot.</summary>
    /// <param name="snapshot">The vehicle as it stood on a day.</param>
    /// <param name="month">The factor from a week to a month.</param>
    /// <param name="until">The last day that the numbers may speak of; null for as far as each series goes.</param>
    public Metrics(Snapshot snapshot, MonthBasis month, DateOnly? until = null)
    {
        _snapshot = snapshot;
        _month = month;
        _until = until ?? DateOnly.MaxValue;
        _production = Spoken(Measure.Production, Series.Built);
        _orders = Spoken(Measure.Orders, Series.Locked);
        _deliveries = Spoken(Measure.Deliveries, Series.Delivered);
    }

    // A series that begins later has nothing to say yet.
    private Curve? Spoken(Measure measure, string basis) => _snapshot.Curve(_snapshot.Of(measure, basis)) is { } curve && curve.First <= _until ? curve : null;

    /// <summary>All of them in the order in which callers list them.</summary>
    public IReadOnlyList<Metric> All =>
    [
        WeeklyProduction, MonthlyRunRate, AnnualRunRate, Trailing(4), Trailing(13), CumulativeProduction, CumulativeOrders, CumulativeDeliveries,
        WeeklyDeliveries, OrderBacklog, WaitWeeks, OrdersToRunRate, DemandVsExpectation, ImpliedExpectation, DemandVsPlan, BookToBill, RequiredWeeklyPace,
    ];

    /// <summary>The metric with a key; null when the tracker derives none of that name.</summary>
    public Metric? Find(string key) => All.FirstOrDefault(m => m.Key == key);

    /// <summary>The pace of the headline stretch: units ÷ days × 7.</summary>
    public Metric WeeklyProduction => Pace("weekly-production", Unit.PerWeek, _production, Measure.Production, (count, period) => RunRate.Weekly(count, period));

    /// <summary>Weekly production × the weeks of a month.</summary>
    public Metric MonthlyRunRate => Pace(
        "monthly-run-rate", Unit.PerMonth, _production, Measure.Production, (count, period) => RunRate.Of(count, period, _month).UnitsPerMonth, withMonth: true);

    /// <summary>Twelve times the monthly run-rate.</summary>
    public Metric AnnualRunRate => Pace(
        "annual-run-rate", Unit.PerYear, _production, Measure.Production, (count, period) => RunRate.Of(count, period, _month).UnitsPerYear, withMonth: true);

    /// <summary>The pace of the headline stretch of deliveries.</summary>
    public Metric WeeklyDeliveries => Pace("weekly-deliveries", Unit.PerWeek, _deliveries, Measure.Deliveries, (count, period) => RunRate.Weekly(count, period));

    /// <summary>Production a week over the last whole weeks.</summary>
    /// <param name="weeks">4 or 13.</param>
    public Metric Trailing(int weeks)
    {
        var key = $"trailing-{weeks}-week-production";
        if (_production is null)
        {
            return Metric.Unknown(key, Unit.PerWeek, Nothing(Measure.Production, Series.Built));
        }
        if (_production.Trailing(weeks, _until) is not { } period)
        {
            return Metric.Unknown(key, Unit.PerWeek, new("TooFewWeeks", Measure.Production, weeks));
        }
        var count = CountIn(_production, "count", period);
        return Metric.Known(key, Unit.PerWeek, count.Value / weeks, period, count, Factor("weeks", weeks, Unit.Weeks));
    }

    /// <summary>Units built up to the last day that production speaks of.</summary>
    public Metric CumulativeProduction => Stock("cumulative-production", _production, Measure.Production, Series.Built);
    /// <summary>Orders locked up to the last day that orders speak of.</summary>
    public Metric CumulativeOrders => Stock("cumulative-orders", _orders, Measure.Orders, Series.Locked);
    /// <summary>Units delivered up to the last day that deliveries speak of.</summary>
    public Metric CumulativeDeliveries => Stock("cumulative-deliveries", _deliveries, Measure.Deliveries, Series.Delivered);

    /// <summary>Orders − deliveries on the last day that both speak of. A car is delivered against an order, so that it cannot be negative.</summary>
    public Metric OrderBacklog
    {
        get
        {
            const string Key = "order-backlog";
            if (_orders is null || _deliveries is null)
            {
                return Metric.Unknown(Key, Unit.Units, _orders is null ? Nothing(Measure.Orders, Series.Locked) : Nothing(Measure.Deliveries, Series.Delivered));
            }
            var day = Earlier(LastOf(_orders), LastOf(_deliveries));
            if (day < _orders.First || day < _deliveries.First)
            {
                return Metric.Unknown(Key, Unit.Units, new("NoCommonDay", Measure.Orders, Measure.Deliveries));
            }
            var (orders, deliveries) = (CountUpTo(_orders, "orders", day), CountUpTo(_deliveries, "deliveries", day));
            return orders.Value.Less(deliveries.Value) is { } backlog
                ? Metric.Known(Key, Unit.Units, backlog, Span.UpTo(day), orders, deliveries)
                : Metric.Unknown(Key, Unit.Units, new("DeliveriesExceedOrders", day), orders, deliveries);
        }
    }

    /// <summary>Backlog ÷ weekly pace of deliveries, or of production when deliveries have none.</summary>
    public Metric WaitWeeks
    {
        get
        {
            const string Key = "wait-weeks";
            var backlog = OrderBacklog;
            if (backlog is not { Value: { } waiting, Span: { } span })
            {
                return Metric.Unknown(Key, Unit.Weeks, backlog.Reason!, backlog.Inputs);
            }
            var pace = WeeklyDeliveries is { Value: not null } deliveries ? deliveries : WeeklyProduction;
            if (pace is not { Value: { } weekly })
            {
                return Metric.Unknown(Key, Unit.Weeks, pace.Reason!, As("backlog", backlog));
            }
            IReadOnlyList<MetricInput> inputs = [As("backlog", backlog), As("weekly-pace", pace)];
            return weekly.IsZero
                ? Metric.Unknown(Key, Unit.Weeks, new("Standstill"), inputs)
                : Metric.Known(Key, Unit.Weeks, waiting / weekly, span, inputs);
        }
    }

    /// <summary>Cumulative orders ÷ monthly run-rate: months of output on order. Not to be confused with the two other multiples of demand.</summary>
    public Metric OrdersToRunRate
    {
        get
        {
            const string Key = "orders-to-run-rate";
            var (orders, rate) = (CumulativeOrders, MonthlyRunRate);
            if (orders.Value is null || rate.Value is null)
            {
                return Metric.Unknown(Key, Unit.Months, (orders.Reason ?? rate.Reason)!);
            }
            IReadOnlyList<MetricInput> inputs = [As("orders", orders), As("monthly-run-rate", rate)];
            return new RunRate(rate.Value.Value, _month).Months(orders.Value.Value) is { } months
                ? Metric.Known(Key, Unit.Months, months, orders.Span!.Value, inputs)
                : Metric.Unknown(Key, Unit.Months, new("Standstill"), inputs);
        }
    }

    /// <summary>Cumulative orders ÷ the orders that were expected.</summary>
    public Metric DemandVsExpectation => AgainstPlan("demand-vs-expectation", Series.Expected, [Measure.Orders], "expected-orders", "NoExpectation");

    /// <summary>Cumulative orders ÷ the target in force on the day that they speak of.</summary>
    public Metric DemandVsPlan => AgainstPlan("demand-vs-plan", Series.Target, [Measure.Deliveries, Measure.Production, Measure.Orders], "target", "NoTarget");

    /// <summary>The orders that must have been expected if the latest claim "so many times what was expected" is true: orders on the day of the claim ÷ the multiple.</summary>
    public Metric ImpliedExpectation
    {
        get
        {
            const string Key = "implied-expectation";
            if (_snapshot.Claims.LastOrDefault(c => c.Metric == "demand-vs-expectation" && c.At <= _until) is not { } claim || Claimed(claim) is not { IsZero: false } multiple)
            {
                return Metric.Unknown(Key, Unit.Units, new("NoClaimedMultiple"));
            }
            if (_orders is null || _orders.First > claim.At)
            {
                return Metric.Unknown(Key, Unit.Units, Nothing(Measure.Orders, Series.Locked));
            }
            var orders = CountUpTo(_orders, "orders", claim.At);
            return Metric.Known(
                Key, Unit.Units, orders.Value / multiple, Span.UpTo(claim.At), orders, new MetricInput("claimed-multiple", multiple, Unit.Times, Span.UpTo(claim.At), []));
        }
    }

    /// <summary>Orders ÷ deliveries over the same last four whole weeks.</summary>
    public Metric BookToBill
    {
        get
        {
            const string Key = "book-to-bill";
            if (_orders is null || _deliveries is null)
            {
                return Metric.Unknown(Key, Unit.Times, _orders is null ? Nothing(Measure.Orders, Series.Locked) : Nothing(Measure.Deliveries, Series.Delivered));
            }
            var last = Earlier(LastOf(_orders), LastOf(_deliveries));
            if (_orders.Trailing(BookToBillWeeks, last) is not { } weeks || _deliveries.First > weeks.Start)
            {
                return Metric.Unknown(Key, Unit.Times, new("TooFewCommonWeeks", Measure.Orders, Measure.Deliveries, BookToBillWeeks));
            }
            var (booked, billed) = (CountIn(_orders, "orders", weeks), CountIn(_deliveries, "deliveries", weeks));
            return billed.Value.IsZero
                ? Metric.Unknown(Key, Unit.Times, new("NothingDelivered"), booked, billed)
                : Metric.Known(Key, Unit.Times, booked.Value / billed.Value, weeks, booked, billed);
        }
    }

    /// <summary>The pace that would still reach the target in force: what is missing of it ÷ the days that are left of its period × 7.</summary>
    public Metric RequiredWeeklyPace
    {
        get
        {
            const string Key = "required-weekly-pace";
            if (_deliveries is null)
            {
                return Metric.Unknown(Key, Unit.PerWeek, Nothing(Measure.Deliveries, Series.Delivered));
            }
            var day = LastOf(_deliveries);
            if (_snapshot.InForce(Series.Target, [Measure.Deliveries], day) is not { Key.Period: { } period } target)
            {
                return Metric.Unknown(Key, Unit.PerWeek, new("NoTarget", day));
            }
            var done = CountIn(_deliveries, "deliveries", new(period.Start, day));
            var plan = new MetricInput("target", target.Quantity, Unit.Units, (Span)period, [target]);
            var left = period.End.DayNumber - day.DayNumber;
            if (left == 0)
            {
                return Metric.Unknown(Key, Unit.PerWeek, new("PeriodOver", period.End), plan, done);
            }
            // A target that is reached needs no more pace, so that what is missing is never less than nothing.
            var missing = target.Quantity.Less(done.Value) ?? Quantity.Exact(0);
            return Metric.Known(
                Key, Unit.PerWeek, missing * Rational.Of(7, left), new Period(day.AddDays(1), period.End), plan, done, Factor("days-left", left, Unit.Days));
        }
    }

    /// <summary>The multiple or amount that a claim states; null when it lacks the number that its relation needs.</summary>
    internal static Quantity? Claimed(Claim claim)
    {
        var (low, high) = (claim.Low is { } l ? (Rational)l : default(Rational?), claim.High is { } h ? (Rational)h : default(Rational?));
        return claim.Relation switch
        {
            Relation.AtLeast => low is { } floor ? Quantity.AtLeast(floor) : null,
            Relation.AtMost => high is { Sign: >= 0 } ceiling ? Quantity.AtMost(ceiling) : null,
            Relation.Between => low is { } from && high is { } to && from <= to ? Quantity.Between(from, to, (from + to) / 2) : null,
            _ => (low ?? high) is { } number && (high ?? number) == number ? Quantity.Exact(number) : null,
        };
    }

    private Metric Pace(string key, Unit unit, Curve? curve, Measure measure, Func<Quantity, Period, Quantity> rate, bool withMonth = false)
    {
        if (curve is null)
        {
            return Metric.Unknown(key, unit, Nothing(measure, measure == Measure.Production ? Series.Built : Series.Delivered));
        }
        if (curve.Headline(_until) is not { } stretch)
        {
            return Metric.Unknown(key, unit, new("NoStretch", measure));
        }
        var count = CountIn(curve, "count", stretch);
        MetricInput[] inputs = [count, Factor("days", stretch.Days, Unit.Days)];
        return Metric.Known(
            key, unit, rate(count.Value, stretch), stretch,
            withMonth ? [.. inputs, Factor("weeks-per-month", _month.WeeksIn(stretch.End), new("weeks/month", 4))] : inputs);
    }

    private Metric Stock(string key, Curve? curve, Measure measure, string basis)
    {
        if (curve is null)
        {
            return Metric.Unknown(key, Unit.Units, Nothing(measure, basis));
        }
        var count = CountUpTo(curve, "count", LastOf(curve));
        return Metric.Known(key, Unit.Units, count.Value, count.Span!.Value, count);
    }

    private Metric AgainstPlan(string key, string basis, IReadOnlyList<Measure> measures, string name, string none)
    {
        var orders = CumulativeOrders;
        if (orders is not { Value: { } ordered, Span: { } span })
        {
            return Metric.Unknown(key, Unit.Times, orders.Reason!);
        }
        if (_snapshot.InForce(basis, measures, span.To) is not { } plan)
        {
            return Metric.Unknown(key, Unit.Times, new(none, span.To), As("orders", orders));
        }
        IReadOnlyList<MetricInput> inputs =
            [As("orders", orders), new MetricInput(name, plan.Quantity, Unit.Units, new Span(plan.Key.Start, plan.Key.End), [plan])];
        return plan.Quantity.IsZero
            ? Metric.Unknown(key, Unit.Times, new("PlanIsZero"), inputs)
            : Metric.Known(key, Unit.Times, ordered / plan.Quantity, span, inputs);
    }

    private static MetricInput CountIn(Curve curve, string name, Period period) =>
        new(name, curve.In(period), Unit.Units, period, curve.Evidence(period.Before, period.End));

    private static MetricInput CountUpTo(Curve curve, string name, DateOnly day) =>
        new(name, curve.UpTo(day), Unit.Units, Span.UpTo(day), curve.Evidence(null, day));

    private static MetricInput Factor(string name, Rational value, Unit unit) => new(name, Quantity.Exact(value), unit, null, []);

    private static MetricInput As(string name, Metric metric) =>
        new(name, metric.Value!.Value, metric.Unit, metric.Span, [.. metric.Inputs.SelectMany(i => i.Evidence).Distinct()]);

    private static Reason Nothing(Measure measure, string basis) => new("NoFigures", measure, basis);

    private DateOnly LastOf(Curve curve) => Earlier(curve.Last, _until);

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
