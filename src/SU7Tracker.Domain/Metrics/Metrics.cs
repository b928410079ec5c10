namespace SU7Tracker.Domain;

/// <summary>
/// The numbers that follow from a vehicle's record. A pace is of the headline stretch of its series, a stock of the last day that its
/// series covers; nothing is carried beyond. Production means basis <c>built</c>, orders <c>locked</c>, deliveries <c>delivered</c>,
/// registrations <c>insured</c>.
/// </summary>
public sealed class Metrics
{
    /// <summary>The weeks over which book-to-bill compares orders with deliveries.</summary>
    public const int BookToBillWeeks = 4;

    private const string WaitKey = "wait-weeks";

    // How far from the day of a stock the pace may lie that divides it: thirteen weeks.
    private const int DivisorDays = 13 * 7;
    private static readonly Rational DaysPerYear = Rational.Of(36_525, 100);

    private readonly Snapshot _snapshot;
    private readonly MonthBasis _month;
    private readonly DateOnly _until;
    private readonly Curve? _production, _orders, _deliveries, _registrations;
    private readonly Series _locked, _delivered;

    /// <summary>Derives from a snapshot.</summary>
    /// <param name="snapshot">The vehicle as it stood on a day.</param>
    /// <param name="month">The factor from a week to a month.</param>
    /// <param name="until">The last day that the numbers may be of; null for as far as each series goes.</param>
    public Metrics(Snapshot snapshot, MonthBasis month, DateOnly? until = null)
    {
        _snapshot = snapshot;
        _month = month;
        _until = until ?? DateOnly.MaxValue;
        (_locked, _delivered) = (snapshot.Of(Measure.Orders, Series.Locked), snapshot.Of(Measure.Deliveries, Series.Delivered));
        _production = Covered(snapshot.Of(Measure.Production, Series.Built));
        _orders = Covered(_locked);
        _deliveries = Covered(_delivered);
        _registrations = Covered(snapshot.Of(Measure.Registrations, Series.Insured));
    }

    /// <summary>The last day that a pace may cover which divides a stock; that of the numbers where it is null.</summary>
    public DateOnly? PacesUntil { get; init; }

    // A series that begins later says nothing yet.
    private Curve? Covered(Series series) => _snapshot.Curve(series) is { } curve && curve.First <= _until ? curve : null;

    /// <summary>All of them in the order in which callers list them.</summary>
    public IReadOnlyList<Metric> All =>
        [
            WeeklyProduction,
            MonthlyRunRate,
            AnnualRunRate,
            TrailingProduction(4),
            TrailingProduction(13),
            CumulativeProduction,
            CumulativeOrders,
            CumulativeDeliveries,
            WeeklyDeliveries,
            OrderBacklog,
            WaitWeeks,
            DeliveryCities,
            RequiredWeeklyPace,
            OrdersToRunRate,
            BacklogToRunRate,
            DemandVsExpectation,
            ImpliedExpectation,
            DemandVsPlan,
            BookToBill,
            WeeklyRegistrations,
            TrailingRegistrations(4),
            TrailingRegistrations(13),
            RegistrationsChange("registrations-change-on-week", 1),
            RegistrationsChange("registrations-change-on-year", 52),
        ];

    /// <summary>The metric with a key; null when the tracker derives none of that name.</summary>
    public Metric? Find(string key) => All.FirstOrDefault(m => m.Key == key);

    /// <summary>The pace of the headline stretch of production: units ÷ days × 7.</summary>
    public Metric WeeklyProduction => Pace("weekly-production", Unit.PerWeek, _production, Measure.Production, RunRate.Weekly);

    /// <summary>Weekly production × the weeks of a month.</summary>
    public Metric MonthlyRunRate =>
        Pace(
            "monthly-run-rate",
            Unit.PerMonth,
            _production,
            Measure.Production,
            (count, period) => RunRate.Of(count, period, _month).UnitsPerMonth,
            withMonth: true);

    /// <summary>The pace of the headline stretch of production held for a year: units ÷ days × 365.25, whatever the month basis.</summary>
    public Metric AnnualRunRate => Pace(
        "annual-run-rate", Unit.PerYear, _production, Measure.Production, (count, period) => count * (DaysPerYear / period.Days));

    /// <summary>The pace of the headline stretch of deliveries.</summary>
    public Metric WeeklyDeliveries => Pace("weekly-deliveries", Unit.PerWeek, _deliveries, Measure.Deliveries, RunRate.Weekly);

    /// <summary>The pace of the headline stretch of registrations.</summary>
    public Metric WeeklyRegistrations => Pace("weekly-registrations", Unit.PerWeek, _registrations, Measure.Registrations, RunRate.Weekly);

    /// <summary>Production a week over the last complete weeks.</summary>
    /// <param name="weeks">4 or 13.</param>
    public Metric TrailingProduction(int weeks) => Trailing($"trailing-{weeks}-week-production", _production, Measure.Production, weeks);

    /// <summary>Registrations a week over the last complete weeks.</summary>
    /// <param name="weeks">4 or 13.</param>
    public Metric TrailingRegistrations(int weeks) =>
        Trailing($"trailing-{weeks}-week-registrations", _registrations, Measure.Registrations, weeks);

    /// <summary>Units built up to the last day that production covers, or that deliveries cover where they raise the floor.</summary>
    public Metric CumulativeProduction => Stock("cumulative-production", _production, Measure.Production, raised: true);
    /// <summary>Orders locked up to the last day that orders cover, or that deliveries cover where they raise the floor.</summary>
    public Metric CumulativeOrders => Stock("cumulative-orders", _orders, Measure.Orders, raised: true);
    /// <summary>Units delivered up to the last day that deliveries cover.</summary>
    public Metric CumulativeDeliveries => Stock("cumulative-deliveries", _deliveries, Measure.Deliveries, raised: false);

    /// <summary>
    /// Orders − deliveries, as one query, on the last day that both cover or that a figure of open orders states. A car is delivered
    /// against an order, so that it cannot be negative.
    /// </summary>
    public Metric OrderBacklog
    {
        get
        {
            const string Key = "order-backlog";
            var stated = _snapshot.Figures(_snapshot.Of(Measure.Orders, Series.Open))
                .Where(f => f.Key.End <= _until && !_snapshot.Contradictions.Any(c => c.Figure == f)).Select(f => f.Key.End).ToList();
            var common = CommonDay;
            if (common is null && stated.Count == 0)
            {
                return Metric.Unknown(Key, Unit.Units, NothingCommon);
            }
            var day = stated.Append(common ?? DateOnly.MinValue).Max();
            IReadOnlyList<MetricInput> inputs =
            [
                MetricInput.Count("orders", _snapshot.Between(_locked, null, day), Span.UpTo(day), _snapshot.Evidence(_locked, null, day)),
                MetricInput.Count(
                    "deliveries", _snapshot.Between(_delivered, null, day), Span.UpTo(day), _snapshot.Evidence(_delivered, null, day)),
            ];
            if (_snapshot.Difference(_locked, day, _delivered, day) is not { } difference)
            {
                return Metric.Unknown(Key, Unit.Units, new("SaysNothing"), inputs);
            }
            var evidence = _snapshot.DifferenceEvidence(_locked, day, _delivered, day);
            return difference.NotNegative() is { } backlog
                ? Metric.Known(
                    Key,
                    Unit.Units,
                    backlog,
                    Span.UpTo(day),
                    [.. inputs, MetricInput.Count("difference", backlog, Span.UpTo(day), evidence)])
                : Metric.Unknown(Key, Unit.Units, new("DeliveriesExceedOrders", day), inputs);
        }
    }

    /// <summary>The wait of who ordered on the last day that orders and deliveries cover.</summary>
    public Metric WaitWeeks => CommonDay is { } day ? WaitOn(day) : Metric.Unknown(WaitKey, Unit.Weeks, NothingCommon);

    /// <summary>
    /// How many weeks after a day deliveries reach the orders of that day: from the first day on which they may have to the first on which
    /// they must have. Where they have not, the backlog ÷ the pace of deliveries of the weeks next to the day.
    /// </summary>
    /// <param name="day">A day that orders and deliveries cover.</param>
    public Metric WaitOn(DateOnly day)
    {
        if (_orders is null || _deliveries is null)
        {
            return Metric.Unknown(WaitKey, Unit.Weeks, NothingCommon);
        }
        if (ReachedOn(day, (day, day)) is not var (possible, reached))
        {
            return WaitByPace(day);
        }
        return Metric.Known(
            WaitKey,
            Unit.Weeks,
            WeeksBetween(day, possible, reached),
            new Period(day, reached),
            OrdersUpTo(day),
            MetricInput.Count("deliveries", _deliveries.UpTo(reached), Span.UpTo(reached), _deliveries.Evidence(null, reached)));
    }

    /// <summary>
    /// The waits of several days, null where they cannot be told. Orders of a later day are never reached earlier, so each search goes on
    /// where the one before ended.
    /// </summary>
    /// <param name="days">Days that orders and deliveries cover, in order.</param>
    public IEnumerable<Quantity?> WaitsOn(IEnumerable<DateOnly> days)
    {
        var from = (Possible: DateOnly.MinValue, Reached: DateOnly.MinValue);
        var isReached = _orders is not null && _deliveries is not null;
        foreach (var day in days)
        {
            if (isReached && ReachedOn(day, from) is var (possible, reached))
            {
                from = (possible, reached);
                yield return WeeksBetween(day, possible, reached);
                continue;
            }
            isReached = false;
            yield return _orders is null || _deliveries is null ? null : WaitByPace(day).Value;
        }
    }

    // The first day on which deliveries may have reached the orders of a day, and the first on which they must have; none before those
    // given. Null where they have not.
    private (DateOnly Possible, DateOnly Reached)? ReachedOn(DateOnly day, (DateOnly Possible, DateOnly Reached) from)
    {
        var last = LastOf(_deliveries!);
        if (FirstDay(from.Reached, d => _snapshot.Difference(_delivered, d, _locked, day) is { Low.Sign: >= 0 }) is not { } reached)
        {
            return null;
        }
        var possible = FirstDay(from.Possible, d => _snapshot.Difference(_delivered, d, _locked, day) is not { High.Sign: < 0 });
        return (possible ?? reached, reached);

        DateOnly? FirstDay(DateOnly start, Func<DateOnly, bool> holds)
        {
            var first = start > day ? start : day;
            // Waits are short beside the record: each stretch that is searched is twice as long as the one before.
            for (var days = 1; first <= last; days *= 2)
            {
                var end = last.DayNumber - first.DayNumber < days ? last : first.AddDays(days - 1);
                if (new Period(first, end).First(holds) is { } found)
                {
                    return found;
                }
                first = end.AddDays(1);
            }
            return null;
        }
    }

    private Metric WaitByPace(DateOnly day)
    {
        if (_snapshot.Difference(_locked, day, _delivered, day)?.NotNegative() is not { } waiting)
        {
            return Metric.Unknown(WaitKey, Unit.Weeks, new("SaysNothing"), OrdersUpTo(day));
        }
        var backlog = MetricInput.Count("backlog", waiting, Span.UpTo(day), _snapshot.DifferenceEvidence(_locked, day, _delivered, day));
        return DivisorOf(_deliveries!, day) is not { } pace
            ? Metric.Unknown(WaitKey, Unit.Weeks, new("NoPaceNear", day), backlog)
            : pace.Value.IsZero
                ? Metric.Unknown(WaitKey, Unit.Weeks, new("Standstill"), backlog, pace)
                : Metric.Known(WaitKey, Unit.Weeks, waiting / pace.Value, Span.UpTo(day), backlog, pace) with
                {
                    FormulaKey = WaitKey + "-by-pace",
                };
    }

    private MetricInput OrdersUpTo(DateOnly day) =>
        MetricInput.Count("orders", _orders!.UpTo(day), Span.UpTo(day), _orders.Evidence(null, day));

    private static Quantity WeeksBetween(DateOnly day, DateOnly possible, DateOnly reached) =>
        Quantity.Between(Rational.Of(possible.DayNumber - day.DayNumber, 7), Rational.Of(reached.DayNumber - day.DayNumber, 7));

    /// <summary>Cities in which deliveries are known to have begun; there may be more.</summary>
    public Metric DeliveryCities
    {
        get
        {
            var day = _until < _snapshot.AsOf ? _until : _snapshot.AsOf;
            var cities = _snapshot.Cities.Where(c => c.DeliveriesFrom <= day).ToList();
            return cities.Count == 0
                ? Metric.Unknown("delivery-cities", Unit.Cities, new("NoCities", day))
                : Metric.Known(
                    "delivery-cities",
                    Unit.Cities,
                    Quantity.AtLeast(cities.Count),
                    Span.UpTo(day),
                    MetricInput.Factor("cities", cities.Count, Unit.Cities));
        }
    }

    /// <summary>
    /// Cumulative orders ÷ monthly run-rate: months of output on order. Not to be confused with the other multiples of demand.
    /// </summary>
    public Metric OrdersToRunRate => OverRunRate("orders-to-run-rate", "orders", CumulativeOrders);

    /// <summary>Backlog ÷ monthly run-rate: months of output still on order.</summary>
    public Metric BacklogToRunRate => OverRunRate("backlog-to-run-rate", "backlog", OrderBacklog);

    /// <summary>Cumulative orders ÷ the orders that were expected.</summary>
    public Metric DemandVsExpectation
    {
        get
        {
            const string Key = "demand-vs-expectation";
            var orders = CumulativeOrders;
            if (orders is not { Value: { } ordered, Span: { } span })
            {
                return Metric.Unknown(Key, Unit.Times, orders.Reason!);
            }
            if (_snapshot.InForce(Series.Expected, [Measure.Orders], span.To, span.To) is not { } plan)
            {
                return Metric.Unknown(Key, Unit.Times, new("NoExpectation", span.To), As("orders", orders));
            }
            return Over(Key, As("orders", orders), PlanInput("expected-orders", plan), span);
        }
    }

    /// <summary>
    /// Orders to date less what had been delivered before the target's period ÷ the target in force on the day of those orders.
    /// </summary>
    public Metric DemandVsPlan
    {
        get
        {
            const string Key = "demand-vs-plan";
            var orders = CumulativeOrders;
            if (orders is not { Value: not null, Span: { } span })
            {
                return Metric.Unknown(Key, Unit.Times, orders.Reason!);
            }
            Measure[] planned = [Measure.Deliveries, Measure.Production, Measure.Orders];
            if (_snapshot.InForce(Series.Target, planned, span.To, span.To) is not { } plan)
            {
                return Metric.Unknown(Key, Unit.Times, new("NoTarget", span.To), As("orders", orders));
            }
            if (plan.Key.Start is not { } start)
            {
                return Over(Key, As("orders", orders), PlanInput("target", plan), span);
            }
            var before = start.AddDays(-1);
            return _snapshot.Difference(_locked, span.To, _delivered, before)?.NotNegative() is { } left
                ? Over(
                    Key,
                    MetricInput.Count(
                        "orders-for-period",
                        left,
                        new Period(start, span.To),
                        _snapshot.DifferenceEvidence(_locked, span.To, _delivered, before)),
                    PlanInput("target", plan),
                    span)
                : Metric.Unknown(Key, Unit.Times, new("SaysNothing"), As("orders", orders));
        }
    }

    /// <summary>
    /// The orders that must have been expected if the latest claim "so many times what was expected" is true: orders on the day of the
    /// claim ÷ the multiple.
    /// </summary>
    public Metric ImpliedExpectation
    {
        get
        {
            const string Key = "implied-expectation";
            if (
                _snapshot.Claims.LastOrDefault(c => c.Metric == "demand-vs-expectation" && c.At <= _until) is not { } claim
                || Claimed(claim) is not { IsZero: false } multiple)
            {
                return Metric.Unknown(Key, Unit.Units, new("NoClaimedMultiple"));
            }
            if (_orders is null || _orders.First > claim.At)
            {
                return Metric.Unknown(Key, Unit.Units, Nothing(Measure.Orders, Series.Locked));
            }
            var orders = MetricInput.CountUpTo(_orders, "orders", claim.At);
            return Metric.Known(
                Key,
                Unit.Units,
                orders.Value / multiple,
                Span.UpTo(claim.At),
                orders,
                new MetricInput("claimed-multiple", multiple, Unit.Times, Span.UpTo(claim.At), []));
        }
    }

    /// <summary>Orders ÷ deliveries over the four complete weeks up to the last day that both cover.</summary>
    public Metric BookToBill
    {
        get
        {
            const string Key = "book-to-bill";
            if (_orders is null || _deliveries is null || CommonDay is not { } last)
            {
                return Metric.Unknown(Key, Unit.Times, NothingCommon);
            }
            if (_orders.Trailing(BookToBillWeeks, last) is not { } weeks || _deliveries.First > weeks.Start)
            {
                return Metric.Unknown(Key, Unit.Times, new("TooFewCommonWeeks", Measure.Orders, Measure.Deliveries, BookToBillWeeks));
            }
            var (booked, billed) = (MetricInput.CountIn(_orders, "orders", weeks), MetricInput.CountIn(_deliveries, "deliveries", weeks));
            return billed.Value.IsZero
                ? Metric.Unknown(Key, Unit.Times, new("NothingDelivered"), booked, billed)
                : Metric.Known(Key, Unit.Times, booked.Value / billed.Value, weeks, booked, billed);
        }
    }

    /// <summary>
    /// The pace that would still reach the target in force: what is missing of it ÷ the days that are left of its period × 7.
    /// </summary>
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
            if (_snapshot.InForce(Series.Target, [Measure.Deliveries], day, _snapshot.AsOf) is not { Key.Period: { } period } target)
            {
                return Metric.Unknown(Key, Unit.PerWeek, new("NoTarget", day));
            }
            var done = MetricInput.CountIn(_deliveries, "deliveries", new(period.Start, day));
            var plan = PlanInput("target", target);
            var left = period.End.DayNumber - day.DayNumber;
            if (left == 0)
            {
                return Metric.Unknown(Key, Unit.PerWeek, new("PeriodOver", period.End), plan, done);
            }
            // A target that is reached needs no more pace, so that what is missing is never less than nothing.
            var missing = target.Quantity.Less(done.Value) ?? Quantity.Exact(0);
            return Metric.Known(
                Key,
                Unit.PerWeek,
                missing * Rational.Of(7, left),
                new Period(day.AddDays(1), period.End),
                plan,
                done,
                MetricInput.Factor("days-left", left, Unit.Days));
        }
    }

    // The change of the last complete week on an earlier one, in per cent.
    private Metric RegistrationsChange(string key, int weeksBefore)
    {
        if (_registrations?.Trailing(1, _until) is not { } week)
        {
            return Metric.Unknown(key, Unit.Percent, _registrations is null
                ? Nothing(Measure.Registrations, Series.Insured) : new("TooFewWeeks", Measure.Registrations, 1));
        }
        var earlier = new Period(week.Start.AddDays(-7 * weeksBefore), week.End.AddDays(-7 * weeksBefore));
        if (earlier.Start < _registrations.First)
        {
            return Metric.Unknown(key, Unit.Percent, new("NotCovered", Measure.Registrations, earlier.Start));
        }
        var now = MetricInput.CountIn(_registrations, "count", week);
        var then = MetricInput.CountIn(_registrations, "count-before", earlier);
        if (Change(now.Value, then.Value) is not { } change)
        {
            return Metric.Unknown(key, Unit.Percent, new("NotComparable"), now, then);
        }
        return Metric.Known(key, Unit.Percent, change, week, now, then);
    }

    /// <summary>The change from one count to another, in per cent; null where the base may be zero or a count has no upper end.</summary>
    public static Quantity? Change(Quantity now, Quantity before) => before.Low.Sign > 0 && before.High is not null && now.High is not null
        ? (now / before * 100) - Quantity.Exact(100)
        : null;

    /// <summary>The multiple or amount that a claim states; null when it lacks the number that its relation needs.</summary>
    internal static Quantity? Claimed(Claim claim)
    {
        var (low, high) = (claim.Low is { } l ? (Rational)l : default(Rational?), claim.High is { } h ? (Rational)h : default(Rational?));
        return claim.Relation switch
        {
            Relation.AtLeast => low is { } floor ? Quantity.AtLeast(floor) : null,
            Relation.AtMost => high is { Sign: >= 0 } ceiling ? Quantity.AtMost(ceiling) : null,
            Relation.Between => low is { } from && high is { } to && from <= to ? Quantity.Between(from, to) : null,
            _ => (low ?? high) is { } number && (high ?? number) == number ? Quantity.Exact(number) : null,
        };
    }

    private Metric Pace(string key, Unit unit, Curve? curve, Measure measure, Func<Quantity, Period, Quantity> rate, bool withMonth = false)
    {
        var fresher = FresherStretch(measure, curve?.Headline(_until)) is { } other
            ? PaceOf(key, unit, other.Curve, other.Stretch, rate, withMonth)
            : null;
        if (curve?.Headline(_until) is not { } stretch)
        {
            return Metric.Unknown(key, unit, curve is null ? Nothing(measure, Series.UsualBasis(measure)) : new("NoStretch", measure)) with
            {
                Fresher = fresher,
            };
        }
        return PaceOf(key, unit, curve, stretch, rate, withMonth) with { Fresher = fresher };
    }

    private Metric PaceOf(string key, Unit unit, Curve curve, Period stretch, Func<Quantity, Period, Quantity> rate, bool withMonth)
    {
        var count = MetricInput.CountIn(curve, "count", stretch);
        MetricInput[] inputs = [count, MetricInput.Factor("days", stretch.Days, Unit.Days)];
        return Metric.Known(
            key,
            unit,
            rate(count.Value, stretch),
            stretch,
            withMonth ? [.. inputs, MetricInput.Factor("weeks-per-month", _month.WeeksIn(stretch.End), new("weeks/month", 4))] : inputs
        ) with
        {
            Series = curve.Series,
        };
    }

    // Of the other bases of a measure the one whose headline stretch ends last, if later than a stretch.
    private (Curve Curve, Period Stretch)? FresherStretch(Measure measure, Period? than) =>
        _snapshot
            .Series.Where(s => s.Measure == measure && s.City.Length == 0 && !s.IsPlan && s.Basis != Series.UsualBasis(measure))
            .Select(s =>
                _snapshot.Curve(s) is { } curve && curve.Headline(_until) is { } stretch ? (curve, stretch) : default((Curve, Period)?))
            .Where(c => c is not null && (than is not { } headline || c.Value.Item2.End > headline.End))
            .OrderByDescending(c => c!.Value.Item2.End)
            .FirstOrDefault();

    private Metric Trailing(string key, Curve? curve, Measure measure, int weeks)
    {
        if (curve is null)
        {
            return Metric.Unknown(key, Unit.PerWeek, Nothing(measure, Series.UsualBasis(measure)));
        }
        if (curve.Trailing(weeks, _until) is not { } period)
        {
            return Metric.Unknown(key, Unit.PerWeek, new("TooFewWeeks", measure, weeks));
        }
        var count = MetricInput.CountIn(curve, "count", period);
        return Metric.Known(key, Unit.PerWeek, count.Value / weeks, period, count, MetricInput.Factor("weeks", weeks, Unit.Weeks)) with
        {
            Series = curve.Series,
        };
    }

    private Metric Stock(string key, Curve? curve, Measure measure, bool raised)
    {
        if (curve is null)
        {
            return Metric.Unknown(key, Unit.Units, Nothing(measure, Series.UsualBasis(measure)));
        }
        var day = LastOf(curve);
        if (
            raised
            && _deliveries is not null
            && LastOf(_deliveries) is var later
            && later > day
            && curve.UpTo(later).Low > curve.UpTo(day).Low)
        {
            day = later;
        }
        var count = MetricInput.CountUpTo(curve, "count", day);
        return Metric.Known(key, Unit.Units, count.Value, count.Span!.Value, count) with { Series = curve.Series };
    }

    private Metric OverRunRate(string key, string name, Metric stock)
    {
        if (stock is not { Value: not null, Span: { } span })
        {
            return Metric.Unknown(key, Unit.Months, stock.Reason!, stock.Inputs);
        }
        var amount = As(name, stock);
        if ((DivisorOf(_production, span.To) ?? DivisorOf(_deliveries, span.To)) is not { } pace)
        {
            return Metric.Unknown(key, Unit.Months, new("NoPaceNear", span.To), amount);
        }
        var weeks = _month.WeeksIn(pace.Span!.Value.To);
        var metric = new RunRate(pace.Value * weeks, _month).Months(amount.Value) is { } months
            ? Metric.Known(
                key, Unit.Months, months, span, amount, pace, MetricInput.Factor("weeks-per-month", weeks, new("weeks/month", 4)))
            : Metric.Unknown(key, Unit.Months, new("Standstill"), amount, pace);
        return pace.Name == "weekly-production" ? metric : metric with { FormulaKey = key + "-by-deliveries" };
    }

    // The weekly pace that divides a stock of a day: of the stretches within thirteen weeks of the day whose count has an upper end the one
    // with the narrowest bounds, of several the one of the better grade, then the one nearest to the day.
    private MetricInput? DivisorOf(Curve? curve, DateOnly day)
    {
        if (curve is null)
        {
            return null;
        }
        var near = new Period(day.AddDays(-DivisorDays), day.AddDays(DivisorDays));
        var best = curve.Stretches(near).Where(s => s.End <= (PacesUntil ?? _until))
            .Select(s => (Stretch: s, Count: curve.In(s))).Where(s => s.Count.High is not null)
            .OrderBy(s => s.Count.High!.Value.Sign == 0 ? Rational.Zero : (s.Count.High.Value - s.Count.Low) / s.Count.High.Value)
            .ThenBy(s =>
                curve
                    .Evidence(s.Stretch.Before, s.Stretch.End)
                    .Figures.Select(f => _snapshot.History.Family.GradeOf(f.Source))
                    .DefaultIfEmpty(Grade.D)
                    .Max())
            .ThenBy(s => Math.Abs((s.Stretch.Start.DayNumber + s.Stretch.End.DayNumber) - (2 * day.DayNumber)))
            .ThenByDescending(s => s.Stretch.End).ThenByDescending(s => s.Stretch.Start)
            .Cast<(Period Stretch, Quantity Count)?>().FirstOrDefault();
        if (best is not { } divisor)
        {
            return null;
        }
        var evidence = curve.Evidence(divisor.Stretch.Before, divisor.Stretch.End);
        return new(
            curve.Series.Measure == Measure.Production ? "weekly-production" : "weekly-deliveries",
            RunRate.Weekly(divisor.Count, divisor.Stretch),
            Unit.PerWeek,
            divisor.Stretch,
            evidence.Figures)
        {
            Laws = evidence.Laws,
        };
    }

    private static Metric Over(string key, MetricInput amount, MetricInput plan, Span span) => plan.Value.IsZero
        ? Metric.Unknown(key, Unit.Times, new("PlanIsZero"), amount, plan)
        : Metric.Known(key, Unit.Times, amount.Value / plan.Value, span, amount, plan);

    private static MetricInput PlanInput(string name, Figure plan) =>
        new(name, plan.Quantity, Unit.Units, new Span(plan.Key.Start, plan.Key.End), [plan]);

    private static MetricInput As(string name, Metric metric) =>
        new(name, metric.Value!.Value, metric.Unit, metric.Span, [.. metric.Inputs.SelectMany(i => i.Evidence).Distinct()])
        {
            Laws = [.. metric.Inputs.SelectMany(i => i.Laws).Distinct().Order()],
        };

    private static Reason Nothing(Measure measure, string basis) => new("NoFigures", measure, basis);

    private Reason NothingCommon => _orders is null ? Nothing(Measure.Orders, Series.Locked)
        : _deliveries is null ? Nothing(Measure.Deliveries, Series.Delivered)
        : new("NoCommonDay", Measure.Orders, Measure.Deliveries);

    // The last day that orders and deliveries both cover.
    private DateOnly? CommonDay =>
        _orders is null || _deliveries is null ? null
        : (LastOf(_orders) < LastOf(_deliveries) ? LastOf(_orders) : LastOf(_deliveries)) is var day
        && day >= _orders.First
        && day >= _deliveries.First
            ? day
        : null;

    private DateOnly LastOf(Curve curve) => curve.Last < _until ? curve.Last : _until;
}
