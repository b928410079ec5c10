using SU7Tracker.Domain;

namespace SU7Tracker.Web.Demand;

/// <summary>What stands against the cars delivered: on the day that the reader asks about, and on another beside it.</summary>
public sealed class DemandFacts
{
    /// <summary>A quoted wait stands beside a derived one when at most so many days lie between them.</summary>
    public const int NearDays = 21;

    private readonly Snapshot _snapshot;
    private readonly MonthBasis _month;
    private readonly Metrics _all;

    /// <summary>Derives from a snapshot.</summary>
    /// <param name="snapshot">The vehicle as it stood.</param>
    /// <param name="month">The factor from a week to a month.</param>
    /// <param name="chosen">The day that the reader asks about; null for the one of which most is known.</param>
    public DemandFacts(Snapshot snapshot, MonthBasis month, DateOnly? chosen)
    {
        (_snapshot, _month, _all) = (snapshot, month, new(snapshot, month));
        (Locked, Delivered) = (snapshot.Of(Measure.Orders, Series.Locked), snapshot.Of(Measure.Deliveries, Series.Delivered));
        OpenOrders = [.. snapshot.Figures(snapshot.Of(Measure.Orders, Series.Open)).OrderBy(f => f.Key.End).ThenBy(f => f.KnownOn)];
        OrderDays = [.. snapshot.Figures(Locked).Concat(OpenOrders).Select(f => f.Key.End).Distinct().Order()];
        Latest = _all.OrderBacklog.Span?.To;
        var told = BestTold();
        var day = chosen ?? told ?? Latest;
        Chosen = day is { } asked ? On(asked) : null;
        var other = Latest == day ? told : Latest;
        Beside = other is { } second && second != day ? On(second) : null;
        Waits = [.. snapshot.Waits.OrderBy(w => w.StatedOn).ThenBy(w => w.Trim, StringComparer.Ordinal)];
    }

    /// <summary>Orders that can no longer be taken back.</summary>
    public Series Locked { get; }
    /// <summary>Deliveries.</summary>
    public Series Delivered { get; }
    /// <summary>The last day whose backlog can be told; null when there is none.</summary>
    public DateOnly? Latest { get; }
    /// <summary>The days at whose end a figure of orders states a count.</summary>
    public IReadOnlyList<DateOnly> OrderDays { get; }
    /// <summary>What sources call the backlog.</summary>
    public IReadOnlyList<Figure> OpenOrders { get; }
    /// <summary>The day asked about; null when nothing of orders and deliveries is on record.</summary>
    public DemandDay? Chosen { get; }
    /// <summary>The day beside it: the last that can be told; of which most is known where that is the one asked about.</summary>
    public DemandDay? Beside { get; }
    /// <summary>What buyers were told, by day.</summary>
    public IReadOnlyList<QuotedWait> Waits { get; }
    /// <summary>The multiple that was claimed of an expectation, turned round.</summary>
    public Metric Implied => _all.ImpliedExpectation;

    /// <summary>The quoted waits next to the day asked about.</summary>
    public IEnumerable<QuotedWait> WaitsNear(DateOnly day) => Waits.Where(w => Math.Abs(w.StatedOn.DayNumber - day.DayNumber) <= NearDays);

    /// <summary>A quoted wait in weeks.</summary>
    public static Quantity InWeeks(QuotedWait wait) =>
        wait.Unit == WaitUnit.Weeks ? wait.Quantity : wait.Quantity * MonthBasis.GregorianMonth.WeeksIn(wait.StatedOn);

    /// <summary>Whether bounds are too wide to help: open, or the upper one more than three times the lower.</summary>
    public static bool IsTooWide(Quantity value) => value.High is not { } high || high > value.Low * 3;

    /// <summary>Why a figure of open orders does not count; null when it does.</summary>
    public Contradiction? Against(Figure figure) => _snapshot.Contradictions.FirstOrDefault(c => c.Figure == figure);

    /// <summary>The orders of a day that were not yet delivered, as one query; null where nothing is known of them.</summary>
    public Quantity? Backlog(DateOnly day) =>
        _snapshot.Difference(Locked, day, Delivered, day)?.NotNegative() is { } backlog && backlog is not { High: null, Low.Sign: 0 }
            ? backlog
            : null;

    /// <summary>The waits of who ordered on each of some days, in weeks; null where they cannot be told.</summary>
    /// <param name="days">The days, in order.</param>
    public IEnumerable<Quantity?> WaitsOn(IEnumerable<DateOnly> days) => _all.WaitsOn(days);

    private DemandDay On(DateOnly day)
    {
        var until = new Metrics(_snapshot, _month, day) { PacesUntil = _snapshot.AsOf };
        var backlog = Backlog(day) is { } value
            ? OfDay(value, day, until)
            : new Metric("order-backlog", Unit.Units, null, until.OrderBacklog.Reason ?? new("SaysNothing"), null, []);
        var (toRunRate, orders) = (until.BacklogToRunRate, until.OrdersToRunRate);
        return new(
            day,
            backlog,
            _all.WaitOn(day),
            SameDay(toRunRate),
            SameDay(orders),
            until.DemandVsExpectation,
            SameDay(until.DemandVsPlan),
            until.BookToBill);

        // A multiple of an earlier day is none of this one.
        Metric SameDay(Metric metric) => metric.Value is null || metric.Span?.To == day ? metric
            : metric with { Value = null, Reason = new("SaysNothing"), Inputs = [] };
    }

    private Metric OfDay(Quantity value, DateOnly day, Metrics until)
    {
        var known = until.OrderBacklog;
        if (known.Value is not null && known.Span?.To == day)
        {
            return known;
        }
        var difference = MetricInput.Count(
            "difference", value, Span.UpTo(day), _snapshot.DifferenceEvidence(Locked, day, Delivered, day));
        return new("order-backlog", Unit.Units, value, null, Span.UpTo(day), [difference]);
    }

    // Of the days of order figures the last on which the backlog is known exactly, else the one with the narrowest bounds.
    private DateOnly? BestTold() => OrderDays
        .Select(d => (Day: d, Backlog: Backlog(d)))
        .Where(d => d.Backlog is { High.Sign: > 0 })
        .OrderBy(d => (d.Backlog!.Value.High!.Value - d.Backlog.Value.Low) / d.Backlog.Value.High.Value)
        .ThenByDescending(d => d.Day)
        .Select(d => (DateOnly?)d.Day).FirstOrDefault();
}
