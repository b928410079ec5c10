using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Dashboard;

/// <summary>The charts of a vehicle, made of what the record says. The page's tables show the same points.</summary>
public sealed class DashboardCharts(Snapshot snapshot, DashboardView view)
{
    public const string Weekly = "weekly", Cumulative = "cumulative", OrdersToRunRate = "orders-to-run-rate";

    /// <summary>The charts by the name that addresses use.</summary>
    public static IReadOnlyList<string> Names { get; } = [Weekly, Cumulative, OrdersToRunRate];

    /// <summary>The chart with a name; null when there is none.</summary>
    public ChartData? Find(string name) => name switch
    {
        Weekly => PerPeriod(),
        Cumulative => Totals(),
        OrdersToRunRate => MonthsOnOrder(),
        _ => null,
    };

    /// <summary>Where a chart's numbers are. The version of the record is part of it, so that an open page fetches them again after a change.</summary>
    /// <param name="ending">Empty for JSON, <c>.csv</c> for CSV.</param>
    public static string UrlOf(Snapshot snapshot, DashboardView view, string name, string ending) => QueryHelpers.AddQueryString(
        $"/vehicles/{Uri.EscapeDataString(snapshot.Vehicle.Slug)}/charts/{name}{ending}",
        view.Query
            .Where(q => q.Key is not ("view" or "beside") && (name == Weekly || q.Key is "asOf" or "from" or "to" || (name == OrdersToRunRate && q.Key == "month")))
            .Select(q => KeyValuePair.Create(q.Key, q.Value as string))
            .Append(new(ViewUrl.Language, CultureInfo.CurrentUICulture.Name))
            .Append(new("v", snapshot.History.Version.ToString(CultureInfo.InvariantCulture)))
            .Where(q => !string.IsNullOrEmpty(q.Value)));

    /// <summary>Counts by week or month of the chosen series, with trailing averages over the weeks.</summary>
    public ChartData PerPeriod()
    {
        var series = view.SeriesOf(snapshot);
        var name = series.Say();
        var title = (view.PerMonth ? DashboardTexts.ChartMonthly : DashboardTexts.ChartWeekly).With(name);
        var unit = view.PerMonth ? DashboardTexts.UnitsAMonth : DashboardTexts.UnitsAWeek;
        if (snapshot.Curve(series) is not { } curve)
        {
            return Chart(title, unit, []);
        }
        var points = (view.PerMonth ? TimelinePoint.Months(curve) : TimelinePoint.Weeks(curve)).Where(p => view.Shows(p.Period)).ToList();
        var marks = new List<ChartMark> { new("count", name, MarkKind.Bars, ColourOf(series.Measure), [.. points.Select(Count)]) };
        if (!view.PerMonth)
        {
            marks.Add(new("average-4-weeks", DashboardTexts.Average4, MarkKind.Line, 6, [.. Trailing(4)]));
            marks.Add(new("average-13-weeks", DashboardTexts.Average13, MarkKind.Line, 3, [.. Trailing(13)]) { Dashed = true });
        }
        return Chart(title, unit, marks);

        IEnumerable<ChartPoint> Trailing(int weeks) => points
            .Where(p => !p.Partial && curve.Trailing(weeks, p.Period.End)?.End == p.Period.End)
            .Select(p => new ChartPoint(p.Period, curve.In(curve.Trailing(weeks, p.Period.End)!.Value) / weeks, Label: p.Label))
            .Where(p => p.Value.IsExact || (p.Value.High is not null && p.Value.Estimate is { Sign: > 0 }));   // a mere floor or ceiling of an average would look like a fall
    }

    /// <summary>Orders, production and deliveries up to each day, and the backlog between the first and the last of these.</summary>
    public ChartData Totals()
    {
        Series orders = snapshot.Of(Measure.Orders, Series.Locked), built = snapshot.Of(Measure.Production, Series.Built), delivered = snapshot.Of(Measure.Deliveries, Series.Delivered);
        var marks = new List<ChartMark>();
        if (snapshot.Curve(orders) is { } o && snapshot.Curve(delivered) is { } d)
        {
            var days = Days(o).Union(Days(d)).Where(day => day >= o.First && day >= d.First && day <= o.Last && day <= d.Last).Order();
            // Where only floors of the orders are known, deliveries may have passed them: nothing is drawn there.
            marks.Add(new("backlog", DashboardTexts.Backlog, MarkKind.Area, 5,
                [.. days.Select(day => Left(day, o.UpTo(day), d.UpTo(day))).OfType<ChartPoint>()]));
        }
        foreach (var (series, colour, dashed) in new[] { (orders, 4, false), (built, 1, true), (delivered, 2, false) })
        {
            if (snapshot.Curve(series) is { } curve)
            {
                marks.Add(new(DashboardView.NameOf(series.Measure), series.Say(), MarkKind.Line, colour,
                    [.. Days(curve).Select(day => new ChartPoint(new(day, day), curve.UpTo(day))).Where(p => !p.Value.IsVacuous())]) { Dashed = dashed, Banded = true });
            }
        }
        return Chart(DashboardTexts.ChartCumulative, DashboardTexts.Units, marks);

        static ChartPoint? Left(DateOnly day, Quantity orders, Quantity deliveries) =>
            (orders.Estimate ?? orders.Low) < (deliveries.Estimate ?? deliveries.Low) || orders.Less(deliveries) is not { } left ? null
            : new(new(day, day), left) { Floor = deliveries.Estimate ?? deliveries.Low, Top = orders.Estimate ?? orders.Low };
    }

    /// <summary>How many months of output were on order, week by week, at the run-rate of the headline stretch of that week.</summary>
    public ChartData MonthsOnOrder()
    {
        var points = new List<ChartPoint>();
        if (snapshot.Curve(snapshot.Of(Measure.Orders, Series.Locked)) is { } orders && snapshot.Curve(snapshot.Of(Measure.Production, Series.Built)) is { } built)
        {
            foreach (var day in Days(orders).Union(Days(built)).Where(d => d >= orders.First).Order())
            {
                // As the metric: the orders of the last day that they speak of by then, at the pace of the headline stretch by then.
                if (built.Headline(day) is { } stretch
                    && RunRate.Of(built.In(stretch), stretch, view.Month).Months(orders.UpTo(day < orders.Last ? day : orders.Last)) is { } months
                    && !months.IsVacuous())
                {
                    points.Add(new(new(day, day), months));
                }
            }
        }
        return Chart(DashboardTexts.ChartMonthsOnOrder, DashboardTexts.MonthsOfOutput, [new("orders-to-run-rate", DashboardTexts.OrdersToRunRate, MarkKind.Line, 1, points) { Banded = true }]) with { Decimals = 2 };
    }

    /// <summary>The milestones that were known, numbered as the charts number them.</summary>
    public IReadOnlyList<ChartMilestone> Milestones() =>
        [.. snapshot.History.Milestones
            .Where(m => m.Date <= snapshot.AsOf && view.Shows(new(m.Date, m.Date)))
            .Select((m, i) => new ChartMilestone(i + 1, m.Date, m.Say(), DashboardTexts.MilestoneText.With(m.Subject, m.Event)))];

    private ChartData Chart(string title, string unit, IReadOnlyList<ChartMark> marks)
    {
        var periods = marks.SelectMany(m => m.Points).Select(p => p.Period).ToList();
        var description = periods.Count == 0
            ? DashboardTexts.ChartDescriptionEmpty.With(title)
            : DashboardTexts.ChartDescription.With(title, unit, periods.Min(p => p.Start).Say(), periods.Max(p => p.End).Say(), string.Join(", ", marks.Select(m => m.Name)));
        return new(title, description, unit, marks)
        {
            Milestones = Milestones(),
            Words = new Dictionary<string, string>
            {
                ["estimate"] = DashboardTexts.WordEstimate,
                ["estimated"] = DashboardTexts.WordEstimated,
                ["partial"] = view.PerMonth ? DashboardTexts.WordPartialMonth : DashboardTexts.WordPartialWeek,
                ["unknown"] = DashboardTexts.NotKnown,
            },
        };
    }

    // The days at which a cumulative line has its points: the ends of weeks, and every day that a figure speaks of.
    private IEnumerable<DateOnly> Days(Curve curve) => Week.In(new(curve.First, curve.Last))
        .Select(w => w.Sunday).Where(d => d <= curve.Last)
        .Concat(snapshot.Figures(curve.Series).Select(f => f.Key.End))
        .Where(d => view.Shows(new(d, d)))
        .Distinct().Order();

    private static ChartPoint Count(TimelinePoint point)
    {
        var state = point.CoveredCount.IsVacuous() ? PointState.Unknown
            : point.Partial ? PointState.Partial
            : point.CoveredCount.IsExact || point.CoveredCount.Qualifier == Qualifier.About ? PointState.Known
            : PointState.Estimated;
        return new(point.Period, point.CoveredCount, state, point.Label);
    }

    private static int ColourOf(Measure measure) => measure switch { Measure.Production => 1, Measure.Orders => 4, Measure.Deliveries => 2, _ => 5 };
}
