using SU7Tracker.Domain;

namespace SU7Tracker.Benchmarks;

/// <summary>Reconciling the figures of a series and deriving every week of it, with counts and cumulative counts.</summary>
internal static class CurveBenchmark
{
    private static readonly DateOnly Start = new(2000, 1, 3);   // a Monday

    public static void Run()
    {
        Timing.Section("Deriving a series", """
            `-- curve`: all figures of a series are reconciled, then every week is derived with its count and cumulative count; 41 runs each after a warm-up.
            Aims, best estimates included: 520 exact weeks under 2 ms, the hard case of ten years under 20 ms, with laws and alone.

            - *exact*: one exact count a week.
            - *hard*: weeks as roundings, months as floors and ranges, quarters exactly and as roundings, cumulative milestones, and ten numbers that cannot be true.
            - *loose*: nothing but floors and ceilings that reach across each other, so that each bound depends on figures far away. It grows with the square of the years; the others grow evenly.
            - *false*: counts of overlapping days of which every second is wrong, far beyond any record; once, reconciling alone.
            - *ranges*: overlapping ranges that are true of one history of 165 years; once, reconciling alone.
            """);
        Timing.Heading();
        foreach (var years in new[] { 1, 5, 10, 20, 40 })
        {
            var figures = ExactWeeks(years, "su7");
            Timing.Row($"{years} years of exact weeks ({figures.Count} figures)", () => Weeks(figures));
        }
        foreach (var years in new[] { 1, 5, 10, 20, 40 })
        {
            var figures = Hard(years, falseOnes: 10);
            Timing.Row(
                $"{years} years, hard ({figures.Count} figures, {Curve.Of(figures, GradeOf)!.Contradictions.Count} set aside)",
                () => Weeks(figures));
        }
        foreach (var years in new[] { 10, 40 })
        {
            var loose = Loose(years);
            Timing.Row($"{years} years, loose ({loose.Count} figures)", () => Weeks(loose));
        }
        var peaceful = Hard(10, falseOnes: 0);
        Timing.Row($"10 years, hard ({peaceful.Count} figures, none set aside)", () => Weeks(peaceful));
        var hard = Hard(10, falseOnes: 10);
        Timing.Row("10 years, hard: reconciling alone", () => Curve.Of(hard, GradeOf));
        var curve = Curve.Of(hard, GradeOf)!;
        Timing.Row("10 years, hard: weeks of a curve at hand", () => _ = TimelinePoint.Weeks(curve).ToList());
        Timing.Row("10 years, hard: months of a curve at hand", () => _ = TimelinePoint.Months(curve).ToList());
        Timing.Row("10 years, hard, delivered and built exactly, tied by laws", () => Tied(hard));
        var four = Enumerable.Range(0, 4).Select(i => ExactWeeks(10, $"car-{i}")).ToList();
        Timing.Row("10 years × 4 series of exact weeks", () => four.ForEach(Weeks));
        foreach (var count in new[] { 1_000, 10_000 })
        {
            var figures = False(count);
            Timing.Once($"{count:N0} figures, every second false", () => _ = Curve.Of(figures, GradeOf));
        }
        foreach (var count in new[] { 10_000, 100_000 })
        {
            var figures = Ranges(count);
            Timing.Once($"{count:N0} ranges", () => _ = Curve.Of(figures, GradeOf));
        }
    }

    private static void Weeks(List<Figure> figures) => _ = TimelinePoint.Weeks(Curve.Of(figures, GradeOf)!).ToList();

    // The hard figures as deliveries, beside exact weeks of what was built that are as many or more.
    private static void Tied(List<Figure> hard)
    {
        var (built, delivered) = (
            new Series("su7", Measure.Production, Series.Built),
            new Series("su7", Measure.Deliveries, Series.Delivered));
        var figures = hard.Select(f => f with { Key = f.Key with { Series = delivered } })
            .Concat(WeeksOf(10).Select(w => InPeriod(built, w.Period, Quantity.Exact(6_000))));
        Source[] sources = [new("press", "", "", "", null, Grade.A), new("rumour", "", "", "", null, Grade.D)];
        var family = new FamilyHistory([new("su7", "SU7", "Xiaomi", null)], 1, figures, sources, [], [], [], []);
        var snapshot = family.Find("su7")!.AsOf(new(2030, 1, 1));
        foreach (var series in snapshot.Series)
        {
            _ = TimelinePoint.Weeks(snapshot.Curve(series)!).ToList();
        }
    }

    private static Grade GradeOf(string source) => source == "rumour" ? Grade.D : Grade.A;

    private static List<Figure> ExactWeeks(int years, string vehicle)
    {
        var random = new Random(7);
        var series = new Series(vehicle, Measure.Production, Series.Built);
        return [.. WeeksOf(years).Select(w => InPeriod(series, w.Period, Quantity.Exact(random.Next(1_000, 9_000))))];
    }

    // Weeks as roundings, months as floors or ranges, quarters exactly or as roundings, milestones, and numbers that cannot be true.
    private static List<Figure> Hard(int years, int falseOnes)
    {
        var random = new Random(7);
        var series = new Series("su7", Measure.Production, Series.Built);
        var period = new Period(Start, WeeksOf(years).Last().Sunday);
        var upTo = new long[period.Days + 1];
        for (var day = 0; day < period.Days; day++)
        {
            upTo[day + 1] = upTo[day] + random.Next(200, 1_200);
        }
        long Count(Period p) => upTo[p.End.DayNumber - Start.DayNumber + 1] - upTo[p.Start.DayNumber - Start.DayNumber];
        long Round(long count) => (count + 50) / 100 * 100;
        var figures = WeeksOf(years).Select(w => InPeriod(series, w.Period, Quantity.About(Round(Count(w.Period))))).ToList();
        var months = Month.In(period).Select(m => m.Period).Where(period.Contains).ToList();
        figures.AddRange(
            months.Select(
                (m, i) =>
                    InPeriod(
                        series,
                        m,
                        i % 2 == 0
                            ? Quantity.AtLeast(Count(m) / 1_000 * 1_000)
                            : Quantity.Range(Count(m) / 1_000 * 1_000, (Count(m) / 1_000 * 1_000) + 1_000))));
        var quarters = months
            .Where(m => m.Start.Month % 3 == 1)
            .Select(m => new Period(m.Start, m.Start.AddMonths(3).AddDays(-1)))
            .Where(period.Contains)
            .ToList();
        figures.AddRange(
            quarters.Select((q, i) => InPeriod(series, q, i % 2 == 0 ? Quantity.Exact(Count(q)) : Quantity.About(Round(Count(q))))));
        for (var day = 90; day < period.Days; day += 150)
        {
            figures.Add(
                new(
                    new(series, Reading.Cumulative, null, Start.AddDays(day)),
                    Quantity.AtLeast(upTo[day + 1] / 10_000 * 10_000),
                    null,
                    "press"));
        }
        for (var i = 0; i < falseOnes; i++)
        {
            var first = Start.AddDays(10 + (i * (period.Days - 60) / falseOnes));
            var some = new Period(first, first.AddDays(20 + i));
            figures.Add(
                new(
                    new(series, Reading.InPeriod, some.Start, some.End),
                    Quantity.Exact(Count(some) * (i % 2 == 0 ? 3 : 1) / (i % 2 == 0 ? 1 : 3)),
                    null,
                    "rumour"));
        }
        return figures;
    }

    // Nothing but floors and ceilings that reach across each other, so that every bound depends on figures far away.
    private static List<Figure> Loose(int years)
    {
        var random = new Random(7);
        var series = new Series("su7", Measure.Production, Series.Built);
        var figures = WeeksOf(years)
            .Select(
                (w, i) =>
                    InPeriod(
                        series,
                        w.Period,
                        i % 2 == 0 ? Quantity.AtLeast(random.Next(1_000, 4_000)) : Quantity.AtMost(random.Next(5_000, 9_000))))
            .ToList();
        foreach (var first in WeeksOf(years).Where((_, i) => i % 3 == 0))
        {
            var some = new Period(first.Monday.AddDays(3), first.Monday.AddDays(3 + (7 * random.Next(3, 30))));
            figures.Add(
                InPeriod(series, some, random.Next(2) == 0 ? Quantity.AtLeast(some.Days * 500L) : Quantity.AtMost(some.Days * 1_000L)));
        }
        figures.Add(
            new(new(series, Reading.Cumulative, null, figures.Max(f => f.Key.End)), Quantity.About(years * 300_000L), null, "press"));
        return figures;
    }

    internal static List<Figure> False(int count)
    {
        var random = new Random(7);
        var series = new Series("su7", Measure.Production, Series.Built);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var first = Start.AddDays(random.Next(6_000));
            var some = new Period(first, first.AddDays(random.Next(1, 90)));
            return InPeriod(series, some, Quantity.Exact(some.Days * 500L + (i % 2 == 0 ? 0 : random.Next(1, 10_000))));
        }).DistinctBy(f => f.Key)];
    }

    // True of one history, each with its own margins, so that many bound each other.
    private static List<Figure> Ranges(int count)
    {
        var random = new Random(7);
        var series = new Series("su7", Measure.Production, Series.Built);
        var upTo = new long[60_200];
        for (var day = 1; day < upTo.Length; day++)
        {
            upTo[day] = upTo[day - 1] + random.Next(1_000);
        }
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    var (first, days) = (random.Next(60_000), random.Next(1, 200));
                    var made = upTo[first + days] - upTo[first];
                    return InPeriod(
                        series,
                        new(Start.AddDays(first), Start.AddDays(first + days - 1)),
                        Quantity.Range(Math.Max(0, made - random.Next(5_000)), made + random.Next(5_000)));
                })
                .DistinctBy(f => f.Key),
        ];
    }

    private static IEnumerable<Week> WeeksOf(int years) => Enumerable.Range(0, years * 52).Select(i => Week.Of(Start.AddDays(7 * i)));

    private static Figure InPeriod(Series series, Period period, Quantity quantity) =>
        new(new(series, Reading.InPeriod, period.Start, period.End), quantity, null, "press");
}
