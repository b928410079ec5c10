using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Compare;

/// <summary>
/// Several vehicles on one chart: what the record allows as bands, the best estimates as dashed lines, what is known exactly as symbols.
/// </summary>
internal static class CompareChart
{
    public const string Name = "compare";
    private static readonly string[] Symbols = ["circle", "rect", "triangle", "diamond"];

    /// <summary>Derives the chart.</summary>
    public static ChartData Of(CompareChoice choice, ViewState view)
    {
        var comparison = choice.Comparison;
        var marks = comparison.Vehicles.SelectMany((v, i) => comparison.Drawn.Contains(v) ? Marks(choice, v, i, view) : []).ToList();
        return new(
            TitleOf(choice),
            UnitOf(choice),
            [
                .. marks.OrderBy(m =>
                    m.Kind is MarkKind.StepBand or MarkKind.Stretches ? 0
                    : m.Kind == MarkKind.Line ? 1
                    : 2),
            ])
        {
            Across = choice.Alignment == Alignment.Calendar ? null : Across(choice),
            Sources = string.Join(" ", comparison.Drawn.Select(v => SourceLine(v))),
        };
    }

    /// <summary>What is drawn, in words.</summary>
    public static string TitleOf(CompareChoice choice)
    {
        var verb = CompareTexts.ResourceManager.GetString("Verb_" + choice.Measure, System.Globalization.CultureInfo.CurrentUICulture);
        var counted = choice.Basis == Series.UsualBasis(choice.Measure) ? verb : $"{verb} ({DisplayExtensions.DisplayBasis(choice.Basis)})";
        return choice.Value switch
        {
            ComparedValue.ToDate => CompareTexts.ChartToDate.With(counted),
            ComparedValue.Indexed => CompareTexts.ChartIndexed.With(counted, IndexBase(choice)),
            ComparedValue.Pace => CompareTexts.ChartPace.With(counted),
            ComparedValue.RunRate => CompareTexts.ChartRunRate.With(counted),
            _ => CompareTexts.ChartCount.With(counted, PerText(choice)),
        };
    }

    /// <summary>How long a stretch is, in words.</summary>
    public static string PerText(CompareChoice choice) =>
        choice.Alignment == Alignment.Calendar
            ? choice.Per switch
            {
                ChartPeriods.Week => CompareTexts.PerWeek,
                ChartPeriods.Month => CompareTexts.PerMonth,
                _ => CompareTexts.PerQuarter,
            }
        : choice.Weeks == 1 ? CompareTexts.OneWeek
        : CompareTexts.SomeWeeks.With(choice.Weeks);

    private static string UnitOf(CompareChoice choice) => choice.Value switch
    {
        ComparedValue.Indexed => CompareTexts.UnitIndex,
        ComparedValue.Pace => Unit.PerWeek.Display(),
        ComparedValue.RunRate => Unit.PerMonth.Display(),
        _ => Unit.Units.Display(),
    };

    private static string IndexBase(CompareChoice choice) => choice.Alignment == Alignment.Calendar
        ? choice.Comparison.IndexDay?.Display() ?? ""
        : choice.Comparison.IndexAge is { } weeks ? CompareTexts.WeekNumber.With(weeks) : "";

    /// <summary>What the horizontal axis counts.</summary>
    public static string Across(CompareChoice choice) => CompareTexts.Across.With(Since(choice));

    /// <summary>Since when weeks are counted, in words.</summary>
    public static string Since(CompareChoice choice) => choice.Alignment switch
    {
        Alignment.Launch => CompareTexts.SinceLaunch,
        Alignment.NthCar => CompareTexts.SinceNthCar.With(choice.Comparison.Nth.Display()),
        _ => CompareTexts.SinceFirstDelivery,
    };

    private static IEnumerable<ChartMark> Marks(CompareChoice choice, ComparedVehicle vehicle, int place, ViewState view)
    {
        var (name, slug, colour, symbol) = (
            vehicle.Snapshot.Vehicle.DisplayName(),
            vehicle.Snapshot.Vehicle.Slug,
            place + 1,
            Symbols[place % Symbols.Length]);
        var points = (choice.IsCumulative ? ToDate(choice, vehicle) : PerStretch(choice, vehicle, view.Month)).ToList();
        if (points.Count == 0)
        {
            yield break;
        }
        yield return new(slug, name, choice.IsCumulative ? MarkKind.StepBand : MarkKind.Stretches, colour, points)
        {
            Symbol = symbol, Counted = vehicle.Curve, Family = vehicle.Snapshot.History.Family,
        };
        var middles = points
            .Where(p => p.Value.Estimate is not null)
            .Select(p =>
                p with
                {
                    Notes = [],
                    Across = p.Across is { } a ? ((a.From + a.To) / 2, (a.From + a.To) / 2) : null,
                    Value = Quantity.Exact(p.Value.Estimate!.Value),
                    Look = ChartLook.Estimated,
                })
            .ToList();
        yield return new(slug + "-estimate", "", MarkKind.Line, colour, middles)
        {
            Dashed = true,
            Plain = true,
            EndLabel = EndLabel(name, points[^1]),
        };
        if (choice.Value == ComparedValue.ToDate)
        {
            yield return new(slug + "-known", "", MarkKind.Points, colour, [.. Known(choice, vehicle)]) { Symbol = symbol };
        }
    }

    private static string EndLabel(string name, ChartPoint last) =>
        last.Look == ChartLook.Missing ? name : $"{name}\n{last.Value.Display()}\n{last.Period.End.Display()}";

    // The count at the end of each full week, and on the last day.
    private static IEnumerable<ChartPoint> ToDate(CompareChoice choice, ComparedVehicle vehicle)
    {
        var curve = vehicle.Curve!;
        var baseDay = choice.Comparison.IndexDayOf(vehicle);
        if (choice.Value == ComparedValue.Indexed && baseDay is null)
        {
            yield break;
        }
        if (choice.Alignment == Alignment.Calendar)
        {
            var covers = new Period(curve.First, curve.Last);
            foreach (var period in ChartPeriods.In(covers, choice.Per))
            {
                var day = period.End < curve.Last ? period.End : curve.Last;
                yield return Point(new(day, day), day, null, DisplayTexts.UpTo.With(day.Display()));
            }
            yield break;
        }
        var age = vehicle.Age!.Value;
        for (var days = 0; days <= age; days += 7 * choice.Weeks)
        {
            yield return Point(
                new(vehicle.DayOfAge(days), vehicle.DayOfAge(days)),
                vehicle.DayOfAge(days),
                days,
                CompareTexts.WeekSince.With(days / 7, Since(choice)));
        }
        if (age % (7 * choice.Weeks) > 0)
        {
            yield return Point(new(curve.Last, curve.Last), curve.Last, age, CompareTexts.DaySince.With(age, Since(choice)));
        }

        ChartPoint Point(Period period, DateOnly day, int? days, string title)
        {
            var value = vehicle.Value(choice.Value, new(day, day), MonthBasis.FourWeeks, baseDay) ?? Quantity.AtLeast(0);
            return new(period, value)
            {
                Title = title,
                Across = days is { } d ? (d / 7.0, d / 7.0) : null,
                Notes = days is null
                    ? AheadNotes(choice, vehicle, day, null)
                    : [DisplayTexts.UpTo.With(day.Display()), .. AheadNotes(choice, vehicle, day, days)],
            };
        }
    }

    // By how much the first vehicle is ahead stands below each other one.
    private static IReadOnlyList<string> AheadNotes(CompareChoice choice, ComparedVehicle vehicle, DateOnly day, int? days)
    {
        var first = choice.Comparison.Drawn[0];
        if (vehicle == first || choice.Value != ComparedValue.ToDate || (days is { } age ? age > first.Age : day > first.Curve!.Last))
        {
            return [];
        }
        return Comparison.Ahead(first, days is { } d ? first.DayOfAge(d) : day, vehicle, day) is not { } ahead ? []
            : ahead.High is { Sign: <= 0 } behind && behind.Sign <= 0
                ? [CompareTexts.BehindBy.With(first.Snapshot.Vehicle.DisplayName(), Quantity.Between(-behind, -ahead.Low).Display())]
                : [CompareTexts.AheadBy.With(first.Snapshot.Vehicle.DisplayName(), Signed(ahead))];
    }

    /// <summary>Writes bounds that may be negative.</summary>
    public static string Signed(Quantity quantity, int decimals = 0) =>
        quantity.Low.Sign >= 0 ? quantity.Display(decimals)
        : quantity.High is { } high ? CompareTexts.FromTo.With(Below(quantity.Low, decimals), Above(high, decimals))
        : "≥ " + Below(quantity.Low, decimals);

    private static string Below(Rational number, int decimals) => NumberText.Of(number.ToDecimalBelow(), decimals, Math.Floor);

    private static string Above(Rational number, int decimals) => NumberText.Of(number.ToDecimalAbove(), decimals, Math.Ceiling);

    private static IEnumerable<ChartPoint> PerStretch(CompareChoice choice, ComparedVehicle vehicle, MonthBasis month)
    {
        var curve = vehicle.Curve!;
        var periods = choice.Alignment == Alignment.Calendar
            ? ChartPeriods.In(new(curve.First, curve.Last), choice.Per).Where(p => p.Start >= curve.First && p.End <= curve.Last)
            : vehicle.Stretches(choice.Weeks);
        var number = 0;
        foreach (var period in periods)
        {
            number++;
            var (from, to) = ((double)choice.Weeks * (number - 1), (double)choice.Weeks * number);
            yield return new(period, vehicle.Value(choice.Value, period, month) ?? Quantity.AtLeast(0))
            {
                Title =
                    choice.Alignment == Alignment.Calendar ? period.DisplayName()
                    : choice.Weeks == 1 ? CompareTexts.WeekSince.With(number, Since(choice))
                    : CompareTexts.WeeksSince.With((choice.Weeks * (number - 1)) + 1, choice.Weeks * number, Since(choice)),
                Across = choice.Alignment == Alignment.Calendar ? null : (from, to),
                Notes = choice.Alignment == Alignment.Calendar ? [] : [period.Display()],
            };
        }
    }

    // The days at whose end figures say what the count is.
    private static IEnumerable<ChartPoint> Known(CompareChoice choice, ComparedVehicle vehicle) =>
        vehicle
            .Snapshot.Figures(vehicle.Series)
            .Select(f => f.Key.End)
            .Distinct()
            .Order()
            .Where(day =>
                day <= vehicle.Curve!.Last && (vehicle.Start is null || choice.Alignment == Alignment.Calendar || day >= vehicle.Start.Day))
            .Select(day => (Day: day, Value: vehicle.Curve!.UpTo(day)))
            .Where(p => p.Value.IsExact || p.Value.Qualifier == Qualifier.About)
            .Select(p => new ChartPoint(new(p.Day, p.Day), p.Value)
            {
                Across =
                    choice.Alignment == Alignment.Calendar
                        ? null
                        : (
                            (p.Day.DayNumber - vehicle.Start!.Day.DayNumber + 1) / 7.0,
                            (p.Day.DayNumber - vehicle.Start.Day.DayNumber + 1) / 7.0),
            });

    private static string SourceLine(ComparedVehicle vehicle)
    {
        var figures = vehicle.Snapshot.Figures(vehicle.Series);
        return CompareTexts.FiguresOf.With(
            vehicle.Snapshot.Vehicle.DisplayName(),
            figures.Count,
            figures.Select(f => f.Source).Distinct().Count());
    }
}
