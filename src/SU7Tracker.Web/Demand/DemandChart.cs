using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Overview;

namespace SU7Tracker.Web.Demand;

/// <summary>Orders and deliveries to date, the backlog between them and the wait across, over the same days.</summary>
internal static class DemandChart
{
    public const string Name = "demand", Backlog = "backlog", Wait = "wait";

    private const int Margin = 30, MostWaits = 140, LeastSaid = 28;
    private static readonly string[] Symbols = ["circle", "rect", "triangle", "diamond"];
    private static readonly int[] TrimColours = [ChartColour.Production, ChartColour.Beside, ChartColour.Fifth, ChartColour.Deliveries];

    /// <summary>Orders and deliveries to date.</summary>
    public static ChartData ToDate(Snapshot snapshot, ViewState view)
    {
        var facts = new DemandFacts(snapshot, view.Month, view.Day);
        if (Shown(snapshot, facts) is not { } shown)
        {
            return new(DemandTexts.ChartToDate, Unit.Units.Display(), []);
        }
        var (orders, deliveries) = (snapshot.Curve(facts.Locked), snapshot.Curve(facts.Delivered));
        var marks = new List<ChartMark>();
        if (orders is not null && LastOrders(facts, orders) is var last)
        {
            marks.Add(new(
                "orders", facts.Locked.Display(), MarkKind.StepBand, ChartColour.Beside,
                [.. Steps(snapshot, facts, orders, new(orders.First.AddDays(-1), last))]));
            marks.Add(Exact("orders-exact", snapshot, facts.Locked, orders, shown, ChartColour.Beside, "rect"));
        }
        if (deliveries is not null)
        {
            var until = deliveries.Last < shown.End ? deliveries.Last : shown.End;
            if (until >= deliveries.First)
            {
                marks.Add(new(
                    "deliveries", facts.Delivered.Display(), MarkKind.StepBand, ChartColour.Deliveries,
                    [.. Steps(snapshot, facts, deliveries, new(deliveries.First.AddDays(-1), until))]));
                marks.Add(Exact("deliveries-exact", snapshot, facts.Delivered, deliveries, shown, ChartColour.Deliveries, "circle"));
            }
        }
        marks.AddRange(Across(snapshot, facts));
        return new(DemandTexts.ChartToDate, Unit.Units.Display(), [.. marks.Where(m => m.Points.Count > 0)])
        {
            Days = shown, Regions = Regions(facts, orders, shown), Sources = Richest.SourceLine(snapshot, facts.Locked),
        };
    }

    /// <summary>Orders less deliveries.</summary>
    public static ChartData BacklogOf(Snapshot snapshot, ViewState view)
    {
        var facts = new DemandFacts(snapshot, view.Month, view.Day);
        if (
            Shown(snapshot, facts) is not { } shown
            || snapshot.Curve(facts.Locked) is not { } orders
            || snapshot.Curve(facts.Delivered) is null)
        {
            return new(DemandTexts.ChartBacklog, Unit.Units.Display(), []);
        }
        var days = EventDays(snapshot, facts, new(orders.First, LastOrders(facts, orders)))
            .SelectMany(d => new[] { d.AddDays(-1), d, d.AddDays(1) });
        var points = days.Where(d => d >= orders.First && d <= LastOrders(facts, orders))
            .Distinct()
            .Order()
            .Select(d => (Day: d, Value: facts.Backlog(d)))
            .Select(x => Bounds(x.Day, x.Value))
            .ToList();
        var stated = facts
            .OpenOrders.Where(f => facts.Against(f) is null)
            .Select(f => Labelled(new(f.Key.End, f.Key.End), f.Quantity, f.Quantity.Display(), Said(snapshot, f)))
            .ToList();
        var aside = facts
            .OpenOrders.Where(f => facts.Against(f) is not null)
            .Select(f =>
                Labelled(new(f.Key.End, f.Key.End), f.Quantity, DemandTexts.AsideLabel.With(f.Quantity.Display()), Said(snapshot, f)))
            .ToList();
        return new(
            DemandTexts.ChartBacklog, Unit.Units.Display(),
            [
                new("backlog", DemandTexts.Backlog, MarkKind.Band, ChartColour.Backlog, points),
                .. new ChartMark[]
                {
                    new("open", DemandTexts.PublishedOpen, MarkKind.Points, ChartColour.Sixth, stated) { Symbol = "rect" },
                    new("aside", DemandTexts.PublishedAside, MarkKind.Points, ChartColour.Deliveries, aside) { Symbol = "diamond" },
                }.Where(m => m.Points.Count > 0),
            ])
        {
            Days = shown, Regions = Regions(facts, orders, shown),
            Sources = facts.OpenOrders.Count == 0 ? "" : Richest.SourceLine(snapshot, facts.OpenOrders[0].Series),
        };
    }

    /// <summary>The wait by the day of the order, beside what buyers were told.</summary>
    public static ChartData WaitOf(Snapshot snapshot, ViewState view)
    {
        var facts = new DemandFacts(snapshot, view.Month, view.Day);
        if (Shown(snapshot, facts) is not { } shown)
        {
            return new(DemandTexts.ChartWait, Unit.Weeks.Display(), []) { Decimals = Unit.Weeks.Decimals };
        }
        var waits = DerivedWaits(snapshot, facts).ToList();
        var points = waits.Select(w => Bounds(w.Day, w.Wait)).ToList();
        var quoted = facts.Waits.GroupBy(w => w.Trim).OrderBy(g => g.Key.Length == 0).ToList();
        var marks = new List<ChartMark>();
        if (points.Count > 0)
        {
            marks.Add(new("wait", DemandTexts.WaitDerived, MarkKind.Band, ChartColour.Backlog, points));
        }
        if (facts.Chosen is { Wait.Value: { } chosen } day)
        {
            marks.Add(
                new("chosen", "", MarkKind.Points, ChartColour.Backlog, [Labelled(new(day.Day, day.Day), chosen, chosen.Display(1), [])]));
        }
        marks.AddRange(quoted.Select((trim, i) => new ChartMark(
            "quoted-" + (i + 1), trim.Key.Length == 0 ? DemandTexts.QuotedAll : DemandTexts.QuotedFor.With(trim.Key), MarkKind.Points,
            trim.Key.Length == 0 ? ChartColour.Sixth : TrimColours[i % TrimColours.Length], [.. trim.Select(w => Quoted(snapshot, w))])
        {
            Symbol = trim.Key.Length == 0 ? "rect" : Symbols[i % Symbols.Length],
        }));
        var help = waits.Select(w => w.Wait).OfType<Quantity>().Where(w => !DemandFacts.IsTooWide(w)).Select(w => w.High!.Value)
            .Concat(facts.Waits.Select(DemandFacts.InWeeks).Select(q => q.High ?? q.Low))
            .Concat(facts.Chosen?.Wait.Value is { High: { } high } wait && !DemandFacts.IsTooWide(wait) ? [high] : []).ToList();
        return new(DemandTexts.ChartWait, Unit.Weeks.Display(), marks)
        {
            Decimals = Unit.Weeks.Decimals, Days = shown, Ceiling = help.Count == 0 ? null : Math.Ceiling(help.Max().ToDecimal() * 1.1m),
            Regions =
            [
                .. ChosenRegion(facts),
                .. TooWide(points).Where(w => w.Days.Days > shown.Days / 6)
                    .Select(w => new ChartRegion(w.Days, DemandTexts.WideLabel.With(w.Wait.Display()), "said")),
            ],
            Sources = Richest.SourceLine(snapshot, facts.Locked),
        };
    }

    /// <summary>The stretches of days of an order whose wait has bounds too wide to help, each with what it may be.</summary>
    /// <param name="wait">The chart of the wait.</param>
    public static IReadOnlyList<(Period Days, Quantity Wait)> TooWide(ChartData wait) =>
        wait.Marks.FirstOrDefault(m => m.Kind == MarkKind.Band) is { } band ? [.. TooWide(band.Points)] : [];

    private static IEnumerable<(Period Days, Quantity Wait)> TooWide(IReadOnlyList<ChartPoint> points)
    {
        for (var i = 0; i < points.Count; i++)
        {
            if (!points[i].Pale || points[i].Value.High is not { } high)
            {
                continue;
            }
            var (start, low) = (points[i].Period.Start, points[i].Value.Low);
            for (; i + 1 < points.Count && points[i + 1] is { Pale: true, Value.High: { } next }; i++)
            {
                (low, high) = (Rational.Min(low, points[i + 1].Value.Low), Rational.Max(high, next));
            }
            // A stretch of a few days between figures is not worth a sentence.
            if (points[i].Period.End.DayNumber - start.DayNumber >= LeastSaid)
            {
                yield return (new(start, points[i].Period.End), Quantity.Between(low, high));
            }
        }
    }

    // On the days of order figures, the days beside them, and the ends of months.
    private static IEnumerable<(DateOnly Day, Quantity? Wait)> DerivedWaits(Snapshot snapshot, DemandFacts facts)
    {
        if (snapshot.Curve(facts.Locked) is not { } orders || snapshot.Curve(facts.Delivered) is null)
        {
            return [];
        }
        var days = new Period(orders.First, LastOrders(facts, orders));
        var asked = snapshot.Figures(facts.Locked).SelectMany(f => f.Key.Period is { } p ? [p.Before, p.End] : new[] { f.Key.End })
            .Concat(facts.OpenOrders.Select(f => f.Key.End)).SelectMany(d => new[] { d.AddDays(-1), d, d.AddDays(1) })
            .Concat(Month.In(days).Select(m => m.Period.End)).Append(days.Start).Append(days.End)
            .Where(days.Contains).Distinct().Order().ToList();
        var every = (asked.Count / MostWaits) + 1;
        var drawn = asked.Where((_, i) => i % every == 0 || i == asked.Count - 1).ToList();
        return drawn.Zip(facts.WaitsOn(drawn));
    }

    private static ChartPoint Quoted(Snapshot snapshot, QuotedWait wait)
    {
        var weeks = DemandFacts.InWeeks(wait);
        var source = snapshot.History.Sources.GetValueOrDefault(wait.Source);
        return new(new(wait.StatedOn, wait.StatedOn), weeks)
        {
            Notes = [.. new[]
            {
                wait.Unit == WaitUnit.Months ? DemandTexts.QuotedMonths.With(wait.Quantity.Display()) : "",
                source is null ? wait.Source : DemandTexts.SourceOfGrade.With(source.Publisher, source.Grade), wait.Note,
            }.Where(n => n.Length > 0)],
        };
    }

    // The wait is the distance across from the orders of the day to the days on which deliveries reach them; the backlog stands upright.
    private static IEnumerable<ChartMark> Across(Snapshot snapshot, DemandFacts facts)
    {
        if (facts.Chosen is not { Backlog.Value: not null } chosen)
        {
            yield break;
        }
        var (ordered, delivered) = (snapshot.Between(facts.Locked, null, chosen.Day), snapshot.Between(facts.Delivered, null, chosen.Day));
        var day = new Period(chosen.Day, chosen.Day);
        yield return new("backlog", "", MarkKind.Points, ChartColour.Backlog, [new(day, Quantity.Between(delivered.Low, ordered.Low))]);
        if (Reaches(chosen) is { } reaches)
        {
            var level = Quantity.Exact(ordered.Low);
            yield return new(
                "wait-before",
                "",
                MarkKind.Steps,
                ChartColour.Backlog,
                [new(day, level), new(new(reaches.Start, reaches.Start), level)])
            {
                Dashed = true,
            };
            yield return new(
                "wait",
                "",
                MarkKind.Stretches,
                ChartColour.Backlog,
                [new(reaches, level) { Label = DemandTexts.WaitLabel.With(chosen.Wait.Value!.Value.Display(1)) }])
            {
                Labelled = true,
            };
        }
    }

    /// <summary>The days between which deliveries reach the orders of a day; null where they have not.</summary>
    public static Period? Reaches(DemandDay day) =>
        day.Wait is { Value: { High: { } high, Low: var low }, Span: { From: { } from } } && from == day.Day
            ? new(from.AddDays(Days(low)), from.AddDays(Days(high)))
            : null;

    private static int Days(Rational weeks) => (int)(weeks * 7).Nearest();

    private static List<ChartRegion> Regions(DemandFacts facts, Curve? orders, Period shown)
    {
        var regions = ChosenRegion(facts).ToList();
        if (orders is not null && LastOrders(facts, orders) is var last && last < shown.End)
        {
            regions.Add(new(new(last.AddDays(1), shown.End), DemandTexts.OrdersNotKnown.With(last.Display()), "unknown"));
        }
        return regions;
    }

    private static IEnumerable<ChartRegion> ChosenRegion(DemandFacts facts) =>
        facts.Chosen is { } chosen ? [new(new(chosen.Day, chosen.Day), chosen.Day.Display(), "chosen")] : [];

    private static DateOnly LastOrders(DemandFacts facts, Curve orders) =>
        facts.OrderDays.Count > 0 && facts.OrderDays[^1] > orders.Last ? facts.OrderDays[^1] : orders.Last;

    // From the first order or delivery to the last day that orders, quoted waits or the wait chosen cover; all deliveries where there
    // is no more.
    private static Period? Shown(Snapshot snapshot, DemandFacts facts)
    {
        var (orders, deliveries) = (snapshot.Curve(facts.Locked), snapshot.Curve(facts.Delivered));
        DateOnly[] firsts =
        [
            .. new[] { orders?.First, deliveries?.First, facts.Waits.Count > 0 ? facts.Waits[0].StatedOn : null }.OfType<DateOnly>(),
        ];
        if (firsts.Length == 0)
        {
            return null;
        }
        DateOnly[] ends =
        [
            .. new[]
            {
                orders is null ? deliveries?.Last : LastOrders(facts, orders).AddDays(Margin),
                facts.Waits.Count > 0 ? facts.Waits[^1].StatedOn.AddDays(Margin / 2) : null,
                facts.Chosen is { } chosen ? Reaches(chosen)?.End.AddDays(Margin / 2) : null, facts.Chosen?.Day.AddDays(Margin / 2),
            }.OfType<DateOnly>(),
        ];
        return new(firsts.Min().AddDays(-3), ends.Append(firsts.Min()).Max());
    }

    private static IEnumerable<DateOnly> EventDays(Snapshot snapshot, DemandFacts facts, Period days) =>
        new[] { facts.Locked, facts.Delivered }
            .SelectMany(snapshot.Figures)
            .SelectMany(f => f.Key.Period is { } p ? [p.Before, p.End] : new[] { f.Key.End })
            .Concat(facts.OpenOrders.Select(f => f.Key.End))
            .Concat(Month.In(days).Select(m => m.Period.End))
            .Append(days.Start)
            .Append(days.End)
            .Where(days.Contains)
            .Distinct()
            .Order();

    private static IEnumerable<ChartPoint> Steps(Snapshot snapshot, DemandFacts facts, Curve curve, Period days)
    {
        var before = default(Quantity?);
        foreach (var day in EventDays(snapshot, facts, days))
        {
            var value = curve.UpTo(day);
            yield return new(new(day, day), value)
            {
                Pale = before is { Low: { Sign: > 0 } low } && DemandFacts.IsTooWide(Quantity.Between(low, value.High)),
            };
            before = value;
        }
    }

    // The days whose count is known exactly or was published as a rounding; the last of them says its number.
    private static ChartMark Exact(string key, Snapshot snapshot, Series series, Curve curve, Period shown, int colour, string symbol)
    {
        var days = snapshot.Figures(series).Select(f => f.Key.End).Distinct().Order()
            .Where(d => shown.Contains(d) && curve.UpTo(d).IsExact).ToList();
        return new(key, "", MarkKind.Points, colour, [.. days.Select((d, i) => new ChartPoint(new(d, d), curve.UpTo(d))
        {
            Label = i == days.Count - 1 ? DemandTexts.CountByDay.With(curve.UpTo(d).Display(), d.Display()) : null,
        })]) { Symbol = symbol };
    }

    private static ChartPoint Bounds(DateOnly day, Quantity? value) =>
        new(new(day, day), value ?? Quantity.AtLeast(0)) { Pale = value is not { } known || DemandFacts.IsTooWide(known) };

    private static ChartPoint Labelled(Period day, Quantity value, string label, IReadOnlyList<string> notes) =>
        new(day, value) { Label = label, Notes = notes };

    private static IReadOnlyList<string> Said(Snapshot snapshot, Figure figure) =>
        [snapshot.History.Sources.GetValueOrDefault(figure.Source) is { } source
            ? DemandTexts.SourceOfGrade.With(source.Publisher, source.Grade) : figure.Source];
}
